-- Personal accounts, so that every act has a name (US-31), and rights by role, unit and field for a time (US-30, US-36).
CREATE TABLE accounts_people (
    id TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    search_text TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    unit_id TEXT REFERENCES units_units (id),
    language TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'closed')),
    is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
    password TEXT,                   -- scrypt with its cost and salt; null: none was chosen yet
    totp_secret TEXT,                -- null: no second factor
    totp_step BIGINT,                -- of the last code that was taken: none is taken twice
    created_ms BIGINT NOT NULL,
    closed_ms BIGINT,
    CONSTRAINT accounts_people_closed_whole CHECK ((status = 'closed') = (closed_ms IS NOT NULL))
);
CREATE INDEX accounts_people_order ON accounts_people (sort_key, id);
CREATE INDEX accounts_people_unit ON accounts_people (unit_id);

CREATE TABLE accounts_grants (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES accounts_people (id),
    role TEXT NOT NULL,
    unit_id TEXT REFERENCES units_units (id),  -- null: all
    field TEXT,                                -- null: all
    from_ms BIGINT NOT NULL,
    until_ms BIGINT,                           -- the first moment at which it holds no more
    granted_by TEXT NOT NULL,
    CONSTRAINT accounts_grants_until_after CHECK (until_ms IS NULL OR until_ms >= from_ms)
);
CREATE INDEX accounts_grants_person ON accounts_grants (person_id);
CREATE INDEX accounts_grants_unit ON accounts_grants (unit_id, role);
