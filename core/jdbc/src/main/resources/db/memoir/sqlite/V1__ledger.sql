-- The ledger. An absent part of a scope is '' (no id is empty), so that unique keys and equality work without NULL.
-- Instants are milliseconds since 1970 in UTC. Long columns stand last: SQLite reads a row from its front, and what
-- only counts or compares need not follow the overflow pages of a text.

CREATE TABLE ledger (
    singleton  INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    id         TEXT    NOT NULL,
    -- A forget was committed, but its bytes may still lie in freed space.
    unscrubbed BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE TABLE conversation (
    id            TEXT   NOT NULL PRIMARY KEY,
    user_id       TEXT   NOT NULL DEFAULT '',
    agent_id      TEXT   NOT NULL DEFAULT '',
    run_id        TEXT   NOT NULL DEFAULT '',
    name          TEXT   NOT NULL,
    next_sequence BIGINT NOT NULL,
    UNIQUE (user_id, agent_id, run_id, name)
);

-- Requests carried out. The hash is '' once one of the request's items was forgotten: it would tell of its words.
CREATE TABLE request (
    id           TEXT   NOT NULL PRIMARY KEY,
    user_id      TEXT   NOT NULL DEFAULT '',
    agent_id     TEXT   NOT NULL DEFAULT '',
    run_id       TEXT   NOT NULL DEFAULT '',
    name         TEXT   NOT NULL,
    content_hash TEXT   NOT NULL,
    recorded_at  BIGINT NOT NULL,
    UNIQUE (user_id, agent_id, run_id, name)
);

-- The ordinal is the order in which things were recorded. Neither ids nor times are: ids are minted before the
-- transaction, and clocks step back. AUTOINCREMENT, because a number freed by a forget must not come again.
CREATE TABLE turn (
    ordinal         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id              TEXT    NOT NULL UNIQUE,
    user_id         TEXT    NOT NULL DEFAULT '',
    agent_id        TEXT    NOT NULL DEFAULT '',
    run_id          TEXT    NOT NULL DEFAULT '',
    conversation_id TEXT    NOT NULL REFERENCES conversation (id),
    sequence        BIGINT  NOT NULL,
    role            TEXT    NOT NULL,
    origin          TEXT    NOT NULL,
    said_at         BIGINT  NOT NULL,
    recorded_at     BIGINT  NOT NULL,
    extracted_at    BIGINT,
    request_id      TEXT REFERENCES request (id),
    speaker         TEXT,
    metadata        TEXT    NOT NULL,
    text            TEXT    NOT NULL,
    UNIQUE (conversation_id, sequence)
);

CREATE INDEX turn_by_user ON turn (user_id, ordinal);
CREATE INDEX turn_by_agent ON turn (user_id, agent_id, ordinal);
CREATE INDEX turn_by_run ON turn (user_id, run_id, ordinal);
CREATE INDEX turn_pending ON turn (conversation_id, sequence) WHERE extracted_at IS NULL;
CREATE INDEX turn_by_request ON turn (request_id) WHERE request_id IS NOT NULL;

CREATE TABLE memory (
    ordinal       INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id            TEXT    NOT NULL UNIQUE,
    user_id       TEXT    NOT NULL DEFAULT '',
    agent_id      TEXT    NOT NULL DEFAULT '',
    run_id        TEXT    NOT NULL DEFAULT '',
    kind          TEXT    NOT NULL,
    valid_from    BIGINT,
    valid_to      BIGINT,
    recorded_at   BIGINT  NOT NULL,
    updated_at    BIGINT  NOT NULL,
    retracted_at  BIGINT,
    expires_at    BIGINT,
    request_id    TEXT REFERENCES request (id),
    attributed_to TEXT,
    metadata      TEXT    NOT NULL,
    text          TEXT    NOT NULL
);

CREATE INDEX memory_by_user ON memory (user_id, ordinal);
CREATE INDEX memory_by_agent ON memory (user_id, agent_id, ordinal);
CREATE INDEX memory_by_run ON memory (user_id, run_id, ordinal);
CREATE INDEX memory_by_request ON memory (request_id) WHERE request_id IS NOT NULL;

CREATE TABLE event (
    ordinal   INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id        TEXT    NOT NULL UNIQUE,
    memory_id TEXT    NOT NULL REFERENCES memory (id),
    type      TEXT    NOT NULL,
    actor     TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    why       TEXT,
    old_text  TEXT,
    new_text  TEXT
);

CREATE INDEX event_by_memory ON event (memory_id, ordinal);

-- Little-endian 32-bit floats. An item is a turn or a memory; ids are unique among both.
CREATE TABLE vector (
    item_id  TEXT NOT NULL,
    embedder TEXT NOT NULL,
    vector   BLOB NOT NULL,
    PRIMARY KEY (item_id, embedder)
);

-- What indexes follow. An item stands here once, at its latest change; a destroyed one stays as a tombstone.
CREATE TABLE change (
    seq       INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    item_type TEXT    NOT NULL,
    item_id   TEXT    NOT NULL UNIQUE,
    destroyed BOOLEAN NOT NULL DEFAULT FALSE
);
