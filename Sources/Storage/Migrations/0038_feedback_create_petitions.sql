-- What people tell of rules and of how they are applied (FB-1…FB-8). A petition is one row, narrow; who sent it stands apart, so that
-- it can be erased without touching a figure. A petition may go from unit to unit: each stay there has its own limit, and is what a
-- unit is measured by. What is published is a text of its own, with names and numbers taken out.
CREATE TABLE feedback_sequences (
    kind TEXT NOT NULL CHECK (kind IN ('petition', 'conference')),
    year INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last > 0),
    PRIMARY KEY (kind, year)
);
CREATE TABLE feedback_petitions (
    number TEXT NOT NULL PRIMARY KEY,        -- of the register (FB-3): PA-2026-000123
    receipt TEXT NOT NULL UNIQUE,            -- whoever holds it may read the answer; not shown to officials
    ticket TEXT NOT NULL UNIQUE,             -- of the form it came by: a form that is sent twice is one petition
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    class TEXT CHECK (class IN ('anonymous', 'not_accepted', 'conduct', 'own_rules', 'other_rules')),   -- FB-2; null: not decided yet
    state TEXT NOT NULL CHECK (state IN ('received', 'handling', 'supplement', 'answered', 'refused', 'forwarded', 'duplicate')),
    channel TEXT NOT NULL CHECK (channel IN ('online', 'direct', 'post', 'phone', 'opinion_form')),
    urgency TEXT NOT NULL CHECK (urgency IN ('ordinary', 'simple', 'urgent')),
    language TEXT NOT NULL CHECK (language IN ('vi', 'en')),             -- in which it is answered
    received_ms BIGINT NOT NULL,
    due_ms BIGINT,                           -- null: it stands still, or has ended
    ended_ms BIGINT,                         -- null: open
    officer TEXT,                            -- login; null: nobody yet
    main TEXT REFERENCES feedback_petitions (number),                    -- the petition whose answer it gets
    consents INTEGER NOT NULL CHECK (consents IN (0, 1)),                -- to being published
    publication TEXT NOT NULL CHECK (publication IN ('none', 'waiting', 'published', 'withheld')),
    publish_due_ms BIGINT,
    published_ms BIGINT,
    dossier TEXT NOT NULL,                   -- code of the dossier that it is about (RT-62); empty: none
    content_digest TEXT NOT NULL,            -- of the folded text, by which copies are found
    is_generated INTEGER NOT NULL CHECK (is_generated IN (0, 1)),
    version INTEGER NOT NULL,
    CHECK ((ended_ms IS NULL) = (state IN ('received', 'handling', 'supplement', 'duplicate'))),
    CHECK (state <> 'duplicate' OR main IS NOT NULL),
    CHECK ((publication = 'published') = (published_ms IS NOT NULL))
);
CREATE INDEX feedback_petitions_open ON feedback_petitions (unit_id, due_ms, number) WHERE ended_ms IS NULL;
CREATE INDEX feedback_petitions_received ON feedback_petitions (unit_id, received_ms);
CREATE INDEX feedback_petitions_waiting ON feedback_petitions (unit_id, publish_due_ms) WHERE publication = 'waiting';
CREATE INDEX feedback_petitions_content ON feedback_petitions (content_digest, received_ms);
CREATE INDEX feedback_petitions_main ON feedback_petitions (main) WHERE main IS NOT NULL;
CREATE TABLE feedback_contents (
    petition TEXT NOT NULL PRIMARY KEY REFERENCES feedback_petitions (number),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    place TEXT NOT NULL,
    latitude_microdegrees INTEGER CHECK (latitude_microdegrees BETWEEN -90000000 AND 90000000),
    longitude_microdegrees INTEGER CHECK (longitude_microdegrees BETWEEN -180000000 AND 180000000),
    search_text TEXT NOT NULL,
    CHECK ((latitude_microdegrees IS NULL) = (longitude_microdegrees IS NULL))
);
CREATE TABLE feedback_petitioners (
    petition TEXT NOT NULL PRIMARY KEY REFERENCES feedback_petitions (number),
    name TEXT NOT NULL,                      -- empty: did not say who it is
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    citizen TEXT,                            -- id of the account; null: none
    is_closed INTEGER NOT NULL CHECK (is_closed IN (0, 1))               -- the account was closed: all is forgotten when the petition ends
);
CREATE INDEX feedback_petitioners_closed ON feedback_petitioners (petition) WHERE is_closed = 1;
CREATE INDEX feedback_petitioners_citizen ON feedback_petitioners (citizen) WHERE citizen IS NOT NULL;
CREATE TABLE feedback_photos (
    petition TEXT NOT NULL REFERENCES feedback_petitions (number),
    number INTEGER NOT NULL,
    file_digest TEXT NOT NULL REFERENCES platform_files (digest),        -- without what the camera wrote into it
    file_name TEXT NOT NULL,
    PRIMARY KEY (petition, number)
);
CREATE TABLE feedback_stays (
    petition TEXT NOT NULL REFERENCES feedback_petitions (number),
    number INTEGER NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    arrived_ms BIGINT NOT NULL,
    due_ms BIGINT,                           -- null: it stands still
    ended_ms BIGINT,
    outcome TEXT CHECK (outcome IN ('passed', 'forwarded', 'refused', 'answered')),
    is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),                  -- a step came after its limit (RT-60)
    rating TEXT CHECK (rating IN ('satisfied', 'partly', 'unsatisfied')),
    rated_ms BIGINT,
    comment TEXT NOT NULL,                   -- of whoever rated
    PRIMARY KEY (petition, number),
    CHECK ((ended_ms IS NULL) = (outcome IS NULL)),
    CHECK ((rating IS NULL) = (rated_ms IS NULL)),
    CHECK (rating IS NULL OR outcome = 'answered')
);
CREATE INDEX feedback_stays_unit ON feedback_stays (unit_id, arrived_ms);
CREATE TABLE feedback_answers (
    petition TEXT NOT NULL REFERENCES feedback_petitions (number),
    number INTEGER NOT NULL,                 -- a second look gives a second answer
    text TEXT NOT NULL,
    document TEXT NOT NULL,                  -- number of the letter; empty: none
    grounds TEXT NOT NULL,                   -- by which a rule was found wanting (FB-4), words joined by spaces
    answered_ms BIGINT NOT NULL,
    login TEXT NOT NULL,
    PRIMARY KEY (petition, number)
);
CREATE TABLE feedback_events (
    id TEXT NOT NULL PRIMARY KEY,
    petition TEXT NOT NULL REFERENCES feedback_petitions (number),
    event TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    login TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_units (id),                   -- that had it then
    state TEXT NOT NULL,                     -- in which it left the petition
    text TEXT NOT NULL                       -- reason or content, as the event has it
);
CREATE INDEX feedback_events_petition ON feedback_events (petition, id);
CREATE TABLE feedback_publications (
    petition TEXT NOT NULL PRIMARY KEY REFERENCES feedback_petitions (number),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    place TEXT NOT NULL,
    answer TEXT NOT NULL,
    search_text TEXT NOT NULL,
    shows_photos INTEGER NOT NULL CHECK (shows_photos IN (0, 1)),
    login TEXT NOT NULL
);
-- Which unit takes what is addressed to nobody in particular, from a day on (FB-6).
CREATE TABLE feedback_receivers (
    from_date TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    source TEXT NOT NULL
);
