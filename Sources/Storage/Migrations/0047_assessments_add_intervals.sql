-- What was stated of a leaf keeps the interval of the value that a survey measured (PI-61); another value has none.
ALTER TABLE assessments_entries ADD COLUMN measured_interval TEXT;
