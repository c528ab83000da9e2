-- A round ties the units of a year to the frameworks they are scored by, to the people who appraise them and to its deadlines
-- (PI-5, PI-16, PI-70…76); no timer locks anything, so the moments stand here and the clock decides.
CREATE TABLE assessments_rounds (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title_vi TEXT NOT NULL,
    title_en TEXT NOT NULL,
    period TEXT NOT NULL,
    period_last TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('real', 'training')),
    status TEXT NOT NULL CHECK (status IN ('preparing', 'open', 'decided')),
    starts_ms BIGINT NOT NULL,           -- each of the others is the first moment after a stage
    self_assessment_ms BIGINT NOT NULL,
    survey_ms BIGINT NOT NULL,
    appraisal_ms BIGINT NOT NULL,
    explanation_ms BIGINT NOT NULL,
    second_appraisal_ms BIGINT NOT NULL,
    council_ms BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    opened_ms BIGINT,
    decided_ms BIGINT,
    decision_number TEXT,
    decision_date TEXT,
    decision_signer TEXT,
    figures_digest TEXT,                 -- SHA-256 over everything that was decided
    CONSTRAINT assessments_rounds_order CHECK (
        starts_ms < self_assessment_ms AND self_assessment_ms <= appraisal_ms AND appraisal_ms <= explanation_ms
        AND explanation_ms <= second_appraisal_ms AND second_appraisal_ms <= council_ms
        AND survey_ms > starts_ms AND survey_ms <= council_ms
    ),
    CONSTRAINT assessments_rounds_decided_whole CHECK (
        (status = 'decided' AND decided_ms IS NOT NULL AND decision_number IS NOT NULL AND decision_date IS NOT NULL
            AND decision_signer IS NOT NULL AND figures_digest IS NOT NULL)
        OR (status <> 'decided' AND decided_ms IS NULL AND decision_number IS NULL AND decision_date IS NULL
            AND decision_signer IS NULL AND figures_digest IS NULL)
    )
);
CREATE TABLE assessments_blocks (
    round_id TEXT NOT NULL REFERENCES assessments_rounds (id),
    block_code TEXT NOT NULL,
    framework_id TEXT NOT NULL REFERENCES criteria_frameworks (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (round_id, block_code)
);
CREATE TABLE assessments_units (
    round_id TEXT NOT NULL REFERENCES assessments_rounds (id),
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    block_code TEXT NOT NULL,
    is_ranked INTEGER NOT NULL CHECK (is_ranked IN (0, 1)),
    position INTEGER NOT NULL,
    PRIMARY KEY (round_id, unit_id),
    FOREIGN KEY (round_id, block_code) REFERENCES assessments_blocks (round_id, block_code)
);
CREATE INDEX assessments_units_by_unit ON assessments_units (unit_id);
CREATE TABLE assessments_assignments (
    id TEXT NOT NULL PRIMARY KEY,
    round_id TEXT NOT NULL,
    block_code TEXT NOT NULL,
    field TEXT NOT NULL,                 -- code of a top node, or 'bonus' or 'penalty'
    unit_id TEXT,                        -- a substitute for this unit alone; null: all units of the block
    person TEXT NOT NULL,
    person_name TEXT NOT NULL,
    home_unit_id TEXT,                   -- where the person works: nobody appraises the own unit (PI-76)
    FOREIGN KEY (round_id, block_code) REFERENCES assessments_blocks (round_id, block_code),
    FOREIGN KEY (round_id, unit_id) REFERENCES assessments_units (round_id, unit_id)
);
CREATE UNIQUE INDEX assessments_assignments_once
    ON assessments_assignments (round_id, block_code, field, person, (COALESCE(unit_id, '')));
CREATE INDEX assessments_assignments_by_person ON assessments_assignments (person, round_id);
CREATE TABLE assessments_reopenings (
    id TEXT NOT NULL PRIMARY KEY,
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    criterion TEXT,                      -- null: every leaf of the unit
    stage TEXT NOT NULL CHECK (stage IN ('self_assessment', 'appraisal', 'explanation', 'second_appraisal', 'council')),
    reason TEXT NOT NULL,
    until_ms BIGINT NOT NULL,
    granted_ms BIGINT NOT NULL,
    person TEXT NOT NULL,
    person_name TEXT NOT NULL,
    FOREIGN KEY (round_id, unit_id) REFERENCES assessments_units (round_id, unit_id)
);
CREATE INDEX assessments_reopenings_by_unit ON assessments_reopenings (round_id, unit_id, granted_ms);
