-- The student's own order, from 0; null for what was selected before there was an order.
alter table selection add column position int check (position >= 0);

create table performance_selection (
  id uuid primary key default gen_random_uuid(),
  performance_id uuid not null references performance,
  round_id uuid not null references round,
  registration_id uuid not null references registration,
  -- The student's own order, from 0.
  position int not null check (position >= 0),
  selected_at timestamptz not null,
  ended_at timestamptz
);
create unique index performance_selection_standing on performance_selection (performance_id) where ended_at is null;
create index performance_selection_round on performance_selection (round_id, registration_id) where ended_at is null;
create index performance_selection_registration on performance_selection (registration_id) where ended_at is null;
comment on table performance_selection is 'selection: a performance chosen for a round; ended when unchosen, never erased';
