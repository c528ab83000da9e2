-- A text of law ends when another amends it, and then the new one applies (PI-12): what is known today of its validity is kept
-- apart from the frameworks that cite it, whose texts are fixed.
CREATE TABLE criteria_laws (
    key TEXT NOT NULL PRIMARY KEY,
    title_vi TEXT NOT NULL,
    title_en TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT,                    -- the last day; null: in force
    source TEXT NOT NULL,
    revision INTEGER NOT NULL,
    CHECK (to_date IS NULL OR from_date <= to_date)
);
