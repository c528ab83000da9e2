-- Published figures with their source and doubt, and the sentences that must agree with them (SD-55).
CREATE TABLE facts_figures (
    id TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    place TEXT NOT NULL,
    period TEXT NOT NULL,
    block TEXT NOT NULL,
    unit TEXT NOT NULL,
    metric TEXT NOT NULL,
    written TEXT NOT NULL,
    number TEXT,
    measure TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    rank TEXT NOT NULL,
    unit_count INTEGER,
    band TEXT NOT NULL,
    doubt TEXT NOT NULL,
    source TEXT NOT NULL,
    rule TEXT NOT NULL,
    search_text TEXT NOT NULL
);
CREATE INDEX facts_figures_position ON facts_figures (position);
CREATE TABLE facts_statements (
    id TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    rule TEXT NOT NULL,
    text_vi TEXT NOT NULL,
    text_en TEXT NOT NULL,
    formula TEXT NOT NULL,
    given TEXT NOT NULL,
    expected TEXT NOT NULL,
    digits INTEGER,
    holds INTEGER NOT NULL CHECK (holds IN (0, 1))
);
