-- The last applied import can be undone: every row it writes leaves its image here, taken by triggers, so that no
-- topic has to remember for itself. Erased once a later import is applied.
alter table import_run drop constraint import_run_state_check;
alter table import_run add check (state in ('open', 'applied', 'discarded', 'undone'));
alter table import_run
  -- Per sheet, the divisions whose rows were brought: who may see and undo it later is who may bring the same.
  add column divisions jsonb,
  add column undone_at timestamptz,
  add column undone_by uuid references person,
  add check ((state = 'undone') = (undone_at is not null));

-- One statement of an import that wrote rows of one table, in the order in which they were written.
create table import_step (
  id bigint generated always as identity primary key,
  import_id uuid not null references import_run,
  table_name text not null,
  op text not null check (op in ('insert', 'update', 'delete'))
);
create index import_step_import on import_step (import_id, id);
comment on table import_step is 'imports: one statement of the last applied import, for undoing it';

-- No foreign key: hundreds of thousands of rows are written and erased at once, always together with their step.
create table import_image (
  step_id bigint not null,
  -- The primary key's columns.
  key jsonb not null,
  -- The row as it stood; null for one that was not there.
  before jsonb,
  -- A hash of the row as it was written; null for one that was removed. Says whether anybody changed it since.
  after bigint
);
-- Steps stand one after the other: a summary of pages finds them, and costs the writing of an import nothing.
create index import_image_step on import_image using brin (step_id) with (pages_per_range = 16);
comment on table import_image is 'imports: a row before and after the last applied import, for undoing it';
revoke update, truncate on import_step, import_image from licheng_app;

create function import_remember() returns trigger language plpgsql as $$
declare
  step bigint;
  written bigint;
  -- jsonb_build_object('id', r.id), with r for the row
  keyed text := (select 'jsonb_build_object(' || string_agg(format('%L, r.%I', k, k), ', ') || ')' from unnest(tg_argv) k);
  paired text := (select string_agg(format('o.%I = r.%I', k, k), ' and ') from unnest(tg_argv) k);
