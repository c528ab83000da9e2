-- What others publish of a unit year by year stands beside its own result, with its source; and whom a ranking proposes to
-- commend follows from a rule that is kept with who set it (PI-85).
CREATE TABLE rankings_externals (
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    name TEXT NOT NULL CHECK (name IN ('par_index', 'sipas', 'papi', 'pci')),
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    value_micropoints BIGINT NOT NULL,   -- as published: points of PAPI and PCI, per cent of the others
    rank INTEGER CHECK (rank > 0),
    ranked INTEGER CHECK (ranked > 0),   -- among how many
    source TEXT NOT NULL,
    PRIMARY KEY (unit_id, name, year)
);
CREATE TABLE rankings_commendation_rules (
    series TEXT NOT NULL PRIMARY KEY,
    collectives INTEGER NOT NULL CHECK (collectives > 0),
    band TEXT,                           -- the lowest class that is considered; null: any
    rank INTEGER CHECK (rank > 0),       -- the last rank that is considered
    rise INTEGER CHECK (rise > 0),       -- or so many places gained
    source TEXT NOT NULL,
    saved_ms BIGINT NOT NULL
);
