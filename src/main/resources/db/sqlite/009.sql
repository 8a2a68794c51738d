-- What tasks learned of a failure and what resolved it. Nothing of it reaches a prompt before a
-- person kept it. A dropped one keeps its number and loses its text. Times are milliseconds since
-- 1970.
create table lessons (
  id integer primary key autoincrement,
  repo text not null,
  signature text not null,
  text text not null,
  task_id text not null unique,
  commit_id text not null,
  at integer not null,
  state text not null default 'PROPOSED',
  settled_by text not null default '',
  settled_at integer
)

create index lessons_by_repo on lessons (repo)

-- In which tasks a lesson was shown, and whether its failure was overcome there.
create table lesson_uses (
  lesson_id integer not null,
  task_id text not null,
  at integer not null,
  held integer not null,
  primary key (lesson_id, task_id)
)
