-- Which task a message of ours belongs to: asked for each reply in a thread.
create index task_events_by_post on task_events (json_extract(body, '$.ts'))
where type = 'posted'
