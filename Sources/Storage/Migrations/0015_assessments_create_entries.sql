-- What was stated of each leaf of each unit, stage by stage, each with a version so that nobody overwrites a colleague unseen
-- (PI-71…75, PI-79); the statement is the truth and the points were computed from it by the program.
CREATE TABLE assessments_entries (
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    criterion TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('self', 'appraisal', 'explanation', 'second_appraisal', 'council', 'survey')),
    field TEXT NOT NULL,                 -- the criterion's top node, for counting
    statement TEXT,                      -- canonical JSON, input to value; null for an explanation
    micropoints BIGINT,
    is_applicable INTEGER NOT NULL CHECK (is_applicable IN (0, 1)),
    comment TEXT NOT NULL,
    proposal TEXT,                       -- the statement that indicators proposed when this was saved
    claim_version INTEGER NOT NULL,      -- which version of the claim was judged; 0 where there was none
    is_verdict INTEGER NOT NULL CHECK (is_verdict IN (0, 1)),
    person TEXT NOT NULL,
    person_name TEXT NOT NULL,
    saved_ms BIGINT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    PRIMARY KEY (round_id, unit_id, criterion, stage),
    FOREIGN KEY (round_id, unit_id) REFERENCES assessments_units (round_id, unit_id),
    CONSTRAINT assessments_entries_stated CHECK (
        (stage = 'explanation' AND statement IS NULL AND micropoints IS NULL AND is_verdict = 0)
        OR (stage <> 'explanation' AND statement IS NOT NULL AND micropoints IS NOT NULL)
    )
);
CREATE INDEX assessments_entries_counted ON assessments_entries (round_id, unit_id, field, stage, is_verdict);
CREATE INDEX assessments_entries_of_field ON assessments_entries (round_id, field, criterion, unit_id);
CREATE TABLE assessments_submissions (
    id TEXT NOT NULL PRIMARY KEY,
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('self', 'explanation')),
    number INTEGER NOT NULL CHECK (number > 0),
    digest TEXT NOT NULL,                -- SHA-256 over the entries and the evidence that they cite
    difficulties TEXT NOT NULL,
    proposals TEXT NOT NULL,
    person TEXT NOT NULL,
    person_name TEXT NOT NULL,
    submitted_ms BIGINT NOT NULL,
    withdrawn_ms BIGINT,
    UNIQUE (round_id, unit_id, stage, number),
    FOREIGN KEY (round_id, unit_id) REFERENCES assessments_units (round_id, unit_id)
);
CREATE TABLE assessments_votes (
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    criterion TEXT NOT NULL,
    person TEXT NOT NULL,
    person_name TEXT NOT NULL,
    micropoints BIGINT NOT NULL,
    comment TEXT NOT NULL,
    saved_ms BIGINT NOT NULL,
    PRIMARY KEY (round_id, unit_id, criterion, person),
    FOREIGN KEY (round_id, unit_id) REFERENCES assessments_units (round_id, unit_id)
);
