-- Asking people (SV): what is asked, as texts in editions that never change; campaigns that ask it; lists of people, the draw from
-- them, and who of the drawn was reached. What was answered lies in other tables and knows nobody of these (SV-50).
CREATE TABLE surveys_instruments (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,                      -- sipas-one-stop
    edition TEXT NOT NULL,
    notation TEXT NOT NULL CHECK (notation IN ('yaml', 'xlsform')),
    definition TEXT NOT NULL,                -- as it was written: YAML, or the sheets of a workbook as JSON
    digest TEXT NOT NULL,                    -- SHA-256 of the definition
    kept_ms BIGINT NOT NULL,
    login TEXT NOT NULL,
    UNIQUE (code, edition)
);
-- The secret by which links are known as ours before anything is looked up; it opens none.
CREATE TABLE surveys_keys (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number = 1),
    secret TEXT NOT NULL                     -- hexadecimal
);
CREATE TABLE surveys_sequences (
    kind TEXT NOT NULL,                      -- campaign, batch, serial
    year INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last > 0),
    PRIMARY KEY (kind, year)
);
CREATE TABLE surveys_campaigns (
    number TEXT NOT NULL PRIMARY KEY,        -- KS-2026-0001
    title TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_units (id),                   -- who asks
    period TEXT NOT NULL,                    -- what is asked about
    state TEXT NOT NULL CHECK (state IN ('planned', 'drawn', 'open', 'closed', 'estimated')),
    opens_date TEXT NOT NULL,
    closes_date TEXT NOT NULL,               -- the last day
    seed TEXT,                               -- of the draw (SV-14), a whole number below 2^64; null: not drawn yet
    minimum_answers INTEGER NOT NULL CHECK (minimum_answers >= 2),       -- below which nothing is shown (SV-54)
    note TEXT NOT NULL,
    planned_ms BIGINT NOT NULL,
    drawn_ms BIGINT,
    opened_ms BIGINT,
    closed_ms BIGINT,
    is_generated INTEGER NOT NULL CHECK (is_generated IN (0, 1)),
    version INTEGER NOT NULL,
    CHECK (opens_date <= closes_date),
    CHECK ((seed IS NULL) = (drawn_ms IS NULL)),
    CHECK ((closed_ms IS NOT NULL) = (state IN ('closed', 'estimated')))
);
-- Who is asked, with what, and how they are drawn (SV-10…SV-15). The formula of the size, its margin and the rest are decimals as text.
CREATE TABLE surveys_groups (
    campaign TEXT NOT NULL REFERENCES surveys_campaigns (number),
    respondents TEXT NOT NULL,               -- citizens, households, officials, delegates, enterprises …
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    instrument_id TEXT NOT NULL REFERENCES surveys_instruments (id),
    frame TEXT NOT NULL CHECK (frame IN ('dossiers', 'list', 'officials', 'none')),              -- none: an open stream alone
    judges TEXT NOT NULL CHECK (judges IN ('own', 'all')),               -- each person the unit of the own row, or all of the matrix
    draw TEXT NOT NULL CHECK (draw IN ('simple', 'systematic', 'stages', 'census')),
    formula TEXT NOT NULL CHECK (formula IN ('guidance2013', 'cochran', 'given')),
    sized_by TEXT NOT NULL CHECK (sized_by IN ('whole', 'stratum')),     -- of what population the formula gives a size
    given_size INTEGER CHECK (given_size > 0),
    margin TEXT NOT NULL,
    share TEXT NOT NULL,
    design_effect TEXT NOT NULL,
    allocation TEXT NOT NULL CHECK (allocation IN ('proportional', 'neyman')),
    reserve_percent INTEGER NOT NULL CHECK (reserve_percent BETWEEN 0 AND 300),
    communes INTEGER NOT NULL CHECK (communes >= 0),                     -- of stages: first-stage units of each stratum,
    villages INTEGER NOT NULL CHECK (villages >= 0),                     -- second-stage units of each of those,
    households INTEGER NOT NULL CHECK (households >= 0),                 -- people of each of those
    PRIMARY KEY (campaign, respondents)
);
-- The matrix of objects and respondents (SV-10): who judges whom, and how many are wanted.
CREATE TABLE surveys_matrix (
    campaign TEXT NOT NULL,
    respondents TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    quota INTEGER NOT NULL CHECK (quota >= 0),                           -- valid answers wanted; 0 before the draw
    PRIMARY KEY (campaign, respondents, unit_id),
    FOREIGN KEY (campaign, respondents) REFERENCES surveys_groups (campaign, respondents)
);
CREATE TABLE surveys_costs (
    campaign TEXT NOT NULL REFERENCES surveys_campaigns (number),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    dong BIGINT NOT NULL CHECK (dong >= 0),  -- of one
    minutes INTEGER NOT NULL CHECK (minutes >= 0),                       -- of work, for one
    PRIMARY KEY (campaign, number)
);
-- A list that is drawn from, as it was on the day it was taken; a newer one takes its place until the draw.
CREATE TABLE surveys_frames (
    campaign TEXT NOT NULL,
    respondents TEXT NOT NULL,
    digest TEXT NOT NULL,                    -- of all rows: list, plan and seed repeat the draw
    row_count INTEGER NOT NULL CHECK (row_count >= 0),
    file_name TEXT NOT NULL,                 -- empty: taken from the house itself
    taken_ms BIGINT NOT NULL,
    login TEXT NOT NULL,
    PRIMARY KEY (campaign, respondents),
    FOREIGN KEY (campaign, respondents) REFERENCES surveys_groups (campaign, respondents)
);
CREATE TABLE surveys_frame_rows (
    campaign TEXT NOT NULL,
    respondents TEXT NOT NULL,
    number INTEGER NOT NULL,                 -- from 1, in the order of the list
    reference TEXT NOT NULL,                 -- code of the dossier, number in the list, login
    unit_id TEXT NOT NULL,                   -- that is judged
    stratum TEXT NOT NULL,                   -- of all rows of a list without strata the same
    commune TEXT NOT NULL,                   -- first-stage unit; empty: none
    village TEXT NOT NULL,                   -- second-stage unit; empty: none
    name TEXT NOT NULL,                      -- empty of dossiers: looked up when drawn
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    PRIMARY KEY (campaign, respondents, number)
);
CREATE TABLE surveys_strata (
    campaign TEXT NOT NULL,
    respondents TEXT NOT NULL,
    stratum TEXT NOT NULL,
    population INTEGER NOT NULL CHECK (population >= 0),
    deviation TEXT NOT NULL,                 -- decimal; of Neyman's allocation
    minimum INTEGER NOT NULL CHECK (minimum >= 0),
    is_certain INTEGER NOT NULL CHECK (is_certain IN (0, 1)),            -- everybody is asked
    allocated INTEGER CHECK (allocated >= 0),                            -- null before the draw
    PRIMARY KEY (campaign, respondents, stratum)
);
-- What an answer weighs, and where it belongs in the design: stratum, first- and second-stage unit, how many were drawn of how many at
-- each stage, the chances as decimals. Answers name a cell and so need not know a person.
CREATE TABLE surveys_cells (
    campaign TEXT NOT NULL,
    respondents TEXT NOT NULL,
    cell INTEGER NOT NULL,                   -- from 1
    stratum TEXT NOT NULL,
    commune TEXT NOT NULL,
    village TEXT NOT NULL,
    communes_there INTEGER NOT NULL,         -- first-stage units of the stratum; of a design without stages its rows
    communes_drawn INTEGER NOT NULL,
    villages_there INTEGER NOT NULL,         -- second-stage units of the first; 0: no such stage
    villages_drawn INTEGER NOT NULL,
    people_there INTEGER NOT NULL,           -- rows of the last stage
    people_drawn INTEGER NOT NULL,
    chances TEXT NOT NULL,                   -- of each stage, decimals joined by spaces
    weight TEXT NOT NULL,                    -- decimal: 1 over their product
    PRIMARY KEY (campaign, respondents, cell)
);
CREATE TABLE surveys_persons (
    id TEXT NOT NULL PRIMARY KEY,            -- chance
    campaign TEXT NOT NULL,
    respondents TEXT NOT NULL,
    number INTEGER NOT NULL,                 -- on letters and lists, from 1
    frame_row INTEGER NOT NULL,
    cell INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('sample', 'reserve', 'replaced', 'replacement')),
    draw_place INTEGER NOT NULL,             -- in the order of the draw; of a reserve the order in which it stands in, in its cell
    stands_for INTEGER,                      -- number of the person that is replaced
    reason TEXT NOT NULL,                    -- why this person was replaced (SV-14); empty: was not
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    enumerator TEXT,                         -- login of whoever asks this person; null: nobody
    UNIQUE (campaign, respondents, number),
    CHECK (role <> 'replacement' OR stands_for IS NOT NULL),
    CHECK ((role = 'replaced') = (reason <> ''))
);
CREATE INDEX surveys_persons_enumerator ON surveys_persons (enumerator, campaign) WHERE enumerator IS NOT NULL;
CREATE INDEX surveys_persons_cell ON surveys_persons (campaign, respondents, cell, role, draw_place);
-- Participation (SV-50): of whom an answer about whom is wanted, and whether it is settled. The day is the finest moment, and the
-- answers know neither the day nor this row.
CREATE TABLE surveys_askings (
    person_id TEXT NOT NULL REFERENCES surveys_persons (id),
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('open', 'answered', 'refused', 'absent', 'moved', 'not_found', 'not_eligible')),
    settled_date TEXT,
    channel TEXT CHECK (channel IN ('web', 'paper', 'phone', 'face', 'kiosk')),                  -- by which it was answered
    PRIMARY KEY (person_id, unit_id),
    CHECK ((outcome = 'open') = (settled_date IS NULL)),
    CHECK ((outcome = 'answered') = (channel IS NOT NULL))
);
-- Each attempt to reach somebody, by telephone or at the door: the enumerator's trail.
CREATE TABLE surveys_contacts (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES surveys_persons (id),
    login TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('phone', 'face')),
    contact_date TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'later', 'refused', 'absent', 'moved', 'not_found', 'not_eligible')),
    note TEXT NOT NULL
);
CREATE INDEX surveys_contacts_person ON surveys_contacts (person_id, id);
-- Links that were given out: digests alone. A person may have several, and all lead to the same askings.
CREATE TABLE surveys_links (
    digest TEXT NOT NULL PRIMARY KEY,        -- SHA-256
    person_id TEXT NOT NULL REFERENCES surveys_persons (id),
    way TEXT NOT NULL CHECK (way IN ('letter', 'email', 'sms')),
    given_date TEXT NOT NULL,
    is_void INTEGER NOT NULL CHECK (is_void IN (0, 1))                   -- a newer one of the same way took its place
);
CREATE INDEX surveys_links_person ON surveys_links (person_id);
