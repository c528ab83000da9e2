-- Letters are written with what they tell and sent afterwards, so that a reminder is neither lost nor sent for what never happened.
CREATE TABLE platform_outbox (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,  -- what the letter is about; the same is written once
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,              -- empty once sent
    created_ms BIGINT NOT NULL,
    due_ms BIGINT,                   -- null: sent or given up
    attempts INTEGER NOT NULL,
    failure TEXT,
    sent_ms BIGINT
);
CREATE INDEX platform_outbox_due ON platform_outbox (due_ms) WHERE due_ms IS NOT NULL;
