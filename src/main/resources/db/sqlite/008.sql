-- What is to be asked again and again: the request as it was made, and what came of it last. One
-- that was stopped stays, so that its number is not used again. Times are milliseconds since 1970.
create table standing_orders (
  id integer primary key,
  rhythm text not null,
  zone text not null,
  request text not null,
  request_key text not null unique,
  at integer not null,
  last_day text not null default '',
  last_task text not null default '',
  note text not null default '',
  stopped_at integer,
  stopped_by text
)
