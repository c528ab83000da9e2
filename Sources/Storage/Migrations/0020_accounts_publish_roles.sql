-- Other rooms choose among people by their roles, as a round names its appraisers (US-1): they read this view and no table.
CREATE VIEW accounts_roles AS
SELECT g.role, g.field, g.from_ms, g.until_ms, p.id AS person_id, p.name, p.sort_key, p.unit_id AS home_unit_id
FROM accounts_grants g JOIN accounts_people p ON p.id = g.person_id
WHERE p.status = 'active';
