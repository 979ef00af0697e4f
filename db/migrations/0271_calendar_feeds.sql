create table calendar_feed (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  -- SHA-256 of 128 random bits that only the address itself holds.
  token_hash bytea not null unique,
  made_at timestamptz not null,
  revoked_at timestamptz
);
create unique index calendar_feed_standing on calendar_feed (person_id) where revoked_at is null;
comment on table calendar_feed is 'calendar: a person''s own iCalendar address, by the hash of its token';
