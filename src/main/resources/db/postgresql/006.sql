-- What is to be done once at a time, however many processes there are: who has it, until when,
-- and what came of it. Times are milliseconds since 1970.
create table schedules (
  name text not null,
  slot text collate "C" not null,
  holder text not null,
  at bigint not null,
  lease_until bigint not null,
  done_at bigint,
  note text not null default '',
  primary key (name, slot)
)
