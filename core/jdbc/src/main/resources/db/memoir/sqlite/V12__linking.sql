-- What is still to be linked, behind the writes: a name that is new is searched for in what was said before it, from the
-- latest item down ("below" is exclusive), in so many items at most; the name '' stands for everything that an item says.
CREATE TABLE linking (
    user_id   TEXT   NOT NULL DEFAULT '',
    agent_id  TEXT   NOT NULL DEFAULT '',
    run_id    TEXT   NOT NULL DEFAULT '',
    item_type TEXT   NOT NULL,
    name_key  TEXT   NOT NULL DEFAULT '',
    below     BIGINT NOT NULL,
    remaining BIGINT NOT NULL,
    PRIMARY KEY (user_id, agent_id, run_id, item_type, name_key)
);

-- What was recorded before names were, or by a version that searched less for them.
INSERT INTO linking (user_id, agent_id, run_id, item_type, below, remaining)
SELECT user_id, agent_id, run_id, 'MEMORY', MAX(ordinal) + 1, COUNT(*) FROM memory GROUP BY user_id, agent_id, run_id;
INSERT INTO linking (user_id, agent_id, run_id, item_type, below, remaining)
SELECT user_id, agent_id, run_id, 'TURN', MAX(ordinal) + 1, COUNT(*) FROM turn GROUP BY user_id, agent_id, run_id;

-- What the application said of names: that two denote one entity, and that they do not any more.
CREATE TABLE entity_event (
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

CREATE INDEX entity_event_by_scope ON entity_event (user_id, agent_id, run_id);
