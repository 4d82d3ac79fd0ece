-- The ledger, as in SQLite, whose scripts tell what each table is for. The user is the first column of every key that is
-- searched by, and no statement of a scope reads another user's rows: it is what a distributed engine would shard by.

CREATE TABLE ${p}ledger (
    singleton   INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    id          TEXT    NOT NULL,
    last_change BIGINT  NOT NULL DEFAULT 0,
    unscrubbed  BOOLEAN NOT NULL DEFAULT FALSE
);

-- Writers of one user wait for each other, at one of these rows; writers of most others do not.
CREATE TABLE ${p}lane (
    id INTEGER NOT NULL PRIMARY KEY
);

INSERT INTO ${p}lane (id) SELECT generate_series(0, 255);

CREATE TABLE ${p}conversation (
    id            TEXT   NOT NULL PRIMARY KEY,
    user_id       TEXT   NOT NULL DEFAULT '',
    agent_id      TEXT   NOT NULL DEFAULT '',
    run_id        TEXT   NOT NULL DEFAULT '',
    name          TEXT   NOT NULL,
    next_sequence BIGINT NOT NULL,
    UNIQUE (user_id, agent_id, run_id, name)
);

CREATE TABLE ${p}request (
    id           TEXT   NOT NULL PRIMARY KEY,
    user_id      TEXT   NOT NULL DEFAULT '',
    agent_id     TEXT   NOT NULL DEFAULT '',
    run_id       TEXT   NOT NULL DEFAULT '',
    name         TEXT   NOT NULL,
    content_hash TEXT   NOT NULL,
    recorded_at  BIGINT NOT NULL,
    UNIQUE (user_id, agent_id, run_id, name)
);

-- Ordinals are given out in the order of commits among one user's rows, because those are written in one lane.
CREATE TABLE ${p}turn (
    ordinal         BIGINT  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              TEXT    NOT NULL UNIQUE,
    user_id         TEXT    NOT NULL DEFAULT '',
    agent_id        TEXT    NOT NULL DEFAULT '',
    run_id          TEXT    NOT NULL DEFAULT '',
    conversation_id TEXT    NOT NULL REFERENCES ${p}conversation (id),
    sequence        BIGINT  NOT NULL,
    role            TEXT    NOT NULL,
    origin          TEXT    NOT NULL,
    said_at         BIGINT  NOT NULL,
    recorded_at     BIGINT  NOT NULL,
    extracted_at    BIGINT,
    request_id      TEXT REFERENCES ${p}request (id),
    speaker         TEXT,
    metadata        TEXT    NOT NULL,
    text            TEXT    NOT NULL,
    instructions    TEXT,
    attempts        INTEGER NOT NULL DEFAULT 0,
    parked_at       BIGINT,
    parked_because  TEXT,
    extracted_by    TEXT,
    UNIQUE (conversation_id, sequence)
);

CREATE INDEX ${p}turn_by_user ON ${p}turn (user_id, ordinal);
CREATE INDEX ${p}turn_by_agent ON ${p}turn (user_id, agent_id, ordinal);
CREATE INDEX ${p}turn_by_run ON ${p}turn (user_id, run_id, ordinal);
CREATE INDEX ${p}turn_pending ON ${p}turn (conversation_id, sequence) WHERE extracted_at IS NULL;
CREATE INDEX ${p}turn_by_request ON ${p}turn (request_id) WHERE request_id IS NOT NULL;

CREATE TABLE ${p}memory (
    ordinal         BIGINT  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              TEXT    NOT NULL UNIQUE,
    user_id         TEXT    NOT NULL DEFAULT '',
    agent_id        TEXT    NOT NULL DEFAULT '',
    run_id          TEXT    NOT NULL DEFAULT '',
    kind            TEXT    NOT NULL,
    valid_from      BIGINT,
    valid_to        BIGINT,
    valid_precision TEXT    NOT NULL DEFAULT 'INSTANT',
    recorded_at     BIGINT  NOT NULL,
    updated_at      BIGINT  NOT NULL,
    retracted_at    BIGINT,
    expires_at      BIGINT,
    request_id      TEXT REFERENCES ${p}request (id),
    origin          TEXT    NOT NULL DEFAULT 'USER',
    extractor       TEXT,
    supersedes      TEXT,
    superseded_by   TEXT,
    subject         TEXT,
    attributed_to   TEXT,
    pinned          BOOLEAN NOT NULL DEFAULT FALSE,
    entities        TEXT    NOT NULL DEFAULT '[]',
    metadata        TEXT    NOT NULL,
    text            TEXT    NOT NULL
);

