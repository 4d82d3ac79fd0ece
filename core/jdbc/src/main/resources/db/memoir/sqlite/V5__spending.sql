-- What drew from a turn, so that a newer extractor can draw again; what learning cost; sources that were taken back.

ALTER TABLE turn ADD COLUMN extracted_by TEXT;
ALTER TABLE source ADD COLUMN undone_by TEXT;

-- By the day in UTC, counted from 1970.
CREATE TABLE spending (
    user_id  TEXT   NOT NULL DEFAULT '',
    agent_id TEXT   NOT NULL DEFAULT '',
    run_id   TEXT   NOT NULL DEFAULT '',
    day      BIGINT NOT NULL,
    tokens   BIGINT NOT NULL,
    PRIMARY KEY (user_id, agent_id, run_id, day)
);
