-- Every change is recorded by the transaction that makes it and sealed afterwards in one chain of hashes, and every file is
-- known by the digest of what it holds, so that nobody can alter the past unseen (HOUSE 4.10, 4.11).

CREATE TABLE platform_audit (
    id TEXT PRIMARY KEY,             -- ordered by time
    at_ms BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    unit_id TEXT,                    -- the unit that may read the entry; null: the house
    before TEXT,                     -- JSON
    after TEXT,                      -- JSON
    reason TEXT,
    sequence BIGINT UNIQUE,          -- these three are null until the entry is sealed
    previous_hash TEXT,
    hash TEXT,
    CONSTRAINT platform_audit_sealed_whole CHECK (
        (sequence IS NULL AND previous_hash IS NULL AND hash IS NULL)
        OR (sequence IS NOT NULL AND previous_hash IS NOT NULL AND hash IS NOT NULL)
    )
);

CREATE INDEX platform_audit_by_unit ON platform_audit (unit_id, id);
CREATE INDEX platform_audit_by_subject ON platform_audit (subject, id);
CREATE INDEX platform_audit_unsealed ON platform_audit (id) WHERE sequence IS NULL;

CREATE TABLE platform_files (
    digest TEXT PRIMARY KEY,         -- SHA-256, 64 small hexadecimal digits
    size BIGINT NOT NULL,            -- bytes
    media_type TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    CONSTRAINT platform_files_digest_length CHECK (length(digest) = 64),
    CONSTRAINT platform_files_size_positive CHECK (size >= 0)
);
