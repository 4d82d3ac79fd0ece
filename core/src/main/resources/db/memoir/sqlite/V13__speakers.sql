-- Who speaks in a scope is gone through name by name.
CREATE INDEX turn_by_speaker ON turn (user_id, speaker) WHERE speaker IS NOT NULL;
CREATE INDEX turn_by_agent_speaker ON turn (user_id, agent_id, speaker) WHERE speaker IS NOT NULL;
CREATE INDEX turn_by_run_speaker ON turn (user_id, run_id, speaker) WHERE speaker IS NOT NULL;
