-- Whose task it is and whether it was begun: what one person and one repository have at a time is
-- counted over these. They follow from the record like the rest of the row.
alter table queue add column person text not null default ''

alter table queue add column repo text not null default ''

alter table queue add column begun integer not null default 0

-- Tasks that wait for the same thing; a claim looks at the first of each. The person comes last,
-- because only that part may hold a space.
alter table queue add column lane text as (begun || ' ' || repo || ' ' || person)

create index queue_by_lane on queue (lane, priority, since, task_id)

create index queue_held on queue (lease_until) where holder is not null

update queue set
  person = coalesce((select body -> 'request' ->> 'by' from task_events e
    where e.task_id = queue.task_id and e.version = 1), ''),
  repo = coalesce((select body -> 'request' ->> 'repo' from task_events e
    where e.task_id = queue.task_id and e.version = 1), ''),
  begun = exists (select 1 from task_events e
    where e.task_id = queue.task_id and e.type = 'claimed')

-- When tasks were begun, as far back as an hourly limit looks. Follows from the record.
create table starts (
  task_id text primary key,
  person text not null,
  repo text not null,
  at integer not null
)

create index starts_by_time on starts (at)
