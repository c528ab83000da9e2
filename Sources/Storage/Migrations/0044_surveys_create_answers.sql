-- What people answered (SV-50), and what is made of it. An answer knows what it is about, how it came and what it weighs; it has no key
-- of a person, of a link or of an asking, an id of chance, and no day where its sender was drawn. Answers of drawn people wait until
-- some are together and are then put away in an order of chance, so that the order of rows tells nothing either.
CREATE TABLE surveys_waiting (
    id TEXT NOT NULL PRIMARY KEY,            -- chance
    campaign TEXT NOT NULL REFERENCES surveys_campaigns (number),
    respondents TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    instrument_id TEXT NOT NULL REFERENCES surveys_instruments (id),
    cell INTEGER NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('vi', 'en')),
    channel TEXT NOT NULL CHECK (channel IN ('web', 'phone', 'face', 'kiosk')),
    enumerator TEXT,
    seconds INTEGER CHECK (seconds >= 0),
    record TEXT NOT NULL,
    invalid_reason TEXT NOT NULL
);
CREATE INDEX surveys_waiting_campaign ON surveys_waiting (campaign);
CREATE TABLE surveys_answers (
    id TEXT NOT NULL PRIMARY KEY,            -- chance
    campaign TEXT NOT NULL REFERENCES surveys_campaigns (number),
    respondents TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_units (id),                   -- that is judged
    instrument_id TEXT NOT NULL REFERENCES surveys_instruments (id),
    cell INTEGER,                            -- of surveys_cells; null: nobody was drawn
    language TEXT NOT NULL CHECK (language IN ('vi', 'en')),
    channel TEXT NOT NULL CHECK (channel IN ('web', 'kiosk', 'paper', 'phone', 'face')),
    stream TEXT NOT NULL CHECK (stream IN ('open', 'verified')),         -- separate series, always (SV-25)
    device TEXT,                             -- of a kiosk
    batch TEXT,                              -- of paper
    enumerator TEXT,                         -- login of whoever asked
    seconds INTEGER CHECK (seconds >= 0),    -- from first question to last; null: not measured
    received_date TEXT,                      -- null of drawn people: with it they could be found in the askings
    claimed_date TEXT,                       -- of a kiosk: the day of the answer by the device's own clock, which may be wrong
    is_repeat INTEGER NOT NULL CHECK (is_repeat IN (0, 1)),              -- of the episode of the press before it (SV-67): kept, not counted
    record TEXT NOT NULL,                    -- answers in the order of the instrument's questions, one tabulator between two
    invalid_reason TEXT NOT NULL,            -- SV-18; empty: valid
    CHECK (cell IS NULL OR received_date IS NULL),
    CHECK (stream = 'open' OR cell IS NOT NULL OR device IS NOT NULL),
    CHECK ((channel = 'kiosk') = (device IS NOT NULL)),
    CHECK ((channel = 'paper') = (batch IS NOT NULL))
);
CREATE INDEX surveys_answers_group ON surveys_answers (campaign, respondents, unit_id);
-- What was taken once is not taken twice: the word that a page or a device made for a form before it was filled in. Open streams
-- alone; drawn people have their link.
CREATE TABLE surveys_tickets (
    digest TEXT NOT NULL PRIMARY KEY,        -- SHA-256 of the word
    campaign TEXT NOT NULL REFERENCES surveys_campaigns (number),
    received_date TEXT NOT NULL
);
-- Text that people wrote is shown after somebody has read it (SV-54).
CREATE TABLE surveys_remarks (
    answer_id TEXT NOT NULL REFERENCES surveys_answers (id),
    question TEXT NOT NULL,
    is_shown INTEGER NOT NULL CHECK (is_shown IN (0, 1)),
    text TEXT NOT NULL,                      -- as it is shown
    login TEXT NOT NULL,
    PRIMARY KEY (answer_id, question)
);

