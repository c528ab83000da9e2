-- Tests of officials' knowledge (SV-70…SV-74): a bank of questions in versions that never change, tests with who sits them, each
-- person's own paper with the answers that were acknowledged, and certificates that anybody can check.
CREATE TABLE exams_sequences (
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (kind, year)
);
CREATE TABLE exams_questions (
    code TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version >= 1),                       -- the newest
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    retired_ms BIGINT,                       -- null: new papers may hold it
    reason TEXT,                             -- why it was retired
    CONSTRAINT exams_questions_retired_whole CHECK ((retired_ms IS NULL) = (reason IS NULL))
);
CREATE TABLE exams_versions (
    code TEXT NOT NULL REFERENCES exams_questions (code),
    version INTEGER NOT NULL,
    topic TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    text TEXT NOT NULL,
    choices INTEGER NOT NULL CHECK (choices BETWEEN 2 AND 6),
    correct INTEGER NOT NULL,                -- the number of the right choice
    source TEXT NOT NULL,                    -- the law that decides
    search_text TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (code, version),
    CHECK (correct BETWEEN 1 AND choices)
);
CREATE TABLE exams_choices (
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (code, version, number),
    FOREIGN KEY (code, version) REFERENCES exams_versions (code, version)
);

CREATE TABLE exams_exams (
    number TEXT NOT NULL PRIMARY KEY,        -- KT-2026-0001
    title TEXT NOT NULL,
    opens_ms BIGINT NOT NULL,
    closes_ms BIGINT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    grace_seconds INTEGER NOT NULL CHECK (grace_seconds >= 0),           -- for answers that a lost connection held up
    pass_hundredths INTEGER NOT NULL CHECK (pass_hundredths BETWEEN 0 AND 10000),   -- of a percent of all points
    seed TEXT NOT NULL,                      -- a whole number of 64 bits
    is_one_way INTEGER NOT NULL CHECK (is_one_way IN (0, 1)),            -- no way back to an earlier question
    shows_people INTEGER NOT NULL CHECK (shows_people IN (0, 1)),        -- whether heads see the results of their people by name
    announced_ms BIGINT,                     -- null: a draft
    released_ms BIGINT,                      -- null: no results yet
    is_generated INTEGER NOT NULL CHECK (is_generated IN (0, 1)),
    version INTEGER NOT NULL,
    CONSTRAINT exams_exams_window CHECK (opens_ms < closes_ms),
    CONSTRAINT exams_exams_released_after CHECK (released_ms IS NULL OR announced_ms IS NOT NULL)
);
CREATE TABLE exams_scopes (
    exam TEXT NOT NULL REFERENCES exams_exams (number),
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    PRIMARY KEY (exam, unit_id)
);
-- So many questions of a topic and level on each paper, so many points each.
CREATE TABLE exams_parts (
    exam TEXT NOT NULL REFERENCES exams_exams (number),
    number INTEGER NOT NULL,
    topic TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    count INTEGER NOT NULL CHECK (count > 0),
    points_micropoints BIGINT NOT NULL CHECK (points_micropoints > 0),
    PRIMARY KEY (exam, number)
);
-- What papers are drawn from, fixed when the test is announced: a later bank changes no paper.
CREATE TABLE exams_pool (
    exam TEXT NOT NULL,
    part INTEGER NOT NULL,
    number INTEGER NOT NULL,
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (exam, part, number),
    FOREIGN KEY (exam, part) REFERENCES exams_parts (exam, number),
    FOREIGN KEY (code, version) REFERENCES exams_versions (code, version)
);
CREATE TABLE exams_sitters (
    exam TEXT NOT NULL REFERENCES exams_exams (number),
    login TEXT NOT NULL,
    number INTEGER NOT NULL,                 -- the stream of the seed
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    extra_minutes INTEGER NOT NULL CHECK (extra_minutes >= 0),
    reason TEXT NOT NULL,                    -- why minutes were added; empty: none were
    PRIMARY KEY (exam, login),
    UNIQUE (exam, number)
);
CREATE INDEX exams_sitters_login ON exams_sitters (login);
CREATE TABLE exams_attempts (
    exam TEXT NOT NULL,
    login TEXT NOT NULL,
    started_ms BIGINT NOT NULL,
    due_ms BIGINT NOT NULL,
    paper TEXT NOT NULL,                     -- part, question, version and order of choices, question by question; never changed
    answers TEXT NOT NULL,                   -- the choice of each question as the bank numbers it, 0: none
    reached INTEGER NOT NULL,                -- the question that is asked now where there is no way back
    revision INTEGER NOT NULL,               -- grows with every save
    ticket TEXT NOT NULL,                    -- of the page that saved last
    saved_ms BIGINT,
    ended_ms BIGINT,
    ending TEXT CHECK (ending IN ('handed_in', 'time_over')),
    score_micropoints BIGINT,
    is_passed INTEGER CHECK (is_passed IN (0, 1)),
    PRIMARY KEY (exam, login),
    FOREIGN KEY (exam, login) REFERENCES exams_sitters (exam, login),
    CONSTRAINT exams_attempts_ended_whole CHECK (
        (ended_ms IS NULL) = (ending IS NULL) AND (ended_ms IS NULL) = (score_micropoints IS NULL)
        AND (ended_ms IS NULL) = (is_passed IS NULL))
);
CREATE INDEX exams_attempts_open ON exams_attempts (due_ms) WHERE ended_ms IS NULL;
CREATE TABLE exams_certificates (
    number TEXT NOT NULL PRIMARY KEY,        -- CN-2026-000001
    exam TEXT NOT NULL,
    login TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,               -- what the QR code leads to; nobody finds one by trying
    name TEXT NOT NULL,                      -- person, unit and test as they were called on the day
    agency TEXT NOT NULL,
    title TEXT NOT NULL,
    issued_ms BIGINT NOT NULL,
    revoked_ms BIGINT,
    reason TEXT,
    UNIQUE (exam, login),
    FOREIGN KEY (exam, login) REFERENCES exams_attempts (exam, login),
    CONSTRAINT exams_certificates_revoked_whole CHECK ((revoked_ms IS NULL) = (reason IS NULL))
);
