-- The record. Everything else follows from it. Times are milliseconds since 1970.
create table task_events (
  seq integer primary key autoincrement,
  task_id text not null,
  version integer not null,
  at integer not null,
  type text not null,
  body text not null,
  request_key text unique,
  unique (task_id, version)
)

create index task_events_by_type on task_events (type, at)

create trigger task_events_keep_what_is_written before update on task_events
begin select raise(abort, 'task_events is append-only'); end

create trigger task_events_keep_what_is_there before delete on task_events
begin select raise(abort, 'task_events is append-only'); end

-- Follows from the record and can be rebuilt from it: tasks that need a worker.
create table queue (
  task_id text primary key,
  priority integer not null,
  since integer not null,
  ready_at integer not null,
  holder text,
  lease_until integer
)

create index queue_in_order on queue (priority, since)

-- How far each follower of the record has come.
create table cursors (
  name text primary key,
  seq integer not null
)

-- Full outputs and checkpoints, by name.
create table blobs (
  name text primary key,
  task_id text not null,
  at integer not null,
  bytes blob not null
)

create index blobs_by_task on blobs (task_id)