-- Kiosks (SV-60…68).
CREATE TABLE surveys_devices (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    campaign TEXT NOT NULL,
    respondents TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    pairing_digest TEXT UNIQUE,              -- of the code by which a machine becomes this device, once; null: one did
    pairing_until_ms BIGINT,
    secret_digest TEXT UNIQUE,               -- of what the machine shows to be let in; null: none yet
    run TEXT,                                -- of surveys_runs, the one that speaks for the device; null: none yet
    pin TEXT NOT NULL,                       -- rounds, salt and digest of the figures that leave the screen
    pixel_micrometres INTEGER CHECK (pixel_micrometres > 0),             -- as it was calibrated (SV-61); null: not yet
    episode_seconds INTEGER NOT NULL CHECK (episode_seconds >= 0),       -- SV-67
    registered_ms BIGINT NOT NULL,
    retired_ms BIGINT,
    login TEXT NOT NULL,
    FOREIGN KEY (campaign, respondents) REFERENCES surveys_groups (campaign, respondents),
    CHECK ((pairing_digest IS NULL) = (pairing_until_ms IS NULL))
);
CREATE INDEX surveys_devices_campaign ON surveys_devices (campaign, name);
-- Each start of a device is a run and names the one before it; a copied machine cannot, and is refused and told to a person.
CREATE TABLE surveys_runs (
    device TEXT NOT NULL REFERENCES surveys_devices (id),
    run TEXT NOT NULL,                       -- word of chance that the device made
    begun_ms BIGINT NOT NULL,
    seen_ms BIGINT NOT NULL,
    queued INTEGER NOT NULL CHECK (queued >= 0),                         -- answers that it still holds, as it said last
    accepted INTEGER NOT NULL CHECK (accepted >= 0),
    clock_seconds BIGINT NOT NULL,           -- by which its clock is ahead of ours
    is_refused INTEGER NOT NULL CHECK (is_refused IN (0, 1)),            -- another run spoke for the device
    PRIMARY KEY (device, run)
);
-- Answers of a device that cannot count: after closing, of another edition, not whole. They lie apart as they came; nothing is lost.
CREATE TABLE surveys_refusals (
    digest TEXT NOT NULL PRIMARY KEY REFERENCES surveys_tickets (digest),
    device TEXT NOT NULL REFERENCES surveys_devices (id),
    cause TEXT NOT NULL CHECK (cause IN ('closed', 'not_open', 'other_edition', 'incomplete', 'malformed')),
    language TEXT NOT NULL CHECK (language IN ('vi', 'en')),
    claimed_date TEXT,
    received_date TEXT NOT NULL,
    sent TEXT NOT NULL                       -- answers as JSON
);
CREATE INDEX surveys_refusals_device ON surveys_refusals (device);

-- Paper (SV-40…46).
CREATE TABLE surveys_batches (
    number TEXT NOT NULL PRIMARY KEY,        -- PB-2026-0001
    campaign TEXT NOT NULL,
    respondents TEXT NOT NULL,
    received_from TEXT NOT NULL,
    received_date TEXT NOT NULL,
    form_count INTEGER NOT NULL CHECK (form_count > 0),                  -- as counted when received
    state TEXT NOT NULL CHECK (state IN ('keying', 'settling', 'closed')),
    first_clerk TEXT NOT NULL,
    second_clerk TEXT NOT NULL,
    settler TEXT NOT NULL,
    keying INTEGER NOT NULL CHECK (keying > 0),                          -- which time it is keyed in: too many errors, and it is again
    error_limit INTEGER NOT NULL CHECK (error_limit BETWEEN 0 AND 1000), -- of one person in 1,000 fields (SV-42)
    file_digest TEXT REFERENCES platform_files (digest),                 -- a scan
    file_name TEXT,
    note TEXT NOT NULL,
    closed_ms BIGINT,
    login TEXT NOT NULL,
    version INTEGER NOT NULL,
    FOREIGN KEY (campaign, respondents) REFERENCES surveys_groups (campaign, respondents),
    CHECK (first_clerk <> second_clerk AND settler <> first_clerk AND settler <> second_clerk),
    CHECK ((state = 'closed') = (closed_ms IS NOT NULL)),
    CHECK ((file_digest IS NULL) = (file_name IS NULL))
);
CREATE INDEX surveys_batches_campaign ON surveys_batches (campaign, number);
-- Forms that were printed with a serial number; it stands for a unit and a cell, never for a person.
CREATE TABLE surveys_serials (
    serial TEXT NOT NULL PRIMARY KEY,        -- 26-0000123-4, the last a check figure
    campaign TEXT NOT NULL,
    respondents TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    cell INTEGER,                            -- null: laid out at the counter
    batch TEXT REFERENCES surveys_batches (number),                      -- with which it came back; null: it did not
    FOREIGN KEY (campaign, respondents) REFERENCES surveys_groups (campaign, respondents)
);
CREATE INDEX surveys_serials_campaign ON surveys_serials (campaign, respondents, unit_id);
CREATE INDEX surveys_serials_batch ON surveys_serials (batch) WHERE batch IS NOT NULL;
CREATE TABLE surveys_keyings (
    serial TEXT NOT NULL REFERENCES surveys_serials (serial),
    keying INTEGER NOT NULL,
    turn INTEGER NOT NULL CHECK (turn IN (1, 2)),
    login TEXT NOT NULL,
    record TEXT NOT NULL,
    invalid_reason TEXT NOT NULL,            -- that the clerk saw on the paper; empty: none
    keyed_ms BIGINT NOT NULL,
    PRIMARY KEY (serial, keying, turn)
);
CREATE TABLE surveys_settlements (
    serial TEXT NOT NULL REFERENCES surveys_serials (serial),
    keying INTEGER NOT NULL,
    question TEXT NOT NULL,                  -- empty: whether the form counts at all
    settled TEXT NOT NULL,                   -- what stands on the paper
    comment TEXT NOT NULL,
    login TEXT NOT NULL,
    settled_ms BIGINT NOT NULL,
    PRIMARY KEY (serial, keying, question)
);

