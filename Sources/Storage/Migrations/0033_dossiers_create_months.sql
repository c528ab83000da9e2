-- How many dossiers ended on time by unit and month is asked for all the time (OS-59); its sums need not pass every procedure and
-- channel of dossiers_counts, which has dozens of rows for each of these. Kept up with it.
CREATE TABLE dossiers_months (
    month TEXT NOT NULL,                     -- 2026-03: of receipt for received, of the end for all others
    unit_id TEXT NOT NULL,
    received INTEGER NOT NULL,
    early INTEGER NOT NULL,
    on_time INTEGER NOT NULL,
    late INTEGER NOT NULL,
    unlimited INTEGER NOT NULL,
    dropped INTEGER NOT NULL,
    PRIMARY KEY (month, unit_id)
);
INSERT INTO dossiers_months (month, unit_id, received, early, on_time, late, unlimited, dropped)
SELECT month, unit_id, SUM(received), SUM(early), SUM(on_time), SUM(late), SUM(unlimited), SUM(dropped) FROM dossiers_counts
GROUP BY month, unit_id;
DROP INDEX dossiers_counts_month;
