-- What is reserved for a task while somebody holds it, or while a call of it that was cut off is not
-- accounted for, and until when a person let it go on beyond the money of the day. They follow from the record like the rest of the row.
alter table queue add column reserve bigint not null default 0

alter table queue add column in_flight integer not null default 0

alter table queue add column beyond_until bigint not null default 0

-- What counts against the money of a day. Follows from the record; rows of the last two days.
create table charges (
  task_id text collate "C" not null,
  version integer not null,
  person text collate "C" not null,
  repo text collate "C" not null,
  at bigint not null,
  micros bigint not null,
  primary key (task_id, version)
)

create index charges_by_time on charges (at)
