-- How far dossiers are, for the rooms above that count the services they belong to (OL-16): nothing of who applies.
CREATE VIEW dossiers_courses AS
SELECT code, unit_id, version_id, channel, state, received_ms, due_ms, finished_ms, returned_ms, fee, delivery, origin
FROM dossiers_dossiers;
CREATE VIEW dossiers_channels AS
SELECT version_id, unit_id, channel, month, received, early, on_time, late FROM dossiers_counts;
