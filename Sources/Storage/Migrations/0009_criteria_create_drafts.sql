-- The next issue of a set is written over weeks and by several hands before it is published (PI-13): a draft is a sound text under
-- the identity it will have, saved over the revision its author has seen.
CREATE TABLE criteria_drafts (
    id TEXT NOT NULL PRIMARY KEY,    -- code@version
    code TEXT NOT NULL,
    version TEXT NOT NULL,
    body TEXT NOT NULL,
    revision INTEGER NOT NULL,
    saved_ms BIGINT NOT NULL,
    saved_by TEXT NOT NULL
);
