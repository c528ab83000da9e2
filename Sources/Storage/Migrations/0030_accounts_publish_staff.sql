-- Work is given to people of one's own unit: rooms below choose among whoever has a role there now, by name.
CREATE VIEW accounts_staff AS
SELECT g.role, g.unit_id, g.from_ms, g.until_ms, p.login, p.name, p.sort_key
FROM accounts_grants g JOIN accounts_people p ON p.id = g.person_id
WHERE p.status = 'active';
