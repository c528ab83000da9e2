-- Rooms below write letters to whoever has a role; this view is all that they know of people (HOUSE 2).
CREATE VIEW accounts_addressees AS
SELECT p.id AS person_id, p.login, p.name, p.email, p.language, p.unit_id AS home_unit_id, g.role, g.unit_id, g.field,
    g.from_ms, g.until_ms
FROM accounts_people p
JOIN accounts_grants g ON g.person_id = p.id
WHERE p.status = 'active' AND p.email IS NOT NULL;
