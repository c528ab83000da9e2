-- Whoever had a dossier settled can be asked how it went (SV-14): rooms above draw among them and write to those who were drawn.
CREATE VIEW dossiers_settled AS
SELECT d.code, d.unit_id, d.version_id, d.subject, d.finished_ms, a.name, a.address, a.phone, a.email
FROM dossiers_dossiers d
JOIN dossiers_applicants a ON a.dossier = d.code
WHERE d.state IN ('finished', 'returned');
