-- A ranking is the result of one block in one period; its figures are kept, so that every point can be computed again.
CREATE TABLE rankings_rankings (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    series TEXT NOT NULL,
    framework_id TEXT NOT NULL REFERENCES criteria_frameworks (id),
    title_vi TEXT NOT NULL,
    title_en TEXT NOT NULL,
    period TEXT NOT NULL,
    period_last TEXT NOT NULL,
    nature TEXT NOT NULL CHECK (nature IN ('published', 'generated')),
    source TEXT NOT NULL,
    note_vi TEXT,
    note_en TEXT,
    published_ms BIGINT NOT NULL,
    UNIQUE (series, period)
);
CREATE INDEX rankings_rankings_series ON rankings_rankings (series, period_last);
CREATE TABLE rankings_results (
    ranking_id TEXT NOT NULL REFERENCES rankings_rankings (id),
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    position INTEGER NOT NULL,
    is_ranked INTEGER NOT NULL CHECK (is_ranked IN (0, 1)),
    rank_halves INTEGER,
    direct_rank_halves INTEGER,
    survey_rank_halves INTEGER,
    direct_micropoints BIGINT NOT NULL,
    direct_maximum_micropoints BIGINT NOT NULL,
    survey_micropoints BIGINT NOT NULL,
    survey_maximum_micropoints BIGINT NOT NULL,
    bonus_micropoints BIGINT NOT NULL,
    penalty_micropoints BIGINT NOT NULL,
    total_micropoints BIGINT NOT NULL,
    maximum_micropoints BIGINT NOT NULL,
    percent_billionths BIGINT,
    band INTEGER,
    PRIMARY KEY (ranking_id, unit_id)
);
CREATE INDEX rankings_results_order ON rankings_results (ranking_id, position);
CREATE INDEX rankings_results_unit ON rankings_results (unit_id);
CREATE TABLE rankings_figures (
    ranking_id TEXT NOT NULL REFERENCES rankings_rankings (id),
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    criterion TEXT NOT NULL,
    input TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (ranking_id, unit_id, criterion, input)
);
