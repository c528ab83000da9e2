-- What the house tells citizens, on their page and on their telephones, and who may act for whom.
CREATE TABLE citizens_messages (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizens_people (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    link TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    read_ms BIGINT
);
CREATE INDEX citizens_messages_citizen ON citizens_messages (citizen_id, created_ms);

CREATE TABLE citizens_texts (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    phone TEXT NOT NULL,             -- empty once it has gone or was given up
    text TEXT NOT NULL,              -- likewise
    created_ms BIGINT NOT NULL,
    due_ms BIGINT,                   -- null: it has gone or was given up
    attempts INTEGER NOT NULL,
    sent_ms BIGINT,
    failure TEXT
);
CREATE INDEX citizens_texts_due ON citizens_texts (due_ms);

CREATE TABLE citizens_delegations (
    id TEXT NOT NULL PRIMARY KEY,
    sender_id TEXT NOT NULL REFERENCES citizens_people (id),   -- who acts
    person_id TEXT REFERENCES citizens_people (id),            -- for whom; null: for a business
    tax_code TEXT,
    business TEXT,
    relation TEXT NOT NULL,          -- what the sender is to them, in the words of whoever entered it
    from_ms BIGINT NOT NULL,
    until_ms BIGINT,
    CONSTRAINT citizens_delegations_somebody CHECK ((person_id IS NULL) = (tax_code IS NOT NULL)),
    CONSTRAINT citizens_delegations_named CHECK ((tax_code IS NULL) = (business IS NULL))
);
CREATE INDEX citizens_delegations_sender ON citizens_delegations (sender_id);
CREATE INDEX citizens_delegations_person ON citizens_delegations (person_id);

CREATE TABLE citizens_invitations (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES citizens_people (id),   -- who will be acted for
    contact TEXT NOT NULL,           -- proven by whoever accepts; empty: taken back
    relation TEXT NOT NULL,
    code TEXT NOT NULL,              -- a digest; empty: taken back
    attempts INTEGER NOT NULL,
    expires_ms BIGINT NOT NULL
);
CREATE INDEX citizens_invitations_contact ON citizens_invitations (contact);
CREATE INDEX citizens_invitations_person ON citizens_invitations (person_id);
