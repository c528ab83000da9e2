-- A procedure changes by decision, and a dossier keeps the version in force at its receipt (PR-10, PR-11): every version is a row that
-- stays, and of one code no two are in force on a day. One whose place another of the same day took ends the day before it begins.
CREATE TABLE procedures_versions (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    search_text TEXT NOT NULL,           -- code, name, field and agencies without diacritics
    field TEXT NOT NULL,
    levels TEXT NOT NULL,                -- words of Procedure.Level between spaces: ' province commune '
    decision TEXT NOT NULL,
    decided_date TEXT,
    change TEXT CHECK (change IN ('new', 'amended', 'abolished')),
    from_date TEXT,                      -- null: not known, and then as long as the procedure is known
    to_date TEXT,                        -- the last day; null: while it holds
    legal_limit_hundredths BIGINT,       -- 50: half a day
    legal_limit_unit TEXT CHECK (legal_limit_unit IN ('working_days', 'working_hours', 'hours', 'calendar_days', 'months')),
    local_limit_hundredths BIGINT,       -- the province's own, which the clock uses (PR-9)
    local_limit_unit TEXT CHECK (local_limit_unit IN ('working_days', 'working_hours', 'hours', 'calendar_days', 'months')),
    online_level INTEGER CHECK (online_level BETWEEN 1 AND 4),       -- the last that is stated, of both scales (OL-3)
    online_level_from_date TEXT,
    online_extent TEXT CHECK (online_extent IN ('full', 'partial')),
    online_extent_from_date TEXT,
    source TEXT NOT NULL,
    entered_ms BIGINT NOT NULL,
    CONSTRAINT procedures_versions_legal_whole CHECK ((legal_limit_hundredths IS NULL) = (legal_limit_unit IS NULL)),
    CONSTRAINT procedures_versions_local_whole CHECK ((local_limit_hundredths IS NULL) = (local_limit_unit IS NULL)),
    CONSTRAINT procedures_versions_level_dated CHECK ((online_level IS NULL) = (online_level_from_date IS NULL)),
    CONSTRAINT procedures_versions_extent_dated CHECK ((online_extent IS NULL) = (online_extent_from_date IS NULL))
);
CREATE INDEX procedures_versions_code ON procedures_versions (code, from_date);
CREATE INDEX procedures_versions_order ON procedures_versions (sort_key, id);
CREATE INDEX procedures_versions_field ON procedures_versions (field, sort_key, id);
CREATE INDEX procedures_versions_decision ON procedures_versions (decision);
-- Long and read one at a time, so that a walk over the catalogue does not pass it.
CREATE TABLE procedures_contents (
    version_id TEXT NOT NULL PRIMARY KEY REFERENCES procedures_versions (id),
    content TEXT NOT NULL                -- canonical JSON, see ProcedureDocument
);
-- Which units receive dossiers of a procedure, and from when to when.
CREATE TABLE procedures_receivers (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    from_date TEXT NOT NULL,
    to_date TEXT,                        -- the last day; null: while it receives
    CHECK (to_date IS NULL OR from_date <= to_date)
);
CREATE UNIQUE INDEX procedures_receivers_current ON procedures_receivers (code, unit_id) WHERE to_date IS NULL;
CREATE INDEX procedures_receivers_code ON procedures_receivers (code, unit_id);
CREATE INDEX procedures_receivers_unit ON procedures_receivers (unit_id, code);
-- What other rooms may join: every version with its days.
CREATE VIEW procedures_catalogue AS
SELECT id, code, name_vi, field, levels, decision, decided_date, change, from_date, to_date, legal_limit_hundredths, legal_limit_unit,
    local_limit_hundredths, local_limit_unit, online_level, online_level_from_date, online_extent, online_extent_from_date
FROM procedures_versions;
