-- Learning: what memories are drawn from, whose place they take, and how each was at every step.

ALTER TABLE memory ADD COLUMN subject TEXT;
ALTER TABLE memory ADD COLUMN origin TEXT NOT NULL DEFAULT 'USER';
ALTER TABLE memory ADD COLUMN entities TEXT NOT NULL DEFAULT '[]';
ALTER TABLE memory ADD COLUMN valid_precision TEXT NOT NULL DEFAULT 'INSTANT';
ALTER TABLE memory ADD COLUMN supersedes TEXT;
ALTER TABLE memory ADD COLUMN superseded_by TEXT;
ALTER TABLE memory ADD COLUMN extractor TEXT;

-- A turn whose extraction failed for good is parked: it is searchable, but nothing is drawn from it until it is replayed.
ALTER TABLE turn ADD COLUMN instructions TEXT;
ALTER TABLE turn ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE turn ADD COLUMN parked_at BIGINT;
ALTER TABLE turn ADD COLUMN parked_because TEXT;

-- A step says what the memory was after it (state, JSON), so that any time can be read again and any step taken back.
-- A rejected proposal is a step of no memory.
CREATE TABLE step (
    ordinal   INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id        TEXT    NOT NULL UNIQUE,
    operation TEXT    NOT NULL,
    user_id   TEXT    NOT NULL DEFAULT '',
    agent_id  TEXT    NOT NULL DEFAULT '',
    run_id    TEXT    NOT NULL DEFAULT '',
    memory_id TEXT REFERENCES memory (id),
    type      TEXT    NOT NULL,
    actor     TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    why       TEXT,
    old_text  TEXT,
    new_text  TEXT,
    state     TEXT
);

INSERT INTO step (ordinal, id, operation, user_id, agent_id, run_id, memory_id, type, actor, at, why, old_text, new_text,
    state)
SELECT event.ordinal, event.id, event.id, memory.user_id, memory.agent_id, memory.run_id, memory_id, type, actor, at, why,
    old_text, new_text,
    json_object('kind', memory.kind, 'text', COALESCE(event.new_text, event.old_text), 'from', memory.valid_from,
        'to', memory.valid_to, 'precision', 'INSTANT', 'expires', memory.expires_at, 'metadata', memory.metadata,
        'entities', json_array(), 'retracted', CASE WHEN event.type = 'DELETE' THEN event.at END)
FROM event JOIN memory ON memory.id = event.memory_id
ORDER BY event.ordinal;

DROP TABLE event;
ALTER TABLE step RENAME TO event;
CREATE INDEX event_by_memory ON event (memory_id, ordinal);
CREATE INDEX event_by_operation ON event (operation);
CREATE INDEX event_by_user ON event (user_id, ordinal);

-- Where a memory, or a rejected proposal, comes from. The operation that added a source can be taken back.
CREATE TABLE source (
    item_id   TEXT NOT NULL,
    turn_id   TEXT NOT NULL REFERENCES turn (id),
    operation TEXT NOT NULL,
    quote     TEXT NOT NULL,
    PRIMARY KEY (item_id, turn_id, quote)
);

CREATE INDEX source_by_turn ON source (turn_id);

-- When conversations are worked on, and by whom: the table of db-scheduler.
CREATE TABLE task (
    task_name            TEXT      NOT NULL,
    task_instance        TEXT      NOT NULL,
    task_data            BLOB,
    execution_time       TIMESTAMP NOT NULL,
    picked               BOOLEAN   NOT NULL,
    picked_by            TEXT,
    last_success         TIMESTAMP,
    last_failure         TIMESTAMP,
    consecutive_failures INT,
    last_heartbeat       TIMESTAMP,
    version              BIGINT    NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX task_by_time ON task (execution_time);
CREATE INDEX task_by_heartbeat ON task (last_heartbeat);
