-- People wait their turn at a counter by numbers of the unit's day; a ticket knows nobody's name. And units that let everybody see how
-- the dossiers ended that they settled (SD-11): only what an administrator let out is shown.
CREATE TABLE dossiers_tickets (
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    day TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 999),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'serving', 'served', 'skipped')),
    counter TEXT NOT NULL,               -- which calls or called it, or to which it was handed on; empty: any
    taken_ms BIGINT NOT NULL,
    called_ms BIGINT,                    -- first
    repeated_ms BIGINT,                  -- last
    serving_ms BIGINT,
    ended_ms BIGINT,
    PRIMARY KEY (unit_id, day, number),
    CHECK ((ended_ms IS NULL) = (state IN ('waiting', 'called', 'serving')))
);
CREATE TABLE dossiers_public_units (
    unit_id TEXT NOT NULL PRIMARY KEY REFERENCES units_units (id),
    from_ms BIGINT NOT NULL,
    login TEXT NOT NULL
);