begin
  insert into import_step (import_id, table_name, op)
    values (current_setting('licheng.import')::uuid, tg_table_name, lower(tg_op)) returning id into step;
  execute 'insert into import_image (step_id, key, before, after) ' || case tg_op
    when 'INSERT' then format('select $1, %s, null, hash_record_extended(r, 0) from written r', keyed)
    when 'DELETE' then format('select $1, %s, to_jsonb(r), null from gone r', keyed)
    else format('select $1, %s, to_jsonb(o), hash_record_extended(r, 0) from written r join gone o on %s
      where o is distinct from r', keyed, paired)
  end using step;
  get diagnostics written = row_count;
  if written = 0 then delete from import_step where id = step; end if;
  return null;
end $$;

-- Makes what an import writes to this table undoable: one line for each table a sheet's topic writes.
create function undoable(watched regclass) returns void language plpgsql as $$
declare
  keys text;
  op text;
begin
  select string_agg(quote_literal(a.attname), ', ') into strict keys
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = watched and i.indisprimary;
  foreach op in array array['insert', 'update', 'delete'] loop
    execute format('create trigger undoable_%s after %s on %s referencing %s for each statement
      when (coalesce(current_setting(''licheng.import'', true), '''') <> '''') execute function import_remember(%s)',
      op, op, watched,
      case op when 'insert' then 'new table as written' when 'delete' then 'old table as gone'
        else 'new table as written old table as gone' end,
      keys);
  end loop;
end $$;

-- `t` is the row an image is of, as a condition of a join with import_image i.
create function import_same_row(watched regclass) returns text language sql stable as $$
  select string_agg(format('t.%I = (i.key->>%L)::%s', a.attname, a.attname, format_type(a.atttypid, a.atttypmod)), ' and ')
  from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any(x.indkey)
  where x.indrelid = watched and x.indisprimary
$$;

-- What stands in the way of undoing: rows changed since ('changed'), and rows of any table that refer to what the
-- import added and were not added by it ('built-on'). What is deleted with its row is a part of it, and is no such row.
create function import_held(wanted uuid) returns table (why text, table_name text, rows bigint)
language plpgsql stable as $$
declare
  written record;
  link record;
  found bigint;
begin
  for written in select distinct s.table_name as name from import_step s where s.import_id = wanted loop
    execute format('select count(*) from (select distinct on (i.key) i.key, i.after from import_image i
        join import_step s on s.id = i.step_id where s.import_id = $1 and s.table_name = $2
        order by i.key, i.step_id desc) i
      left join %I t on %s where i.after is distinct from case when t.tableoid is not null then hash_record_extended(t, 0) end',
      written.name, import_same_row(written.name::regclass)) into found using wanted, written.name;
    if found > 0 then return query select 'changed', written.name, found; end if;
  end loop;
  for link in
    select c.conrelid::regclass as referrer, c.confrelid::regclass as referred,
      (select string_agg(format('f.%I = t.%I', fa.attname, ta.attname), ' and ')
        from unnest(c.conkey, c.confkey) k(f, t)
        join pg_attribute fa on fa.attrelid = c.conrelid and fa.attnum = k.f
        join pg_attribute ta on ta.attrelid = c.confrelid and ta.attnum = k.t) as joined
    from pg_constraint c
    where c.contype = 'f' and c.confdeltype <> 'c'
      and c.confrelid in (select s.table_name::regclass from import_step s where s.import_id = wanted and s.op = 'insert')
  loop
    execute format('select count(*) from %s f join %s t on %s
      join import_image i on %s join import_step s on s.id = i.step_id
      where s.import_id = $1 and s.table_name = $2 and s.op = ''insert''
        and not exists (select from import_image i join import_step s on s.id = i.step_id
          where s.import_id = $1 and s.table_name = $3 and s.op = ''insert'' and %s)',
      link.referrer, link.referred, link.joined, import_same_row(link.referred),
      coalesce(replace(import_same_row(link.referrer), 't.', 'f.'), 'false'))
      into found using wanted, link.referred::text, link.referrer::text;
    if found > 0 then return query select 'built-on', link.referrer::text, found; end if;
  end loop;
end $$;

-- Puts every row back as it stood, the last statement first: each state on the way has stood before, so no
-- constraint can break. Answers how many rows were not as the import left them; then nothing may stay of this.
create function import_put_back(wanted uuid) returns bigint language plpgsql as $$
declare
  step record;
  put_back bigint;
  missed bigint := 0;
  watched regclass;
  columns text;
begin
  for step in select * from import_step s where s.import_id = wanted order by s.id desc loop
    watched := step.table_name::regclass;
    select string_agg(quote_ident(a.attname), ', ') into columns from pg_attribute a
      where a.attrelid = watched and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
    execute case step.op
      when 'insert' then format('delete from %s t using import_image i
        where i.step_id = $1 and %s and hash_record_extended(t, 0) = i.after', watched, import_same_row(watched))
      when 'delete' then format('insert into %s (%s) overriding system value select %s
        from import_image i, jsonb_populate_record(null::%s, i.before) r where i.step_id = $1',
        watched, columns, (select string_agg('r.' || c, ', ') from unnest(string_to_array(columns, ', ')) c), watched)
      else format('update %s t set (%s) = (select %s from jsonb_populate_record(null::%s, i.before))
        from import_image i where i.step_id = $1 and %s and hash_record_extended(t, 0) = i.after',
        watched, columns, columns, watched, import_same_row(watched))
    end using step.id;
    get diagnostics put_back = row_count;
    missed := missed + (select count(*) from import_image i where i.step_id = step.id) - put_back;
  end loop;
  return missed;
end $$;

-- A student whom an undone import had added was never there, and neither was their history.
alter table record_change drop constraint record_change_registration_id_fkey,
  add foreign key (registration_id) references registration on delete cascade;

-- A cell mended in the browser: the workbook stays as it came, and says so by its hash.
create table import_mend (
  import_id uuid not null references import_run,
  sha256 text not null,
  sheet text not null,
  row_number int not null,
  -- From 0, as the cells of the row stand.
  column_index int not null,
  -- The column's header as our own workbooks write it.
  header text not null,
  -- An ID number: shown masked only.
  secret boolean not null,
  -- What shall stand in the cell, sealed; gone when the import is closed.
  sealed bytea,
  -- Keyed hash of it, which the ledger's hash is made of.
  value_key bytea not null,
  by uuid not null references person,
  at timestamptz not null,
  primary key (import_id, sha256, sheet, row_number, column_index),
  foreign key (import_id, sha256) references import_workbook on delete cascade
);
comment on table import_mend is 'imports: a cell mended before the import was applied';

-- How far a long act is, for whoever looks meanwhile. Written outside the act's transaction, gone at its end.
create table import_progress (
  import_id uuid primary key references import_run,
  step text not null check (step in ('reading', 'applying')),
  -- The workbook being read.
  name text,
  done int not null,
  total int,
  at timestamptz not null
);
comment on table import_progress is 'imports: how far reading or applying is';
