-- What becomes public by the clock alone: once a moment has passed, kept answers are stale in every program on this database.
CREATE TABLE platform_releases (
    subject TEXT NOT NULL PRIMARY KEY,
    moment_ms BIGINT NOT NULL
);
CREATE INDEX platform_releases_by_moment ON platform_releases (moment_ms);
