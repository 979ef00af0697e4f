-- An unguessable address of one file for one session. Only the token's hash is kept: who reads this table can open nothing.
create table file_link (
  token_hash bytea primary key check (length(token_hash) = 32),
  session_id uuid not null,
  -- Whose file it is, in the words of the topic that made the link, e.g. outcome:<id>: asked again at each request.
  item text not null,
  sha256 text not null references blob (sha256),
  name text not null,
  media_type text not null,
  disposition text not null check (disposition in ('inline', 'attachment')),
  expires_at timestamptz not null
);
create index file_link_expires on file_link (expires_at);
comment on table file_link is 'platform: addresses under which a file may be fetched for a few minutes';
