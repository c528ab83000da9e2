-- Units are renamed, moved, merged, split and closed (PI-17): what they were called, where they stood and what became of them is
-- kept with its legal text, so that results of different years can be compared and labelled (PE-N15).
ALTER TABLE units_units ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE TABLE units_changes (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('renamed', 'moved', 'merged', 'split', 'closed')),
    effective_date TEXT NOT NULL,    -- the first day on which it holds
    source TEXT NOT NULL,            -- the decision or resolution
    recorded_ms BIGINT NOT NULL
);
CREATE TABLE units_change_sides (
    change_id TEXT NOT NULL REFERENCES units_changes (id),
    side TEXT NOT NULL CHECK (side IN ('before', 'after')),
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    name_vi TEXT NOT NULL,           -- what the unit was called on this side
    name_en TEXT NOT NULL,
    search_text TEXT NOT NULL,
    parent_id TEXT REFERENCES units_units (id),
    PRIMARY KEY (change_id, side, unit_id)
);
CREATE INDEX units_change_sides_unit ON units_change_sides (unit_id);
