-- Ways in that are good once, and how often somebody tried: kept here, so that several servers know the same.
CREATE TABLE accounts_links (
    digest TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES accounts_people (id),
    kind TEXT NOT NULL CHECK (kind IN ('invitation', 'reset')),
    expires_ms BIGINT NOT NULL
);
CREATE INDEX accounts_links_person ON accounts_links (person_id);

CREATE TABLE accounts_recovery_codes (
    person_id TEXT NOT NULL REFERENCES accounts_people (id),
    digest TEXT NOT NULL,
    PRIMARY KEY (person_id, digest)
);

CREATE TABLE accounts_throttles (
    digest TEXT NOT NULL PRIMARY KEY,
    began_ms BIGINT NOT NULL,
    attempts INTEGER NOT NULL
);
CREATE INDEX accounts_throttles_began ON accounts_throttles (began_ms);
