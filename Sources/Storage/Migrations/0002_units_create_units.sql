-- Units are scored, ranked and compared over years, so they outlive their names: renamed and closed ones stay.
CREATE TABLE units_units (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id TEXT REFERENCES units_units (id),
    sort_key TEXT NOT NULL,
    search_text TEXT NOT NULL,
    opened_date TEXT,
    closed_date TEXT,
    source TEXT NOT NULL,
    is_generated INTEGER NOT NULL CHECK (is_generated IN (0, 1)),
    CHECK (closed_date IS NULL OR opened_date IS NULL OR opened_date <= closed_date)
);
CREATE INDEX units_units_parent ON units_units (parent_id);
