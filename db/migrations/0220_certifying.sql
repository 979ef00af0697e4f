-- Which version a teacher has opened: a hint beside a batch, private like a draft, and no act.
create table certification_look (
  person_id uuid not null references person,
  version_id uuid not null references outcome_version,
  looked_at timestamptz not null,
  primary key (person_id, version_id)
);
comment on table certification_look is 'certification: a version a teacher or deputy has opened';

-- One list a person, and one of the school (without a person), in the order they are offered in.
create table return_reasons (
  id uuid primary key default gen_random_uuid(),
  person_id uuid unique nulls not distinct references person,
  reasons text[] not null,
  kept_at timestamptz not null
);
comment on table return_reasons is 'certification: reasons for a return, kept to be used again';

-- The hashes of many rows of one table, as ledger_row_hash tells them one by one.
create function ledger_row_hashes(table_name text, row_ids text[])
  returns table (row_id text, hash text) language plpgsql stable as $$
begin
  return query execute format(
    'select t.id::text, encode(sha256(convert_to(jsonb_strip_nulls(to_jsonb(t))::text, ''UTF8'')), ''hex'') from %I t where t.id in (%s)',
    table_name, (select string_agg(quote_literal(i), ',') from unnest(row_ids) i));
end $$;

-- Many lines in one statement: what ledger_append does for one, for each event {act, about, data, rows} in turn.
create function ledger_append_all(at_offset interval, acted_by jsonb, events jsonb)
  returns table (line_id bigint, line_at timestamptz, line_leaf bytea, line_salt bytea) language plpgsql as $$
#variable_conflict use_column
begin
  return query
  with given as materialized (
    select e.event, e.n from jsonb_array_elements(events) with ordinality e(event, n)
  ), written as materialized (
    select g.n, r from given g, jsonb_array_elements(g.event->'rows') r
  ), hashes as materialized (
    select t.name, h.row_id, h.hash
    from (select r->>'table' as name, array_agg(r->>'id') as ids from written group by 1) t,
         ledger_row_hashes(t.name, t.ids) h
  ), hashed as materialized (
    select w.n, jsonb_agg(w.r || jsonb_build_object('hash', h.hash)) as rows
    from written w left join hashes h on h.name = w.r->>'table' and h.row_id = w.r->>'id' group by w.n
  ), contents as materialized (
    select j.n, nextval(pg_get_serial_sequence('ledger_line', 'id')) as new_id,
           clock_timestamp() + at_offset as new_at, j.event->>'act' as act, j.event->'about' as about,
           (j.event->'data') || jsonb_build_object('rows', coalesce(j.rows, '[]')) as data,
           uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as salt
    from (select g.n, g.event, h.rows from given g left join hashed h on h.n = g.n order by g.n) j
  ), leaves as materialized (
    select c.*, sha256('\x00'::bytea || ledger_entry_bytes(
             c.new_id, c.new_at, c.act, ledger_commitment(c.salt, acted_by, c.about, c.data))) as leaf
    from contents c
  ), line as (
    insert into ledger_line (id, at, act, leaf_hash) overriding system value
    select new_id, new_at, act, leaf from leaves order by n
  ), content as (
    insert into ledger_content select new_id, salt, acted_by, about, data from leaves order by n
  ), waiting as (
    insert into ledger_waiting select new_id from leaves order by n
  )
  select l.new_id, l.new_at, l.leaf, l.salt from leaves l order by l.n;
end $$;
