-- The loudest complaint is that procedures change and the software does not (PR-12): decisions are known before their content is
-- entered, so that the house can say which of them it does not apply yet, and whether they came in time (PR-6).
CREATE TABLE procedures_decisions (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    authority TEXT NOT NULL CHECK (authority IN ('ministry', 'province', 'shortened')),
    decided_date TEXT NOT NULL,
    effective_date TEXT NOT NULL,        -- the first day of the text of law; where law-making was shortened, the day it was signed
    listed_date TEXT,                    -- when it was entered in the national database; null: not yet
    recorded_ms BIGINT NOT NULL,
    UNIQUE (number, decided_date)
);
CREATE INDEX procedures_decisions_effective ON procedures_decisions (effective_date);
CREATE TABLE procedures_decision_codes (
    decision_id TEXT NOT NULL REFERENCES procedures_decisions (id),
    code TEXT NOT NULL,
    applied_ms BIGINT,                   -- null: its content is not entered yet
    PRIMARY KEY (decision_id, code)
);
CREATE INDEX procedures_decision_codes_open ON procedures_decision_codes (decision_id) WHERE applied_ms IS NULL;
