-- What people asked to be remembered about a repository. A forgotten note keeps its number and loses its text.
create table notes (
  id integer primary key autoincrement,
  repo text not null,
  text text not null,
  person text not null,
  at integer not null,
  request_key text unique,
  forgotten_by text,
  forgotten_at integer
)

create index notes_by_repo on notes (repo)