CREATE INDEX ${p}memory_by_user ON ${p}memory (user_id, ordinal);
CREATE INDEX ${p}memory_by_agent ON ${p}memory (user_id, agent_id, ordinal);
CREATE INDEX ${p}memory_by_run ON ${p}memory (user_id, run_id, ordinal);
CREATE INDEX ${p}memory_by_request ON ${p}memory (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX ${p}memory_by_predecessor ON ${p}memory (supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX ${p}memory_standing ON ${p}memory (user_id, ordinal) WHERE retracted_at IS NULL AND superseded_by IS NULL;

CREATE TABLE ${p}event (
    ordinal   BIGINT  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id        TEXT    NOT NULL UNIQUE,
    operation TEXT    NOT NULL,
    user_id   TEXT    NOT NULL DEFAULT '',
    agent_id  TEXT    NOT NULL DEFAULT '',
    run_id    TEXT    NOT NULL DEFAULT '',
    memory_id TEXT REFERENCES ${p}memory (id),
    type      TEXT    NOT NULL,
    actor     TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    why       TEXT,
    old_text  TEXT,
    new_text  TEXT,
    state     TEXT
);

CREATE INDEX ${p}event_by_memory ON ${p}event (memory_id, ordinal);
CREATE INDEX ${p}event_by_operation ON ${p}event (operation);
CREATE INDEX ${p}event_by_user ON ${p}event (user_id, ordinal);

CREATE TABLE ${p}source (
    item_id   TEXT NOT NULL,
    turn_id   TEXT NOT NULL REFERENCES ${p}turn (id),
    operation TEXT NOT NULL,
    quote     TEXT NOT NULL,
    undone_by TEXT,
    PRIMARY KEY (item_id, turn_id, quote)
);

CREATE INDEX ${p}source_by_turn ON ${p}source (turn_id);
CREATE INDEX ${p}source_by_operation ON ${p}source (operation);

CREATE TABLE ${p}mention (
    item_id   TEXT    NOT NULL,
    name_key  TEXT    NOT NULL,
    via       TEXT    NOT NULL DEFAULT '',
    item_type TEXT    NOT NULL,
    user_id   TEXT    NOT NULL DEFAULT '',
    agent_id  TEXT    NOT NULL DEFAULT '',
    run_id    TEXT    NOT NULL DEFAULT '',
    at        BIGINT  NOT NULL,
    person    BOOLEAN NOT NULL,
    relative  TEXT,
    said      TEXT    NOT NULL,
    PRIMARY KEY (item_id, name_key, via)
);

CREATE INDEX ${p}mention_by_name ON ${p}mention (user_id, name_key, at, item_id);
CREATE INDEX ${p}mention_by_relative ON ${p}mention (user_id, agent_id, run_id, relative) WHERE relative IS NOT NULL;
CREATE INDEX ${p}mention_by_via ON ${p}mention (via) WHERE via <> '';

CREATE TABLE ${p}entity_name (
    user_id    TEXT    NOT NULL DEFAULT '',
    agent_id   TEXT    NOT NULL DEFAULT '',
    run_id     TEXT    NOT NULL DEFAULT '',
    name_key   TEXT    NOT NULL,
    canonical  TEXT    NOT NULL,
    first_word TEXT    NOT NULL,
    last_word  TEXT    NOT NULL,
    person     BOOLEAN NOT NULL,
    relative   BOOLEAN NOT NULL,
    same_as    TEXT,
    PRIMARY KEY (user_id, name_key, agent_id, run_id)
);

CREATE INDEX ${p}entity_name_by_canonical ON ${p}entity_name (user_id, canonical, agent_id, run_id);
CREATE INDEX ${p}entity_name_by_first_word ON ${p}entity_name (user_id, first_word);
CREATE INDEX ${p}entity_name_by_last_word ON ${p}entity_name (user_id, last_word);
CREATE INDEX ${p}entity_name_of_relatives ON ${p}entity_name (user_id, agent_id, run_id) WHERE relative;
CREATE INDEX ${p}entity_name_same ON ${p}entity_name (user_id, agent_id, run_id) WHERE same_as IS NOT NULL;

-- What is still to be linked, see the table of the same name in SQLite.
CREATE TABLE ${p}linking (
    user_id   TEXT   NOT NULL DEFAULT '',
    agent_id  TEXT   NOT NULL DEFAULT '',
    run_id    TEXT   NOT NULL DEFAULT '',
    item_type TEXT   NOT NULL,
    name_key  TEXT   NOT NULL DEFAULT '',
    below     BIGINT NOT NULL,
    remaining BIGINT NOT NULL,
    PRIMARY KEY (user_id, agent_id, run_id, item_type, name_key)
);

CREATE TABLE ${p}entity_event (
    id        TEXT   NOT NULL PRIMARY KEY,
    user_id   TEXT   NOT NULL DEFAULT '',
    agent_id  TEXT   NOT NULL DEFAULT '',
    run_id    TEXT   NOT NULL DEFAULT '',
    type      TEXT   NOT NULL,
    name_key  TEXT   NOT NULL,
    same_as   TEXT   NOT NULL,
    actor     TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    undoes    TEXT
);

CREATE INDEX ${p}entity_event_by_scope ON ${p}entity_event (user_id, agent_id, run_id);

CREATE TABLE ${p}summary (
    conversation_id TEXT    NOT NULL PRIMARY KEY REFERENCES ${p}conversation (id),
    memory_id       TEXT,
    through         BIGINT  NOT NULL DEFAULT -1,
    ended_through   BIGINT  NOT NULL DEFAULT -1,
    attempts        INTEGER NOT NULL DEFAULT 0,
    parked_through  BIGINT  NOT NULL DEFAULT -1,
    parked_at       BIGINT,
    parked_because  TEXT
);

CREATE TABLE ${p}spending (
    user_id  TEXT   NOT NULL DEFAULT '',
    agent_id TEXT   NOT NULL DEFAULT '',
    run_id   TEXT   NOT NULL DEFAULT '',
    day      BIGINT NOT NULL,
    tokens   BIGINT NOT NULL,
    PRIMARY KEY (user_id, agent_id, run_id, day)
);

CREATE TABLE ${p}vector (
    item_id  TEXT  NOT NULL,
    embedder TEXT  NOT NULL,
    vector   BYTEA NOT NULL,
    PRIMARY KEY (item_id, embedder)
);

CREATE TABLE ${p}change (
    seq       BIGINT  NOT NULL PRIMARY KEY,
    item_type TEXT    NOT NULL,
    item_id   TEXT    NOT NULL UNIQUE,
    destroyed BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE TABLE ${p}task (
    task_name            TEXT                     NOT NULL,
    task_instance        TEXT                     NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN                  NOT NULL,
    picked_by            TEXT,
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INT,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX ${p}task_by_time ON ${p}task (execution_time);
CREATE INDEX ${p}task_by_heartbeat ON ${p}task (last_heartbeat);
