-- The intervals of the values from which a ranking was computed: what tells which ranks chance alone could make (PI-61).
CREATE TABLE rankings_intervals (
    ranking_id TEXT NOT NULL REFERENCES rankings_rankings (id),
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    criterion TEXT NOT NULL,
    measured_interval TEXT NOT NULL,
    PRIMARY KEY (ranking_id, unit_id, criterion)
);
