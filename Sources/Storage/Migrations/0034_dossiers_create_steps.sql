-- Whose hands a dossier goes through: the internal process that was approved for its version (PR-8) names its steps, and a row here is
-- one that was begun, with the moment at which its own time ends. What is given as guidance at a counter is kept too, though no dossier
-- comes of it (OS-18); of the person nothing is kept. And how many days the post may take is decided for a procedure as the rest of its
-- clock is (OS-58); they are no days of handling.
CREATE TABLE dossiers_steps (
    dossier TEXT NOT NULL REFERENCES dossiers_dossiers (code),
    number INTEGER NOT NULL CHECK (number > 0),   -- in the order of the process
    login TEXT NOT NULL,                          -- who ended it; empty: nobody yet
    begun_ms BIGINT NOT NULL,
    due_ms BIGINT,                                -- null: the process states no time, or the dossier stands still
    done_ms BIGINT,
    PRIMARY KEY (dossier, number),
    CHECK (done_ms IS NULL OR done_ms >= begun_ms)
);
CREATE INDEX dossiers_steps_open ON dossiers_steps (dossier, due_ms) WHERE done_ms IS NULL;
CREATE TABLE dossiers_guidances (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    procedure_code TEXT NOT NULL,                 -- empty: of no single procedure
    channel TEXT NOT NULL CHECK (channel IN ('counter', 'phone', 'online')),
    at_ms BIGINT NOT NULL,
    login TEXT NOT NULL,
    text TEXT NOT NULL                            -- what was explained
);
CREATE INDEX dossiers_guidances_unit ON dossiers_guidances (unit_id, at_ms);
CREATE INDEX dossiers_guidances_at ON dossiers_guidances (at_ms, unit_id);
ALTER TABLE dossiers_clock_choices ADD COLUMN post_days INTEGER NOT NULL DEFAULT 0 CHECK (post_days BETWEEN 0 AND 30);
CREATE INDEX dossiers_parcels_handed ON dossiers_parcels (handed_ms);
