-- Evidence belongs to a unit and may prove many leaves over many years; a citation says where in it the proof stands (GL-32,
-- US-2). A new version is a new row of the same chain, so that what was judged stays what it was.
CREATE TABLE assessments_evidence (
    id TEXT NOT NULL PRIMARY KEY,
    chain_id TEXT NOT NULL REFERENCES assessments_evidence (id),
    version INTEGER NOT NULL CHECK (version > 0),
    unit_id TEXT NOT NULL REFERENCES units_units (id),
    title TEXT NOT NULL,
    number TEXT,                         -- as printed on the paper: 12/KH-UBND
    issued_date TEXT,
    file_digest TEXT REFERENCES platform_files (digest),
    file_name TEXT,
    file_type TEXT,                      -- what the file is by its content
    file_size BIGINT,
    link TEXT,
    person TEXT NOT NULL,
    person_name TEXT NOT NULL,
    added_ms BIGINT NOT NULL,
    removed_ms BIGINT,
    UNIQUE (chain_id, version),
    CONSTRAINT assessments_evidence_one_source CHECK (
        (link IS NULL AND file_digest IS NOT NULL AND file_name IS NOT NULL AND file_type IS NOT NULL AND file_size IS NOT NULL)
        OR (link IS NOT NULL AND file_digest IS NULL AND file_name IS NULL AND file_type IS NULL AND file_size IS NULL)
    )
);
CREATE INDEX assessments_evidence_by_unit ON assessments_evidence (unit_id, id);
CREATE TABLE assessments_citations (
    id TEXT NOT NULL PRIMARY KEY,
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    criterion TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('self', 'explanation')),
    evidence_id TEXT NOT NULL REFERENCES assessments_evidence (id),
    section TEXT NOT NULL,
    page TEXT NOT NULL,
    person TEXT NOT NULL,
    person_name TEXT NOT NULL,
    cited_ms BIGINT NOT NULL,
    UNIQUE (round_id, unit_id, criterion, stage, evidence_id, section, page),
    FOREIGN KEY (round_id, unit_id) REFERENCES assessments_units (round_id, unit_id)
);
CREATE INDEX assessments_citations_by_evidence ON assessments_citations (evidence_id);
