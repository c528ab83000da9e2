-- A value that a survey measured is known with an interval, which goes with it into points, totals and ranks (PI-61).
ALTER TABLE platform_indicators ADD COLUMN measured_interval TEXT;         -- null: all were asked, or nobody knows
