-- The ledger, derived from PostgreSQL's tables at their latest version. H2 has no partial indexes; texts of any length
-- are CLOBs, which no key contains.

CREATE TABLE ledger (
    singleton   INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    id          VARCHAR NOT NULL,
    last_change BIGINT  NOT NULL DEFAULT 0,
    unscrubbed  BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE TABLE lane (
    id INTEGER NOT NULL PRIMARY KEY
);

INSERT INTO lane (id) SELECT x FROM SYSTEM_RANGE(0, 255);

CREATE TABLE conversation (
    id            VARCHAR NOT NULL PRIMARY KEY,
    user_id       VARCHAR NOT NULL DEFAULT '',
    agent_id      VARCHAR NOT NULL DEFAULT '',
    run_id        VARCHAR NOT NULL DEFAULT '',
    name          VARCHAR NOT NULL,
    next_sequence BIGINT  NOT NULL,
    UNIQUE (user_id, agent_id, run_id, name)
);

CREATE TABLE request (
    id           VARCHAR NOT NULL PRIMARY KEY,
    user_id      VARCHAR NOT NULL DEFAULT '',
    agent_id     VARCHAR NOT NULL DEFAULT '',
    run_id       VARCHAR NOT NULL DEFAULT '',
    name         VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    recorded_at  BIGINT  NOT NULL,
    UNIQUE (user_id, agent_id, run_id, name)
);

CREATE TABLE turn (
    ordinal         BIGINT  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              VARCHAR NOT NULL UNIQUE,
    user_id         VARCHAR NOT NULL DEFAULT '',
    agent_id        VARCHAR NOT NULL DEFAULT '',
    run_id          VARCHAR NOT NULL DEFAULT '',
    conversation_id VARCHAR NOT NULL REFERENCES conversation (id),
    sequence        BIGINT  NOT NULL,
    role            VARCHAR NOT NULL,
    origin          VARCHAR NOT NULL,
    said_at         BIGINT  NOT NULL,
    recorded_at     BIGINT  NOT NULL,
    extracted_at    BIGINT,
    request_id      VARCHAR REFERENCES request (id),
    speaker         VARCHAR,
    metadata        CLOB    NOT NULL,
    text            CLOB    NOT NULL,
    instructions    CLOB,
    attempts        INTEGER NOT NULL DEFAULT 0,
    parked_at       BIGINT,
    parked_because  VARCHAR,
    extracted_by    VARCHAR,
    zone            VARCHAR,
    suppressed_at   BIGINT,
    UNIQUE (conversation_id, sequence)
);

CREATE INDEX turn_by_user ON turn (user_id, ordinal);
CREATE INDEX turn_by_agent ON turn (user_id, agent_id, ordinal);
CREATE INDEX turn_by_run ON turn (user_id, run_id, ordinal);
CREATE INDEX turn_pending ON turn (conversation_id, sequence);
CREATE INDEX turn_by_request ON turn (request_id);

CREATE TABLE memory (
    ordinal         BIGINT  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              VARCHAR NOT NULL UNIQUE,
    user_id         VARCHAR NOT NULL DEFAULT '',
    agent_id        VARCHAR NOT NULL DEFAULT '',
    run_id          VARCHAR NOT NULL DEFAULT '',
    kind            VARCHAR NOT NULL,
    valid_from      BIGINT,
    valid_to        BIGINT,
    valid_precision VARCHAR NOT NULL DEFAULT 'INSTANT',
    recorded_at     BIGINT  NOT NULL,
    updated_at      BIGINT  NOT NULL,
    retracted_at    BIGINT,
    expires_at      BIGINT,
    request_id      VARCHAR REFERENCES request (id),
    origin          VARCHAR NOT NULL DEFAULT 'USER',
    extractor       VARCHAR,
    supersedes      VARCHAR,
    superseded_by   VARCHAR,
    subject         VARCHAR,
    attributed_to   VARCHAR,
    pinned          BOOLEAN NOT NULL DEFAULT FALSE,
    valid_zone      VARCHAR,
    suppressed_at   BIGINT,
    entities        CLOB    NOT NULL DEFAULT '[]',
    metadata        CLOB    NOT NULL,
    text            CLOB    NOT NULL
);

CREATE INDEX memory_by_user ON memory (user_id, ordinal);
CREATE INDEX memory_by_agent ON memory (user_id, agent_id, ordinal);
CREATE INDEX memory_by_run ON memory (user_id, run_id, ordinal);
CREATE INDEX memory_by_request ON memory (request_id);
CREATE INDEX memory_by_predecessor ON memory (supersedes);
CREATE INDEX memory_standing ON memory (user_id, ordinal);

CREATE TABLE event (
    ordinal   BIGINT  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id        VARCHAR NOT NULL UNIQUE,
    operation VARCHAR NOT NULL,
    user_id   VARCHAR NOT NULL DEFAULT '',
    agent_id  VARCHAR NOT NULL DEFAULT '',
    run_id    VARCHAR NOT NULL DEFAULT '',
    memory_id VARCHAR REFERENCES memory (id),
    turn_id   VARCHAR REFERENCES turn (id),
    type      VARCHAR NOT NULL,
    actor     VARCHAR NOT NULL,
    at        BIGINT  NOT NULL,
    why       VARCHAR,
    old_text  CLOB,
    new_text  CLOB,
    state     CLOB
);

CREATE INDEX event_by_memory ON event (memory_id, ordinal);
CREATE INDEX event_by_operation ON event (operation);
CREATE INDEX event_by_user ON event (user_id, ordinal);

CREATE TABLE source (
    item_id   VARCHAR NOT NULL,
    turn_id   VARCHAR NOT NULL REFERENCES turn (id),
    operation VARCHAR NOT NULL,
    quote     VARCHAR NOT NULL,
    undone_by VARCHAR,
    PRIMARY KEY (item_id, turn_id, quote)
);

CREATE INDEX source_by_turn ON source (turn_id);
CREATE INDEX source_by_operation ON source (operation);

CREATE TABLE mention (
    item_id   VARCHAR NOT NULL,
    name_key  VARCHAR NOT NULL,
    via       VARCHAR NOT NULL DEFAULT '',
    item_type VARCHAR NOT NULL,
    user_id   VARCHAR NOT NULL DEFAULT '',
    agent_id  VARCHAR NOT NULL DEFAULT '',
    run_id    VARCHAR NOT NULL DEFAULT '',
    at        BIGINT  NOT NULL,
    person    BOOLEAN NOT NULL,
    relative  VARCHAR,
    said      VARCHAR NOT NULL,
    PRIMARY KEY (item_id, name_key, via)
);

CREATE INDEX mention_by_name ON mention (user_id, name_key, at, item_id);
CREATE INDEX mention_by_relative ON mention (user_id, agent_id, run_id, relative);
CREATE INDEX mention_by_via ON mention (via);

CREATE TABLE entity_name (
    user_id    VARCHAR NOT NULL DEFAULT '',
    agent_id   VARCHAR NOT NULL DEFAULT '',
    run_id     VARCHAR NOT NULL DEFAULT '',
    name_key   VARCHAR NOT NULL,
    canonical  VARCHAR NOT NULL,
    first_word VARCHAR NOT NULL,
    last_word  VARCHAR NOT NULL,
    person     BOOLEAN NOT NULL,
    relative   BOOLEAN NOT NULL,
    same_as    VARCHAR,
    PRIMARY KEY (user_id, name_key, agent_id, run_id)
);

CREATE INDEX entity_name_by_canonical ON entity_name (user_id, canonical, agent_id, run_id);
CREATE INDEX entity_name_by_first_word ON entity_name (user_id, first_word);
CREATE INDEX entity_name_by_last_word ON entity_name (user_id, last_word);
CREATE INDEX entity_name_of_relatives ON entity_name (user_id, agent_id, run_id);
CREATE INDEX entity_name_same ON entity_name (user_id, agent_id, run_id);

CREATE TABLE linking (
    user_id   VARCHAR NOT NULL DEFAULT '',
    agent_id  VARCHAR NOT NULL DEFAULT '',
    run_id    VARCHAR NOT NULL DEFAULT '',
    item_type VARCHAR NOT NULL,
    name_key  VARCHAR NOT NULL DEFAULT '',
    below     BIGINT  NOT NULL,
    remaining BIGINT  NOT NULL,
    PRIMARY KEY (user_id, agent_id, run_id, item_type, name_key)
);

CREATE TABLE entity_event (
    id       VARCHAR NOT NULL PRIMARY KEY,
    user_id  VARCHAR NOT NULL DEFAULT '',
    agent_id VARCHAR NOT NULL DEFAULT '',
    run_id   VARCHAR NOT NULL DEFAULT '',
    type     VARCHAR NOT NULL,
    name_key VARCHAR NOT NULL,
    same_as  VARCHAR NOT NULL,
    actor    VARCHAR NOT NULL,
    at       BIGINT  NOT NULL,
    undoes   VARCHAR
);

CREATE INDEX entity_event_by_scope ON entity_event (user_id, agent_id, run_id);

CREATE TABLE summary (
    conversation_id VARCHAR NOT NULL PRIMARY KEY REFERENCES conversation (id),
    memory_id       VARCHAR,
    through         BIGINT  NOT NULL DEFAULT -1,
    ended_through   BIGINT  NOT NULL DEFAULT -1,
    attempts        INTEGER NOT NULL DEFAULT 0,
    parked_through  BIGINT  NOT NULL DEFAULT -1,
    parked_at       BIGINT,
    parked_because  VARCHAR
);

CREATE TABLE spending (
    user_id  VARCHAR NOT NULL DEFAULT '',
    agent_id VARCHAR NOT NULL DEFAULT '',
    run_id   VARCHAR NOT NULL DEFAULT '',
    day      BIGINT  NOT NULL,
    tokens   BIGINT  NOT NULL,
    PRIMARY KEY (user_id, agent_id, run_id, day)
);

CREATE TABLE vector (
    item_id  VARCHAR   NOT NULL,
    embedder VARCHAR   NOT NULL,
    vector   VARBINARY NOT NULL,
    PRIMARY KEY (item_id, embedder)
);

CREATE TABLE change (
    seq       BIGINT  NOT NULL PRIMARY KEY,
    item_type VARCHAR NOT NULL,
    item_id   VARCHAR NOT NULL UNIQUE,
    destroyed BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE TABLE task (
    task_name            VARCHAR                  NOT NULL,
    task_instance        VARCHAR                  NOT NULL,
    task_data            VARBINARY,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN                  NOT NULL,
    picked_by            VARCHAR,
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INT,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX task_by_time ON task (execution_time);
CREATE INDEX task_by_heartbeat ON task (last_heartbeat);

CREATE INDEX turn_by_speaker ON turn (user_id, speaker);
CREATE INDEX event_by_turn ON event (turn_id, ordinal);

CREATE TABLE similarity_scale (
    embedder  VARCHAR          NOT NULL,
    reference INTEGER          NOT NULL,
    unrelated DOUBLE PRECISION NOT NULL,
    related   DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (embedder, reference)
);
