-- An index of a ledger: what turns and memories are found by, and nothing to show. ${t} is the table's name and what the
-- names of those beside it begin with; ${n} is the same without the schema. Any number of processes fill it together: whoever applies changes holds the row of
-- ${t}_position.

CREATE TABLE ${t}_position (
    singleton   INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    ledger_id   TEXT    NOT NULL DEFAULT '',
    embedder_id TEXT    NOT NULL DEFAULT '',
    sequence    BIGINT  NOT NULL DEFAULT 0,
    generation  TEXT    NOT NULL DEFAULT '',
    documents   BIGINT  NOT NULL DEFAULT 0,
    words       BIGINT  NOT NULL DEFAULT 0
);

INSERT INTO ${t}_position (singleton) VALUES (1);

CREATE TABLE ${t} (
    item_id         TEXT    NOT NULL,
    item_type       TEXT    NOT NULL,
    user_id         TEXT    NOT NULL,
    agent_id        TEXT    NOT NULL,
    run_id          TEXT    NOT NULL,
    kind            TEXT,
    conversation    TEXT,
    conversation_id TEXT,
    sequence        BIGINT,
    at              BIGINT  NOT NULL,
    expires_at      BIGINT,
    subject         TEXT,
    entities        TEXT[]  NOT NULL,
    sources         JSONB,
    metadata        JSONB   NOT NULL,
    folded          JSONB   NOT NULL,
    vector          ${extension}.vector(${dimension}),
    words           TSVECTOR NOT NULL,
    length          INTEGER NOT NULL,
    PRIMARY KEY (item_id, item_type)
);

CREATE INDEX ${n}_by_user ON ${t} (user_id, at);
CREATE INDEX ${n}_by_place ON ${t} (conversation_id, sequence);
CREATE INDEX ${n}_by_word ON ${t} USING gin (words);
CREATE INDEX ${n}_by_entity ON ${t} USING gin (entities);

-- In how many documents a word is: what makes a rare one tell more.
CREATE TABLE ${t}_word (
    word      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    documents BIGINT           NOT NULL
);

-- A graph that goes on until enough of what it finds is admitted came with 0.8; before, every vector of a scope is compared.
-- It takes up to 2,000 dimensions.
DO $$
BEGIN
    IF ${graph} THEN
        CREATE INDEX ${n}_by_vector ON ${t} USING hnsw (vector ${extension}.vector_cosine_ops);
    END IF;
END
$$;
