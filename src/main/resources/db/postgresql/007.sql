-- What a forge told us and what is not yet seen to. Its own key keeps a repeated one out. What is
-- done stays as a key without its text. Times are milliseconds since 1970.
create table deliveries (
  id text collate "C" primary key,
  at bigint not null,
  body text not null,
  lease_until bigint not null default 0,
  done_at bigint
)

create index deliveries_open on deliveries (lease_until) where done_at is null