-- Estimates. A formula is a text in editions; under a newer one all is computed anew and both are shown (SV-7).
CREATE TABLE surveys_margins (
    campaign TEXT NOT NULL,
    respondents TEXT NOT NULL,
    question TEXT NOT NULL,                  -- by whose answers people are sorted
    category TEXT NOT NULL,
    population INTEGER NOT NULL CHECK (population >= 0),
    PRIMARY KEY (campaign, respondents, question, category),
    FOREIGN KEY (campaign, respondents) REFERENCES surveys_groups (campaign, respondents)
);
CREATE TABLE surveys_formulas (
    campaign TEXT NOT NULL REFERENCES surveys_campaigns (number),
    edition INTEGER NOT NULL,
    definition TEXT NOT NULL,
    login TEXT NOT NULL,
    kept_ms BIGINT NOT NULL,
    PRIMARY KEY (campaign, edition)
);
CREATE TABLE surveys_estimates (
    campaign TEXT NOT NULL,
    edition INTEGER NOT NULL,                -- of the formula
    respondents TEXT NOT NULL,               -- empty: of all groups together
    unit_id TEXT NOT NULL,                   -- empty: of all units together
    stream TEXT NOT NULL CHECK (stream IN ('open', 'verified')),
    figure TEXT NOT NULL,                    -- item/q1, factor/access, index, points …
    asked INTEGER NOT NULL,                  -- n of those who could answer
    answered INTEGER NOT NULL,               -- n behind the figure
    weighted TEXT NOT NULL CHECK (weighted IN ('none', 'design', 'calibrated', 'census')),
    estimate TEXT,                           -- decimals of ten digits (HOUSE 4.4); null: not to be shown, reason in note
    error TEXT,
    low TEXT,
    high TEXT,
    interval_kind TEXT NOT NULL,             -- t, wilson, clopper_pearson, logit, none
    other TEXT,                              -- without weights where the figure has them, and the other way round (SV-24)
    design_effect TEXT,                      -- against sampling with replacement (SV-34)
    note TEXT NOT NULL,                      -- codes
    PRIMARY KEY (campaign, edition, respondents, unit_id, stream, figure),
    FOREIGN KEY (campaign, edition) REFERENCES surveys_formulas (campaign, edition)
);
-- A person lets results out (SV-55); the digest is of the formula and of all lines, which never change.
CREATE TABLE surveys_releases (
    campaign TEXT NOT NULL,
    edition INTEGER NOT NULL,
    released_ms BIGINT NOT NULL,
    digest TEXT NOT NULL,                    -- SHA-256
    login TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (campaign, edition),
    FOREIGN KEY (campaign, edition) REFERENCES surveys_formulas (campaign, edition)
);
