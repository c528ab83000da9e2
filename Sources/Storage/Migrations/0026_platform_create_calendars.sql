-- The legal calendar changes by decisions that no release can wait for (OS-52): what an office knows beyond the shipped tables is
-- kept as dated rows, each with its source, who entered it and, once it is corrected or withdrawn, who ended it and why.
CREATE TABLE platform_calendar_changes (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'compensatory', 'swap', 'ordinary', 'hours', 'announced')),
    date TEXT NOT NULL,                  -- the day; of hours the first with them; of an announced year its first of January
    paired TEXT,                         -- the holiday made up for; of a swap the day worked for the day off
    name TEXT,
    hours TEXT,                          -- shifts of seven days from Monday on, days parted by semicolons
    source TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_ms BIGINT NOT NULL,
    ended_by TEXT,
    ended_ms BIGINT,
    ended_reason TEXT,
    revision BIGINT NOT NULL UNIQUE,     -- counts what is entered and ended: the last of all names the state of the whole table
    CONSTRAINT platform_calendar_changes_paired CHECK ((kind IN ('compensatory', 'swap')) = (paired IS NOT NULL)),
    CONSTRAINT platform_calendar_changes_named CHECK ((kind = 'holiday') = (name IS NOT NULL)),
    CONSTRAINT platform_calendar_changes_timed CHECK ((kind = 'hours') = (hours IS NOT NULL)),
    CONSTRAINT platform_calendar_changes_ended_whole CHECK (
        (ended_by IS NULL AND ended_ms IS NULL AND ended_reason IS NULL)
        OR (ended_by IS NOT NULL AND ended_ms IS NOT NULL AND ended_reason IS NOT NULL)
    )
);
CREATE UNIQUE INDEX platform_calendar_changes_of_day ON platform_calendar_changes (date)
    WHERE ended_ms IS NULL AND kind IN ('holiday', 'compensatory', 'swap', 'ordinary');
CREATE UNIQUE INDEX platform_calendar_changes_of_hours ON platform_calendar_changes (date) WHERE ended_ms IS NULL AND kind = 'hours';
CREATE UNIQUE INDEX platform_calendar_changes_of_year ON platform_calendar_changes (date) WHERE ended_ms IS NULL AND kind = 'announced';
