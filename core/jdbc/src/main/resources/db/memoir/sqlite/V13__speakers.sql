-- Who speaks in a scope is gone through name by name. What is longer is no name, and too long for an index of PostgreSQL.
CREATE INDEX turn_by_speaker ON turn (user_id, speaker) WHERE LENGTH(speaker) <= 100;
CREATE INDEX turn_by_agent_speaker ON turn (user_id, agent_id, speaker) WHERE LENGTH(speaker) <= 100;
CREATE INDEX turn_by_run_speaker ON turn (user_id, run_id, speaker) WHERE LENGTH(speaker) <= 100;
