-- What citizens fill in at home and send (OL-1…17): drafts that wait at the server, what became a dossier of them and by when the counter
-- must answer (OS-3), whether people were satisfied (OL-15), when nothing can be sent (OL-12), and what was paid through whom. Accounts are
-- erased when they are closed and dossiers are not, so an account is named by its id alone.
CREATE TABLE online_drafts (
    id TEXT NOT NULL PRIMARY KEY,            -- also the key of its submission: the same draft sent twice is one dossier
    citizen_id TEXT NOT NULL,
    dossier TEXT REFERENCES dossiers_dossiers (code),                    -- which it supplements; null: a new one
    procedure_code TEXT NOT NULL,
    version_id TEXT NOT NULL REFERENCES procedures_versions (id),
    form_id TEXT,                            -- edition of the form that the answers are to; null: the procedure has none
    unit_id TEXT REFERENCES units_units (id),                            -- which shall receive it; null: not chosen yet
    delegation_id TEXT,                      -- for whom; null: for oneself
    case_number INTEGER NOT NULL CHECK (case_number >= 0),               -- of the procedure's cases of papers, from 0
    answers TEXT NOT NULL,                   -- JSON
    delivery TEXT NOT NULL CHECK (delivery IN ('counter', 'post', 'online')),
    address TEXT NOT NULL,                   -- for the post; empty: none
    revision INTEGER NOT NULL,
    created_ms BIGINT NOT NULL,
    saved_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL
);
CREATE INDEX online_drafts_citizen ON online_drafts (citizen_id, saved_ms);
CREATE INDEX online_drafts_expires ON online_drafts (expires_ms);
CREATE UNIQUE INDEX online_drafts_dossier ON online_drafts (dossier) WHERE dossier IS NOT NULL;
CREATE TABLE online_draft_files (
    draft_id TEXT NOT NULL REFERENCES online_drafts (id) ON DELETE CASCADE,
    paper INTEGER NOT NULL CHECK (paper >= 0),                           -- from 1 in the order of the procedure's papers; 0: an answer
    digest TEXT NOT NULL REFERENCES platform_files (digest),
    file_name TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    PRIMARY KEY (draft_id, paper, digest)
);
CREATE TABLE online_dossiers (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossiers_dossiers (code),
    citizen_id TEXT NOT NULL,                -- who sent it
    delegation_id TEXT,                      -- in which; null: for oneself
    applicant_id TEXT,                       -- the account applied for; null: the sender's own, or a business
    procedure_code TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    form_id TEXT,
    case_number INTEGER NOT NULL CHECK (case_number >= 0),
    address TEXT NOT NULL,
    submitted_ms BIGINT NOT NULL,
    answer_due_ms BIGINT NOT NULL,           -- 8 working hours later (OS-3)
    answered_ms BIGINT,
    answer_event TEXT CHECK (answer_event IN ('accepted', 'refused', 'supplement_asked', 'withdrawn')),  -- what the answer was
    CHECK ((answered_ms IS NULL) = (answer_event IS NULL))
);
CREATE INDEX online_dossiers_citizen ON online_dossiers (citizen_id, submitted_ms);
CREATE INDEX online_dossiers_applicant ON online_dossiers (applicant_id, submitted_ms) WHERE applicant_id IS NOT NULL;
CREATE INDEX online_dossiers_waiting ON online_dossiers (unit_id, answer_due_ms) WHERE answered_ms IS NULL;
CREATE INDEX online_dossiers_submitted ON online_dossiers (submitted_ms, procedure_code);
CREATE TABLE online_answers (
    dossier TEXT NOT NULL REFERENCES online_dossiers (dossier),
    round INTEGER NOT NULL CHECK (round > 0),                            -- 1 as first sent, then one for each supplement
    submission_key TEXT NOT NULL UNIQUE,     -- the id of the draft that it was
    answers TEXT NOT NULL,                   -- JSON
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (dossier, round)
);
CREATE TABLE online_ratings (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES online_dossiers (dossier),
    overall INTEGER NOT NULL CHECK (overall BETWEEN 1 AND 3),            -- 3 very satisfied, 2 satisfied, 1 not satisfied (OL-15)
    convenience INTEGER CHECK (convenience BETWEEN 1 AND 3),
    timeliness INTEGER CHECK (timeliness BETWEEN 1 AND 3),
    attitude INTEGER CHECK (attitude BETWEEN 1 AND 3),
    comment TEXT NOT NULL,
    at_ms BIGINT NOT NULL
);
CREATE TABLE online_pauses (
    id TEXT NOT NULL PRIMARY KEY,
    from_ms BIGINT NOT NULL,
    to_ms BIGINT NOT NULL,
    text_vi TEXT NOT NULL,
    text_en TEXT NOT NULL,
    entered_ms BIGINT NOT NULL,
    CHECK (to_ms > from_ms)
);
CREATE INDEX online_pauses_to ON online_pauses (to_ms);
CREATE TABLE online_payments (
    id TEXT NOT NULL PRIMARY KEY,            -- what the provider calls the order
    dossier TEXT NOT NULL REFERENCES online_dossiers (dossier),
    provider TEXT NOT NULL,
    dong BIGINT NOT NULL CHECK (dong > 0),
    state TEXT NOT NULL CHECK (state IN ('started', 'paid', 'failed')),
    started_ms BIGINT NOT NULL,
    settled_ms BIGINT,                       -- when the provider's word came
    reference TEXT,                          -- the provider's number of what was paid
    receipt TEXT UNIQUE,                     -- number of ours; null: not booked
    CHECK ((state = 'started') = (settled_ms IS NULL)),
    CHECK (receipt IS NULL OR state = 'paid')
);
CREATE INDEX online_payments_dossier ON online_payments (dossier, started_ms);
CREATE INDEX online_payments_started ON online_payments (started_ms);
CREATE TABLE online_providers (
    provider TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL,                    -- signs orders and what is told of them
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1))
);
-- The books of the trial bank, which moves no money: only it reads and writes them, as a provider's own lie with the provider.
CREATE TABLE online_trial_payments (
    payment_id TEXT NOT NULL PRIMARY KEY,
    dong BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('paid', 'failed')),
    reference TEXT NOT NULL,
    at_ms BIGINT NOT NULL
);
