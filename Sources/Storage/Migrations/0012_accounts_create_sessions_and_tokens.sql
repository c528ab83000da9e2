-- Who is signed in and which programs act for whom; only digests of what opens, so that whoever reads the tables can open nothing.
CREATE TABLE accounts_sessions (
    id TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES accounts_people (id),
    stage TEXT NOT NULL CHECK (stage IN ('code', 'open')),  -- code: the second factor is still to come
    attempts INTEGER NOT NULL,                              -- wrong codes so far
    created_ms BIGINT NOT NULL,
    seen_ms BIGINT NOT NULL,
    client TEXT,
    agent TEXT NOT NULL
);
CREATE INDEX accounts_sessions_person ON accounts_sessions (person_id);
CREATE INDEX accounts_sessions_seen ON accounts_sessions (seen_ms);

CREATE TABLE accounts_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES accounts_people (id),
    name TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    used_ms BIGINT
);
CREATE INDEX accounts_tokens_person ON accounts_tokens (person_id);
