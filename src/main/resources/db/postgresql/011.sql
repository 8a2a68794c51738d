-- What tasks that ended long ago left in blobs, packed and out of the way of those that go on. A name is in one of the two.
create table archive (
  name text primary key,
  task_id text collate "C" not null,
  at bigint not null,
  archived_at bigint not null,
  form text not null,
  bytes bytea not null
)

create index archive_by_task on archive (task_id)
