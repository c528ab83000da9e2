-- The council's points are private until every member has given theirs or the secretary closes the leaf (US-5); that it was
-- closed, by whom and when, is kept here.
CREATE TABLE assessments_closed_votings (
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    criterion TEXT NOT NULL,
    person TEXT NOT NULL,
    person_name TEXT NOT NULL,
    closed_ms BIGINT NOT NULL,
    PRIMARY KEY (round_id, unit_id, criterion),
    FOREIGN KEY (round_id, unit_id) REFERENCES assessments_units (round_id, unit_id)
);
