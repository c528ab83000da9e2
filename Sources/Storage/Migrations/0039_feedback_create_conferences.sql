-- Conferences at which a unit talks with the people (FB-20…FB-23): who was there, what was asked and answered, and what was promised,
-- by whom and until when, followed to its end.
CREATE TABLE feedback_conferences (
    number TEXT NOT NULL PRIMARY KEY,        -- DT-2026-0001
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    starts_ms BIGINT NOT NULL,
    questions_until TEXT NOT NULL,           -- the last day on which questions are taken beforehand
    chair TEXT NOT NULL,
    secretary TEXT NOT NULL,
    reports TEXT NOT NULL,                   -- what was reported (FB-20)
    conclusion TEXT NOT NULL,
    published_ms BIGINT,                     -- null: its results are not public yet
    is_generated INTEGER NOT NULL CHECK (is_generated IN (0, 1)),
    version INTEGER NOT NULL
);
CREATE INDEX feedback_conferences_unit ON feedback_conferences (unit_id, starts_ms);
CREATE TABLE feedback_agenda (
    conference TEXT NOT NULL REFERENCES feedback_conferences (number),
    number INTEGER NOT NULL,
    clock TEXT NOT NULL,                     -- 08:00; empty: not said
    title TEXT NOT NULL,
    person_name TEXT NOT NULL,
    PRIMARY KEY (conference, number)
);
CREATE TABLE feedback_groups (
    conference TEXT NOT NULL REFERENCES feedback_conferences (number),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    invited INTEGER NOT NULL CHECK (invited >= 0),
    attended INTEGER CHECK (attended >= 0),                              -- null: not counted yet
    PRIMARY KEY (conference, number)
);
CREATE TABLE feedback_questions (
    id TEXT NOT NULL PRIMARY KEY,
    conference TEXT NOT NULL REFERENCES feedback_conferences (number),
    number INTEGER NOT NULL,
    ticket TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL CHECK (origin IN ('before', 'floor')),
    asker_group TEXT NOT NULL,               -- FB-21
    name TEXT NOT NULL,                      -- of the asker; empty: not said
    email TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('vi', 'en')),
    theme TEXT NOT NULL,                     -- a criterion, set@version:code (FB-23); empty: none
    text TEXT NOT NULL,
    public_text TEXT NOT NULL,               -- the same without what names a person, as somebody decided; empty: not yet
    refusal TEXT NOT NULL,                   -- why it is not answered; empty: it is, or waits
    asked_ms BIGINT NOT NULL,
    due_ms BIGINT NOT NULL,
    answer TEXT NOT NULL,
    person_name TEXT NOT NULL,               -- who answered
    answered_ms BIGINT,
    is_shown INTEGER NOT NULL CHECK (is_shown IN (0, 1)),
    UNIQUE (conference, number),
    CHECK ((answered_ms IS NULL) = (answer = '')),
    CHECK (refusal = '' OR answered_ms IS NULL)
);
CREATE TABLE feedback_promises (
    id TEXT NOT NULL PRIMARY KEY,
    conference TEXT NOT NULL REFERENCES feedback_conferences (number),
    number INTEGER NOT NULL,
    question INTEGER,                        -- to which it belongs; null: to the conference
    text TEXT NOT NULL,
    person_name TEXT NOT NULL,               -- who answers for it (FB-22)
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    due_date TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN ('kept', 'given_up')),
    ended_date TEXT,
    evidence TEXT NOT NULL,
    file_digest TEXT REFERENCES platform_files (digest),
    file_name TEXT,
    UNIQUE (conference, number),
    CHECK ((outcome IS NULL) = (ended_date IS NULL)),
    CHECK (outcome IS NULL OR evidence <> ''),
    CHECK ((file_digest IS NULL) = (file_name IS NULL))
);
CREATE INDEX feedback_promises_unit ON feedback_promises (unit_id, due_date);
