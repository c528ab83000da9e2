-- Measured values, each with the rows it counts, the moment it was taken and a way back: the joint between rooms that measure
-- and rooms that score (HOUSE 1).
CREATE TABLE platform_indicators (
    unit_id TEXT NOT NULL,
    indicator TEXT NOT NULL,
    period TEXT NOT NULL,
    numerator TEXT,                      -- exact decimals, canonical text
    denominator TEXT,
    value TEXT,
    taken_ms BIGINT NOT NULL,
    source TEXT NOT NULL,
    link TEXT,
    PRIMARY KEY (unit_id, indicator, period),
    CONSTRAINT platform_indicators_measured CHECK (
        (numerator IS NOT NULL AND denominator IS NOT NULL) OR (numerator IS NULL AND denominator IS NULL AND value IS NOT NULL)
    )
);
