-- An import: workbooks brought together, compared with what is there, applied in one transaction or put aside.
create table import_run (
  id uuid primary key default gen_random_uuid(),
  state text not null default 'open' check (state in ('open', 'applied', 'discarded')),
  opened_by uuid references person,
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- The rest is said when it was applied.
  -- SHA-256 over the applied difference, the same that stands in the ledger line.
  difference_sha256 text check (difference_sha256 ~ '^[0-9a-f]{64}$'),
  -- Per sheet: rows, added, changed, removed, same, left out.
  counts jsonb,
  -- Rows left out, by workbook, sheet and number, with their reasons; never what stood in a secret cell.
  left_out jsonb,
  appointments jsonb,
  check ((state = 'open') = (closed_at is null)),
  check ((state = 'applied') <= (difference_sha256 is not null and counts is not null))
);
create index import_run_opened_by on import_run (opened_by, state);
comment on table import_run is 'imports: workbooks compared with what is there, and applied or put aside';

-- The bytes hold ID numbers: sealed while the import is open, gone when it is closed.
create table import_workbook (
  import_id uuid not null references import_run,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  size int not null,
  kind text not null check (kind in ('xlsx', 'csv')),
  encoding text,
  sealed bytea,
  added_at timestamptz not null,
  primary key (import_id, sha256)
);
comment on table import_workbook is 'imports: a workbook of an import, by the hash of its bytes';
