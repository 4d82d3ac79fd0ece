-- The ledger gives the places in the feed out itself, in the order of commits: several writers could not share a sequence.
ALTER TABLE ledger ADD COLUMN last_change BIGINT NOT NULL DEFAULT 0;
UPDATE ledger SET last_change = COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'change'), 0);

CREATE INDEX source_by_operation ON source (operation);
