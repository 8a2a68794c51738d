-- What a forge told us and what is not yet seen to. Its own key keeps a repeated one out. What is
-- done stays as a key without its text. Times are milliseconds since 1970.
create table deliveries (
  id text primary key,
  at integer not null,
  body text not null,
  lease_until integer not null default 0,
  done_at integer
)

create index deliveries_open on deliveries (lease_until) where done_at is null
