-- What is hidden from recall, and since when. The text stays.
ALTER TABLE turn ADD COLUMN suppressed_at BIGINT;
ALTER TABLE memory ADD COLUMN suppressed_at BIGINT;

-- A step of a turn: it was suppressed, or shown again. A step has a memory, a turn, or neither (a rejected proposal).
ALTER TABLE event ADD COLUMN turn_id TEXT REFERENCES turn (id);
CREATE INDEX event_by_turn ON event (turn_id, ordinal) WHERE turn_id IS NOT NULL;
