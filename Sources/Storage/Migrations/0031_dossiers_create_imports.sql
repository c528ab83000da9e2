-- Lists of other systems: how each system's columns and words are read, kept by name so that next month's list is read alike; and each
-- list that was sent, with what became of it. A list that waits is worked on by whichever program is free, and is whole or not at all.
CREATE TABLE dossiers_mappings (
    name TEXT NOT NULL PRIMARY KEY,
    content TEXT NOT NULL,               -- JSON, see ImportMapping
    changed_ms BIGINT NOT NULL,
    changed_by TEXT NOT NULL
);
CREATE TABLE dossiers_imports (
    id TEXT NOT NULL PRIMARY KEY,
    file_name TEXT NOT NULL,
    file_digest TEXT NOT NULL,           -- kept under it where the list was sent to a page
    scheme TEXT NOT NULL CHECK (scheme IN ('code', 'official', 'agency', 'agency_old')),
    mapping TEXT NOT NULL,               -- empty: our own columns
    keeps_good INTEGER NOT NULL CHECK (keeps_good IN (0, 1)),
    status TEXT NOT NULL CHECK (status IN ('waiting', 'done', 'refused')),
    ordered_ms BIGINT NOT NULL,
    ordered_by TEXT NOT NULL,
    ended_ms BIGINT,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    faulty INTEGER NOT NULL,
    reason TEXT NOT NULL,                -- JSON of why a whole list was refused; empty: it was not, or its rows say why
    faults_digest TEXT REFERENCES platform_files (digest),
    CHECK ((ended_ms IS NULL) = (status = 'waiting'))
);
CREATE INDEX dossiers_imports_waiting ON dossiers_imports (id) WHERE status = 'waiting';
-- What another system last said of a dossier, so that the same message does nothing and an old one cannot undo a new one.
CREATE TABLE dossiers_exchanges (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossiers_dossiers (code),
    digest TEXT NOT NULL,
    changed_ms BIGINT NOT NULL,          -- when it changed there
    taken_ms BIGINT NOT NULL,
    version INTEGER NOT NULL             -- of the dossier after the message: if it has another one now, somebody here changed it
);
