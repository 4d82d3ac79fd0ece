-- No retention rule takes a pinned memory.
ALTER TABLE memory ADD COLUMN pinned BOOLEAN NOT NULL DEFAULT FALSE;
