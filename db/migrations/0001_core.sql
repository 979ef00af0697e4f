-- The running product connects as licheng_app; migrations run as the owner. What the app may not do is
-- therefore refused by PostgreSQL itself, not only by code (the ledger's tables take rights away again).
grant usage on schema public to licheng_app;
alter default privileges in schema public grant select, insert, update, delete on tables to licheng_app;
alter default privileges in schema public grant usage, select on sequences to licheng_app;

-- One school is one database: this table has exactly one row.
create table school (
  only_one boolean primary key default true check (only_one),
  id uuid not null default gen_random_uuid(),
  name text not null,
  -- Six characters, as the central database knows the school; the continuing division may have its own.
  code text not null,
  continuing_code text not null,
  demo boolean not null default false,
  created_at timestamptz not null default clock_timestamp()
);
comment on table school is 'app: the school this database belongs to, one row';
