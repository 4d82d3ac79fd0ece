-- Calls per minute, later per hour. Rows of the same time add up: each server writes its own.
create table call_history (
  id ${serial},
  tenant text not null,
  call_type text not null,
  step bigint not null,
  start_at bigint not null,
  calls bigint not null,
  failures bigint not null,
  latencies text not null
);

create index call_history_tenant on call_history (tenant, start_at);

create index call_history_step on call_history (step, start_at);
