-- Who and what is spoken of. A mention says that a turn or memory that stands says a name, and as what; via is the memory
-- drawn from a turn that says the name in the turn's stead, or ''. Names of one canonical key are one entity: which those
-- are follows from all mentions of the scope and from what the application says (same_as), in whatever order they came.

CREATE TABLE mention (
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

CREATE INDEX mention_by_name ON mention (user_id, name_key, at, item_id);
CREATE INDEX mention_by_relative ON mention (user_id, agent_id, run_id, relative) WHERE relative IS NOT NULL;
CREATE INDEX mention_by_via ON mention (via) WHERE via <> '';

CREATE TABLE entity_name (
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

CREATE INDEX entity_name_by_canonical ON entity_name (user_id, canonical, agent_id, run_id);
CREATE INDEX entity_name_by_first_word ON entity_name (user_id, first_word);
CREATE INDEX entity_name_by_last_word ON entity_name (user_id, last_word);
CREATE INDEX entity_name_of_relatives ON entity_name (user_id, agent_id, run_id) WHERE relative;
CREATE INDEX entity_name_same ON entity_name (user_id, agent_id, run_id) WHERE same_as IS NOT NULL;
