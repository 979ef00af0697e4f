create table certification (
  id uuid primary key default gen_random_uuid(),
  version_id uuid not null references outcome_version,
  outcome_id uuid not null references outcome,
  decision text not null check (decision in ('certified', 'returned')),
  reason text not null default '',
  decided_by uuid not null references person,
  -- The deputy's appointment when a deputy decided.
  appointment_id uuid references appointment,
  decided_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  withdrawn_reason text,
  check (decision <> 'returned' or length(reason) > 0)
);
create unique index certification_standing on certification (version_id) where withdrawn_at is null;
create index certification_outcome on certification (outcome_id);
comment on table certification is 'certification: a decision on one version; withdrawn, never erased';
