-- A published framework is immutable (PI-13): results cite it by code@version, and its text must say the same for ever.
CREATE TABLE criteria_frameworks (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    version TEXT NOT NULL,
    block_code TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('real', 'sample')),
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    published_ms BIGINT NOT NULL,
    UNIQUE (code, version)
);
