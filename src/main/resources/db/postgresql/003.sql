-- What people switched on for all workers, with who did it and when; a row that is not there is off. Nothing else
-- holds it.
create table switches (
  name text primary key,
  person text not null,
  at bigint not null
)

-- A request that waits for its repository to be chosen. It is a task once it is asked; until then only this knows it.
create table pending (
  request_key text primary key,
  at bigint not null,
  body text not null
)

-- Which task was asked in a thread that was there before it: asked for each reply in a thread.
create index task_events_by_thread on task_events (json_extract(body, '$.request.thread'))
where type = 'asked'

-- Which tasks try another one again.
create index task_events_by_retry on task_events (json_extract(body, '$.request.retryOf'))
where type = 'asked'
