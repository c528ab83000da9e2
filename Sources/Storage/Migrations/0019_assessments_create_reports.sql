-- What a head handed in is printed once and kept by its digest (PI-71, US-3): what was signed can be shown for ever.
CREATE TABLE assessments_reports (
    submission_id TEXT NOT NULL PRIMARY KEY REFERENCES assessments_submissions (id),
    digest TEXT NOT NULL REFERENCES platform_files (digest),
    printed_ms BIGINT NOT NULL
);
