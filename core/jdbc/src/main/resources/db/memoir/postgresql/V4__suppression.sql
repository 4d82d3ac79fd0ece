-- What is hidden from recall, and since when. The text stays.
ALTER TABLE ${p}turn ADD COLUMN suppressed_at BIGINT;
ALTER TABLE ${p}memory ADD COLUMN suppressed_at BIGINT;

-- A step of a turn: it was suppressed, or shown again. A step has a memory, a turn, or neither (a rejected proposal).
ALTER TABLE ${p}event ADD COLUMN turn_id TEXT REFERENCES ${p}turn (id);
CREATE INDEX ${p}event_by_turn ON ${p}event (turn_id, ordinal) WHERE turn_id IS NOT NULL;
