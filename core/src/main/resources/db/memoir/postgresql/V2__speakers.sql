-- Who speaks in a scope is gone through name by name.
CREATE INDEX ${p}turn_by_speaker ON ${p}turn (user_id, speaker) WHERE speaker IS NOT NULL;
CREATE INDEX ${p}turn_by_agent_speaker ON ${p}turn (user_id, agent_id, speaker) WHERE speaker IS NOT NULL;
CREATE INDEX ${p}turn_by_run_speaker ON ${p}turn (user_id, run_id, speaker) WHERE speaker IS NOT NULL;
