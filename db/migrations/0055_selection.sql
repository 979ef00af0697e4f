create table selection (
  id uuid primary key default gen_random_uuid(),
  outcome_id uuid not null references outcome,
  round_id uuid not null references round,
  registration_id uuid not null references registration,
  selected_at timestamptz not null,
  ended_at timestamptz
);
create unique index selection_standing on selection (outcome_id) where ended_at is null;
create index selection_round on selection (round_id, registration_id) where ended_at is null;
comment on table selection is 'selection: an outcome chosen for a round; ended when unchosen, never erased';
