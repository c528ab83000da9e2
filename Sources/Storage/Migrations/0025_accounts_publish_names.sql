-- History names whoever acted by the login; rooms that show it to people read the name here, also of accounts that were closed.
CREATE VIEW accounts_names AS
SELECT login, name FROM accounts_people;
