-- What is to be done once at a time, however many processes there are: who has it, until when,
-- and what came of it. Times are milliseconds since 1970.
create table schedules (
  name text not null,
  slot text not null,
  holder text not null,
  at integer not null,
  lease_until integer not null,
  done_at integer,
  note text not null default '',
  primary key (name, slot)
)
