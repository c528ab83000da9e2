-- Blocks are the groups that are ranked together (GL-12); units enter and leave them on a date, and may be scored without being
-- ranked (PI-4). Codes belong to a scheme and a time: new and old agency codes are a table and never derived (OS-31), and a code
-- that is free again may later be given to another unit.
CREATE TABLE units_blocks (
    code TEXT NOT NULL PRIMARY KEY,
    title_vi TEXT NOT NULL,
    title_en TEXT NOT NULL,
    sort_key TEXT NOT NULL
);
CREATE TABLE units_memberships (
    id TEXT NOT NULL PRIMARY KEY,
    block_code TEXT NOT NULL REFERENCES units_blocks (code),
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    is_ranked INTEGER NOT NULL CHECK (is_ranked IN (0, 1)),
    from_date TEXT,                  -- null: as long as the unit is known
    to_date TEXT,                    -- the last day; null: as long as the unit lives
    CHECK (from_date IS NULL OR to_date IS NULL OR from_date <= to_date)
);
CREATE UNIQUE INDEX units_memberships_current ON units_memberships (block_code, unit_id) WHERE to_date IS NULL;
CREATE INDEX units_memberships_unit ON units_memberships (unit_id);
CREATE TABLE units_codes (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    scheme TEXT NOT NULL CHECK (scheme IN ('official', 'agency', 'agency_old')),
    code TEXT NOT NULL,
    from_date TEXT,
    to_date TEXT,                    -- the last day; null: in use
    source TEXT NOT NULL,
    CHECK (from_date IS NULL OR to_date IS NULL OR from_date <= to_date)
);
CREATE UNIQUE INDEX units_codes_current ON units_codes (scheme, code) WHERE to_date IS NULL;
CREATE UNIQUE INDEX units_codes_one ON units_codes (unit_id, scheme) WHERE to_date IS NULL;
CREATE INDEX units_codes_unit ON units_codes (unit_id);
