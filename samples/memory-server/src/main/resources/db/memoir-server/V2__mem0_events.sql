create table mem0_event (
  id text not null primary key,
  tenant text not null,
  type text not null,
  status text not null,
  user_id text,
  agent_id text,
  run_id text,
  turns text not null,
  memories text not null,
  created_at bigint not null,
  finished_at bigint
);

create index mem0_event_tenant on mem0_event (tenant, created_at);

create table mem0_project (
  tenant text not null primary key,
  custom_instructions text
);

create table mem0_export (
  id text not null primary key,
  tenant text not null,
  request text not null,
  created_at bigint not null
);

create index mem0_export_tenant on mem0_export (tenant, created_at);
