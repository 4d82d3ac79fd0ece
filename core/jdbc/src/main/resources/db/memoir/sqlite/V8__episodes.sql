-- How far each conversation is summarised, what its latest summary is, and what failed. Places are those of turns in their
-- conversation; -1 stands before the first. A summary is a memory that takes the place of the one before.

CREATE TABLE summary (
    conversation_id TEXT    NOT NULL PRIMARY KEY REFERENCES conversation (id),
    memory_id       TEXT,
    through         BIGINT  NOT NULL DEFAULT -1,
    ended_through   BIGINT  NOT NULL DEFAULT -1,
    attempts        INTEGER NOT NULL DEFAULT 0,
    parked_through  BIGINT  NOT NULL DEFAULT -1,
    parked_at       BIGINT,
    parked_because  TEXT
);

CREATE INDEX memory_by_predecessor ON memory (supersedes) WHERE supersedes IS NOT NULL;

-- What stands, without the many versions that do not any more.
CREATE INDEX memory_standing ON memory (user_id, ordinal) WHERE retracted_at IS NULL AND superseded_by IS NULL;
