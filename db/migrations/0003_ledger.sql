-- Every act appends one line. Lines are only ever inserted: the app's role has no right to change them,
-- and a trigger refuses it to everybody else who forgets.
create table ledger_line (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  act text not null,
  -- SHA-256(0x00 || entry) as in RFC 9162; the entry commits to the salted content below.
  leaf_hash bytea not null check (length(leaf_hash) = 32)
);
comment on table ledger_line is 'ledger: one act, for ever';

create table ledger_content (
  line_id bigint primary key references ledger_line,
  salt bytea not null check (length(salt) = 32),
  actor jsonb not null,
  about jsonb not null,
  data jsonb not null
);
create index ledger_content_about on ledger_content using gin (about jsonb_path_ops);
comment on table ledger_content is 'ledger: what an act said; only a disposal may erase it';

create table ledger_waiting (
  line_id bigint primary key references ledger_line
);
comment on table ledger_waiting is 'ledger: lines committed and not yet given an index';

create table ledger_entry (
  index bigint primary key,
  line_id bigint not null unique references ledger_line
);
comment on table ledger_entry is 'ledger: the consecutive index of a line in the tree';

create table ledger_node (
  level int not null,
  index bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);
comment on table ledger_node is 'ledger: roots of the complete subtrees of the Merkle tree';

create table signing_key (
  id text primary key,
  public_key text not null,
  created_at timestamptz not null default clock_timestamp(),
  retired_at timestamptz
);
comment on table signing_key is 'platform: public keys of this school, past and present';

create table ledger_checkpoint (
  size bigint primary key,
  root bytea not null check (length(root) = 32),
  note text not null,
  key_id text not null references signing_key,
  at timestamptz not null
);
comment on table ledger_checkpoint is 'ledger: a signed statement of the tree at one size';

-- The hash of a row as it stands: nulls left out, so that a new nullable column changes nothing.
create function ledger_row_hash(table_name text, row_id text) returns text language plpgsql stable as $$
declare found text;
begin
  execute format(
    'select encode(sha256(convert_to(jsonb_strip_nulls(to_jsonb(t))::text, ''UTF8'')), ''hex'') from %I t where t.id = %L',
    table_name, row_id) into found;
  return found;
end $$;

create function ledger_entry_bytes(line_id bigint, at timestamptz, act text, commitment bytea) returns bytea
  language sql immutable as $$
  select convert_to(
    '{"v":1,"id":' || line_id || ',"at":' || to_jsonb(extract(epoch from at)::text)
    || ',"act":' || to_jsonb(act) || ',"commitment":"' || encode(commitment, 'hex') || '"}', 'UTF8')
$$;

create function ledger_commitment(salt bytea, actor jsonb, about jsonb, data jsonb) returns bytea
  language sql immutable as $$
  select sha256(salt || convert_to(jsonb_build_object('actor', actor, 'about', about, 'data', data)::text, 'UTF8'))
$$;

-- One round trip per act: hashes the rows written, salts, commits, appends, queues.
create function ledger_append(at_offset interval, act text, actor jsonb, about jsonb, data jsonb, rows jsonb)
  returns table (line_id bigint, line_at timestamptz, line_leaf bytea, line_salt bytea) language plpgsql as $$
declare
  full_data jsonb := data || jsonb_build_object('rows', coalesce((
    select jsonb_agg(r || jsonb_build_object('hash', ledger_row_hash(r->>'table', r->>'id'))) from jsonb_array_elements(rows) r), '[]'));
  salt bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  new_id bigint := nextval(pg_get_serial_sequence('ledger_line', 'id'));
  new_at timestamptz := clock_timestamp() + at_offset;
  leaf bytea := sha256('\x00'::bytea || ledger_entry_bytes(new_id, new_at, act, ledger_commitment(salt, actor, about, full_data)));
begin
  insert into ledger_line (id, at, act, leaf_hash) overriding system value values (new_id, new_at, act, leaf);
  insert into ledger_content values (new_id, salt, actor, about, full_data);
  insert into ledger_waiting values (new_id);
  return query select new_id, new_at, leaf, salt;
end $$;

create function ledger_is_for_ever() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger only grows: % on % is refused', tg_op, tg_table_name;
end $$;
create trigger for_ever before update or delete or truncate on ledger_line execute function ledger_is_for_ever();
create trigger for_ever before update or delete or truncate on ledger_entry execute function ledger_is_for_ever();
create trigger for_ever before update or delete or truncate on ledger_node execute function ledger_is_for_ever();
create trigger for_ever before update or delete or truncate on ledger_checkpoint execute function ledger_is_for_ever();
create trigger for_ever before update or truncate on ledger_content execute function ledger_is_for_ever();

revoke update, delete, truncate on ledger_line, ledger_entry, ledger_node, ledger_checkpoint from licheng_app;
revoke update, delete, truncate on ledger_content from licheng_app;
