-- A publication holds the rankings of all blocks of a round under one decision and one seal (PI-77, PE-N7); a correction is a
-- later publication, and its rankings are later versions of the same series and period (PI-81), so that pair is not unique any more.
CREATE TABLE rankings_publications (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    round_id TEXT NOT NULL REFERENCES assessments_rounds (id),
    corrects_id TEXT UNIQUE REFERENCES rankings_publications (id),
    reason TEXT,                         -- why it corrects the one before it
    title_vi TEXT NOT NULL,
    title_en TEXT NOT NULL,
    period TEXT NOT NULL,
    period_last TEXT NOT NULL,
    superior TEXT NOT NULL,              -- the words of the printed decision, as NĐ 30/2020 sets them
    agency TEXT NOT NULL,
    place TEXT NOT NULL,
    grounds TEXT NOT NULL,
    proposer TEXT NOT NULL,
    recipients TEXT NOT NULL,
    signer_title TEXT NOT NULL,
    root TEXT NOT NULL,                  -- the seal over framework, inputs, decisions and results of all blocks
    bundle_digest TEXT NOT NULL REFERENCES platform_files (digest),
    prepared_ms BIGINT NOT NULL,
    decision_number TEXT,
    decision_date TEXT,
    decision_signer TEXT,
    released_ms BIGINT,                  -- the moment from which everybody sees it; null: a draft
    CONSTRAINT rankings_publications_reasoned CHECK ((corrects_id IS NULL) = (reason IS NULL)),
    CONSTRAINT rankings_publications_decided_whole CHECK (
        (released_ms IS NULL AND decision_number IS NULL AND decision_date IS NULL AND decision_signer IS NULL)
        OR (released_ms IS NOT NULL AND decision_number IS NOT NULL AND decision_date IS NOT NULL AND decision_signer IS NOT NULL)
    )
);
CREATE UNIQUE INDEX rankings_publications_first_of_round ON rankings_publications (round_id) WHERE corrects_id IS NULL;
CREATE TABLE rankings_corrections (
    publication_id TEXT NOT NULL REFERENCES rankings_publications (id),
    block_code TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    criterion TEXT NOT NULL,
    before TEXT NOT NULL,                -- canonical JSON, input to value
    after TEXT NOT NULL,
    before_micropoints BIGINT NOT NULL,
    after_micropoints BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (publication_id, block_code, unit_code, criterion)
);
ALTER TABLE rankings_rankings RENAME TO rankings_rankings_old;
ALTER TABLE rankings_results RENAME TO rankings_results_old;
ALTER TABLE rankings_figures RENAME TO rankings_figures_old;
DROP INDEX rankings_rankings_series;
DROP INDEX rankings_results_order;
DROP INDEX rankings_results_unit;
CREATE TABLE rankings_rankings (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    series TEXT NOT NULL,
    framework_id TEXT NOT NULL REFERENCES criteria_frameworks (id),
    title_vi TEXT NOT NULL,
    title_en TEXT NOT NULL,
    period TEXT NOT NULL,
    period_last TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    nature TEXT NOT NULL CHECK (nature IN ('decided', 'published', 'generated')),
    source TEXT NOT NULL,
    note_vi TEXT,
    note_en TEXT,
    publication_id TEXT REFERENCES rankings_publications (id),
    published_ms BIGINT NOT NULL,        -- nobody sees it before
    UNIQUE (series, period, version),
    CONSTRAINT rankings_rankings_decided CHECK ((nature = 'decided') = (publication_id IS NOT NULL))
);
CREATE INDEX rankings_rankings_series ON rankings_rankings (series, period_last);
CREATE INDEX rankings_rankings_publication ON rankings_rankings (publication_id);
INSERT INTO rankings_rankings
    (id, code, series, framework_id, title_vi, title_en, period, period_last, version, nature, source, note_vi, note_en, published_ms)
SELECT id, code, series, framework_id, title_vi, title_en, period, period_last, 1, nature, source, note_vi, note_en, published_ms
FROM rankings_rankings_old;
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
INSERT INTO rankings_results
    (ranking_id, unit_id, position, is_ranked, rank_halves, direct_rank_halves, survey_rank_halves, direct_micropoints,
    direct_maximum_micropoints, survey_micropoints, survey_maximum_micropoints, bonus_micropoints, penalty_micropoints,
    total_micropoints, maximum_micropoints, percent_billionths, band)
SELECT ranking_id, unit_id, position, is_ranked, rank_halves, direct_rank_halves, survey_rank_halves, direct_micropoints,
    direct_maximum_micropoints, survey_micropoints, survey_maximum_micropoints, bonus_micropoints, penalty_micropoints,
    total_micropoints, maximum_micropoints, percent_billionths, band
FROM rankings_results_old;
CREATE TABLE rankings_figures (
    ranking_id TEXT NOT NULL REFERENCES rankings_rankings (id),
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    criterion TEXT NOT NULL,
    input TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (ranking_id, unit_id, criterion, input)
);
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason)
SELECT ranking_id, unit_id, criterion, input, value, reason FROM rankings_figures_old;
DROP TABLE rankings_figures_old;
DROP TABLE rankings_results_old;
DROP TABLE rankings_rankings_old;
