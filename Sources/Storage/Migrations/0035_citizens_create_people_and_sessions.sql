-- Citizens' own accounts, opened by whoever proves a telephone number or an address with a code; only digests of what opens.
CREATE TABLE citizens_people (
    id TEXT NOT NULL PRIMARY KEY,
    phone TEXT UNIQUE,               -- +84901234567
    email TEXT UNIQUE,               -- small letters
    name TEXT NOT NULL,              -- empty until given
    birth_date TEXT,
    identity_number TEXT,
    commune TEXT,                    -- code of a unit
    address TEXT,
    language TEXT NOT NULL,
    tells_by_sms INTEGER NOT NULL CHECK (tells_by_sms IN (0, 1)),
    tells_by_email INTEGER NOT NULL CHECK (tells_by_email IN (0, 1)),
    password TEXT,                   -- scrypt with its cost and salt; null: codes alone
    is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
    created_ms BIGINT NOT NULL,
    CONSTRAINT citizens_people_reachable CHECK (phone IS NOT NULL OR email IS NOT NULL)
);

CREATE TABLE citizens_sessions (
    id TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    citizen_id TEXT NOT NULL REFERENCES citizens_people (id),
    way TEXT NOT NULL CHECK (way IN ('code', 'password', 'provider', 'demo')),
    created_ms BIGINT NOT NULL,
    seen_ms BIGINT NOT NULL,
    client TEXT,
    agent TEXT NOT NULL
);
CREATE INDEX citizens_sessions_citizen ON citizens_sessions (citizen_id);
CREATE INDEX citizens_sessions_seen ON citizens_sessions (seen_ms);

CREATE TABLE citizens_sign_ins (
    id TEXT NOT NULL PRIMARY KEY,
    citizen_id TEXT NOT NULL REFERENCES citizens_people (id),
    at_ms BIGINT NOT NULL,
    way TEXT NOT NULL,
    client TEXT,
    agent TEXT NOT NULL
);
CREATE INDEX citizens_sign_ins_citizen ON citizens_sign_ins (citizen_id, at_ms);
CREATE INDEX citizens_sign_ins_at ON citizens_sign_ins (at_ms);

CREATE TABLE citizens_codes (
    digest TEXT NOT NULL PRIMARY KEY,   -- of the word in the cookie of the browser that asked
    contact TEXT NOT NULL,              -- where the code was sent
    code TEXT NOT NULL,                 -- digest of that word and the code: the table alone tells no code
    citizen_id TEXT REFERENCES citizens_people (id),  -- whose address it will be; null: somebody signs in
    flow TEXT,                          -- digest of the way through a provider that waits for this proof
    next TEXT NOT NULL,                 -- where they wanted to go
    attempts INTEGER NOT NULL,
    is_known INTEGER NOT NULL CHECK (is_known IN (0, 1)),  -- asked where whoever has the address came in lately
    created_ms BIGINT NOT NULL
);
CREATE INDEX citizens_codes_contact ON citizens_codes (contact, created_ms);
CREATE INDEX citizens_codes_created ON citizens_codes (created_ms);
CREATE INDEX citizens_codes_citizen ON citizens_codes (citizen_id);

CREATE TABLE citizens_flows (
    digest TEXT NOT NULL PRIMARY KEY,   -- of the word in the cookie
    secret TEXT NOT NULL,               -- what PKCE proves; good for one exchange
    citizen_id TEXT REFERENCES citizens_people (id),  -- who asked, when they were signed in
    subject TEXT,                       -- whom the provider named; null: they have not come back
    next TEXT NOT NULL,
    created_ms BIGINT NOT NULL
);
CREATE INDEX citizens_flows_created ON citizens_flows (created_ms);
CREATE INDEX citizens_flows_citizen ON citizens_flows (citizen_id);

CREATE TABLE citizens_subjects (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    citizen_id TEXT NOT NULL REFERENCES citizens_people (id),
    linked_ms BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX citizens_subjects_citizen ON citizens_subjects (citizen_id);
