-- Where a turn's text comes from, and the features of the text that ranking uses. What is there knows neither: the index is
-- emptied, and filled from the ledger again.

ALTER TABLE ${t} ADD COLUMN origin TEXT;
ALTER TABLE ${t} ADD COLUMN manner BIGINT NOT NULL DEFAULT 0;

TRUNCATE ${t}, ${t}_word;
UPDATE ${t}_position
SET ledger_id = '', embedder_id = '', sequence = 0, generation = '', documents = 0, words = 0
WHERE singleton = 1;
