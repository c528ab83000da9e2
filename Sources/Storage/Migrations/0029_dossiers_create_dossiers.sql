-- Dossiers that citizens and firms hand in (GL-48): one row each, narrow, for there are hundreds of thousands a year; who the
-- applicant is stands apart, so that it can be erased without touching a figure. Business, fee, delivery and synchronisation are
-- four fields (OS-22). A suspension is an interval with its letter (OS-53), and everything that happens is an event that stays.
CREATE TABLE dossiers_dossiers (
    code TEXT NOT NULL PRIMARY KEY,          -- OS-30; of another system as that system gave it
    unit_id TEXT NOT NULL REFERENCES units_units (id),                   -- which received it
    version_id TEXT NOT NULL REFERENCES procedures_versions (id),        -- in force at receipt (PR-11)
    channel TEXT NOT NULL CHECK (channel IN ('direct', 'online', 'post')),
    subject TEXT NOT NULL CHECK (subject IN ('citizen', 'enterprise', 'organisation')),
    state TEXT NOT NULL CHECK (state IN ('registered', 'accepted', 'refused', 'processing', 'supplement', 'payment', 'withdrawn',
        'stopped', 'finished', 'returned')),
    received_ms BIGINT NOT NULL,
    limit_unit TEXT CHECK (limit_unit IN ('working_hours', 'working_days', 'days', 'months')),   -- null: the procedure has none
    limit_count INTEGER CHECK (limit_count > 0),
    clock TEXT NOT NULL,                     -- the rules of the day of receipt, as ClockRules writes them (OS-51, OS-53)
    first_due_ms BIGINT,                     -- as printed on the first appointment slip
    due_ms BIGINT,                           -- null: no limit, or it stands still
    finished_ms BIGINT,                      -- also of what was refused, withdrawn or stopped; null: open
    returned_ms BIGINT,
    supplements INTEGER NOT NULL CHECK (supplements >= 0),
    cause TEXT CHECK (cause IN ('handling', 'citizen', 'other_body', 'sync')),                   -- of lateness (OS-57)
    officer TEXT,                            -- login; null: nobody yet
    fee TEXT NOT NULL CHECK (fee IN ('none', 'unpaid', 'counter', 'online')),
    delivery TEXT NOT NULL CHECK (delivery IN ('counter', 'post', 'online')),
    synced_ms BIGINT,                        -- when the national portal had its last state
    is_digitised INTEGER NOT NULL CHECK (is_digitised IN (0, 1)),        -- components and result (RT-51)
    has_electronic_result INTEGER NOT NULL CHECK (has_electronic_result IN (0, 1)),
    reuses_data INTEGER NOT NULL CHECK (reuses_data IN (0, 1)),
    is_in_store INTEGER NOT NULL CHECK (is_in_store IN (0, 1)),          -- in the applicant's personal store (RT-54)
    uses_population_data INTEGER NOT NULL CHECK (uses_population_data IN (0, 1)),
    origin TEXT NOT NULL CHECK (origin IN ('counter', 'online', 'import', 'exchange', 'generated')),
    entered_ms BIGINT NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((limit_unit IS NULL) = (limit_count IS NULL)),
    CHECK (finished_ms IS NULL OR finished_ms >= received_ms),
    CHECK ((finished_ms IS NULL) = (state IN ('registered', 'accepted', 'processing', 'supplement', 'payment'))),
    CHECK (returned_ms IS NULL OR state = 'returned')
);
CREATE INDEX dossiers_dossiers_received ON dossiers_dossiers (unit_id, received_ms);
CREATE INDEX dossiers_dossiers_open ON dossiers_dossiers (unit_id, due_ms, code) WHERE finished_ms IS NULL;
CREATE INDEX dossiers_dossiers_officer ON dossiers_dossiers (officer, due_ms, code) WHERE finished_ms IS NULL;
CREATE INDEX dossiers_dossiers_to_return ON dossiers_dossiers (unit_id, finished_ms, code) WHERE state = 'finished';
CREATE TABLE dossiers_applicants (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossiers_dossiers (code),
    name TEXT NOT NULL,
    search_text TEXT NOT NULL,
    document TEXT NOT NULL,                  -- number of the identity card, or of the business; empty: not given
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    submitter TEXT NOT NULL,                 -- who came in the applicant's place; empty: the applicant
    request TEXT NOT NULL                    -- what is asked for
);
CREATE INDEX dossiers_applicants_document ON dossiers_applicants (document) WHERE document <> '';
CREATE TABLE dossiers_events (
    id TEXT NOT NULL PRIMARY KEY,
    dossier TEXT NOT NULL REFERENCES dossiers_dossiers (code),
    event TEXT NOT NULL,
    at_ms BIGINT NOT NULL,                   -- when it is said to have happened
    entered_ms BIGINT NOT NULL,
    login TEXT NOT NULL,
    state TEXT NOT NULL,                     -- in which it left the dossier
    text TEXT NOT NULL,                      -- reason or content, as the event has it
    document TEXT NOT NULL                   -- number of the letter; empty: none
);
CREATE INDEX dossiers_events_dossier ON dossiers_events (dossier, id);
CREATE TABLE dossiers_suspensions (
    dossier TEXT NOT NULL REFERENCES dossiers_dossiers (code),
    from_ms BIGINT NOT NULL,
    to_ms BIGINT,
    kind TEXT NOT NULL CHECK (kind IN ('supplement', 'payment', 'other_body', 'law')),
    document TEXT,
    PRIMARY KEY (dossier, from_ms),
    CHECK (to_ms IS NULL OR to_ms >= from_ms)
);
CREATE TABLE dossiers_extensions (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossiers_dossiers (code),   -- once only (OS-14)
    at_ms BIGINT NOT NULL,
    to_date TEXT NOT NULL,
    before_ms BIGINT,                        -- the appointment that was there before (OS-55)
    reason TEXT NOT NULL,
    document TEXT
);
CREATE TABLE dossiers_components (
    dossier TEXT NOT NULL REFERENCES dossiers_dossiers (code),
    number INTEGER NOT NULL,                 -- in the order of the procedure's list
    name TEXT NOT NULL,
    originals INTEGER NOT NULL CHECK (originals >= 0),
    copies INTEGER NOT NULL CHECK (copies >= 0),
    kind TEXT NOT NULL CHECK (kind IN ('original', 'copy', 'electronic', 'missing')),            -- what was handed in (OS-20)
    file_digest TEXT REFERENCES platform_files (digest),
    file_name TEXT,
    is_reused INTEGER NOT NULL CHECK (is_reused IN (0, 1)),              -- DuocLayTuKhoDMQG (OS-41)
    PRIMARY KEY (dossier, number),
    CHECK ((file_digest IS NULL) = (file_name IS NULL))
);
CREATE TABLE dossiers_fees (
    dossier TEXT NOT NULL REFERENCES dossiers_dossiers (code),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    dong BIGINT NOT NULL CHECK (dong >= 0),
    paid_ms BIGINT,
    PRIMARY KEY (dossier, number)
);
CREATE TABLE dossiers_results (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossiers_dossiers (code),
    outcome TEXT NOT NULL CHECK (outcome IN ('granted', 'refused')),     -- a refusal is a result too (OS-11)
    number TEXT NOT NULL,                    -- of the paper that answers
    text TEXT NOT NULL,
    file_digest TEXT REFERENCES platform_files (digest),
    file_name TEXT,
    CHECK ((file_digest IS NULL) = (file_name IS NULL))
);
CREATE TABLE dossiers_tasks (
    id TEXT NOT NULL PRIMARY KEY,
    dossier TEXT NOT NULL REFERENCES dossiers_dossiers (code),
    kind TEXT NOT NULL CHECK (kind IN ('consultation', 'linked')),       -- OS-9, OS-10
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    place INTEGER NOT NULL,                  -- of linked bodies: one after the other, or all the same number at once
    content TEXT NOT NULL,
    limit_unit TEXT CHECK (limit_unit IN ('working_hours', 'working_days', 'days', 'months')),
    limit_count INTEGER CHECK (limit_count > 0),
    given_ms BIGINT,                         -- null: its turn has not come
    due_ms BIGINT,
    done_ms BIGINT,
    answer TEXT NOT NULL,
    document TEXT NOT NULL,
    CHECK ((limit_unit IS NULL) = (limit_count IS NULL))
);
CREATE INDEX dossiers_tasks_dossier ON dossiers_tasks (dossier, id);
CREATE INDEX dossiers_tasks_open ON dossiers_tasks (unit_id, due_ms) WHERE done_ms IS NULL AND given_ms IS NOT NULL;
CREATE TABLE dossiers_parcels (
    dossier TEXT NOT NULL REFERENCES dossiers_dossiers (code),
    direction TEXT NOT NULL CHECK (direction IN ('sent', 'returned')),
    number TEXT NOT NULL,
    handed_ms BIGINT NOT NULL,
    arrived_ms BIGINT,
    PRIMARY KEY (dossier, direction),
    CHECK (arrived_ms IS NULL OR arrived_ms >= handed_ms)
);
-- How many dossiers came and how they ended, kept up with every change: so a page of figures need not read the dossiers (OS-59).
CREATE TABLE dossiers_counts (
    unit_id TEXT NOT NULL,
    version_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    month TEXT NOT NULL,                     -- 2026-03: of receipt for received, of the end for all others
    received INTEGER NOT NULL,
    early INTEGER NOT NULL,
    on_time INTEGER NOT NULL,
    late INTEGER NOT NULL,
    unlimited INTEGER NOT NULL,              -- ended, of procedures that state no limit
    dropped INTEGER NOT NULL,                -- refused at reception, withdrawn or stopped
    PRIMARY KEY (unit_id, version_id, channel, month)
);
CREATE INDEX dossiers_counts_month ON dossiers_counts (month, unit_id);
-- What the law leaves open and an office decided for a procedure, from a day on (OS-51, OS-53).
CREATE TABLE dossiers_clock_choices (
    procedure_code TEXT NOT NULL,
    from_date TEXT NOT NULL,
    late_receipt TEXT NOT NULL CHECK (late_receipt IN ('same_day', 'next_working_day')),
    supplement TEXT NOT NULL CHECK (supplement IN ('restarts', 'suspends')),
    source TEXT NOT NULL,
    PRIMARY KEY (procedure_code, from_date)
);
-- The number of the day is given once and never again (OS-30), whatever becomes of the dossier.
CREATE TABLE dossiers_sequences (
    agency TEXT NOT NULL,
    day TEXT NOT NULL,
    last INTEGER NOT NULL CHECK (last BETWEEN 1 AND 9999),
    PRIMARY KEY (agency, day)
);
