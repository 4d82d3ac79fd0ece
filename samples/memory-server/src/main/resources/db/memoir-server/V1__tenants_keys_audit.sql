create table tenant (
  name text not null primary key,
  created_at bigint not null
);

create table api_key (
  id text not null primary key,
  hash text not null unique,
  hint text not null,
  tenant text not null references tenant (name),
  label text not null,
  user_id text,
  agent_id text,
  run_id text,
  read_only integer not null,
  admin integer not null,
  created_at bigint not null,
  last_used_at bigint,
  revoked_at bigint
);

create index api_key_tenant on api_key (tenant, created_at);

create table audit (
  id ${serial},
  at bigint not null,
  tenant text not null,
  key_id text,
  action text not null,
  target text not null,
  request_id text
);

create index audit_tenant on audit (tenant, id);

create index audit_at on audit (at);
