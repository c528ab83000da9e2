-- A form belongs to a procedure and is replaced by a newer edition from a day on; what was filled in keeps the edition it was asked
-- with (PR-11, OL-10), so editions stay.
CREATE TABLE procedures_forms (
    id TEXT NOT NULL PRIMARY KEY,
    procedure_code TEXT NOT NULL,
    form_code TEXT NOT NULL,
    form_version TEXT NOT NULL,
    notation TEXT NOT NULL CHECK (notation IN ('yaml', 'xlsform')),
    definition TEXT NOT NULL,            -- as it was published: YAML, or the sheets of a workbook as JSON
    from_date TEXT NOT NULL,
    to_date TEXT,                        -- the last day; null: while it is in force
    published_ms BIGINT NOT NULL,
    CHECK (to_date IS NULL OR from_date <= to_date)
);
CREATE UNIQUE INDEX procedures_forms_current ON procedures_forms (procedure_code) WHERE to_date IS NULL;
CREATE INDEX procedures_forms_days ON procedures_forms (procedure_code, from_date);
