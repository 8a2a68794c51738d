-- Whose task it is and whether it was begun: what one person and one repository have at a time is
-- counted over these. They follow from the record like the rest of the row.
alter table queue add column person text collate "C" not null default ''

alter table queue add column repo text collate "C" not null default ''

alter table queue add column begun integer not null default 0

-- Tasks that wait for the same thing; a claim looks at the first of each. The person comes last,
-- because only that part may hold a space.
alter table queue add column lane text collate "C"
generated always as (begun::text || ' ' || repo || ' ' || person) stored

create index queue_by_lane on queue (lane, priority, since, task_id)

create index queue_held on queue (lease_until) where holder is not null

-- When tasks were begun, as far back as an hourly limit looks. Follows from the record.
create table starts (
  task_id text collate "C" primary key,
  person text collate "C" not null,
  repo text collate "C" not null,
  at bigint not null
)

create index starts_by_time on starts (at)
