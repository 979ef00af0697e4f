-- What changed in a student's records: by whom, when, why, from what to what. The rows themselves hold what is true
-- now; nothing here is ever rewritten.
create table record_change (
  id bigint generated always as identity primary key,
  registration_id uuid not null references registration,
  topic text not null check (topic in ('register', 'status', 'grades', 'cadre', 'counselling')),
  kind text not null check (kind in ('added', 'changed', 'removed')),
  -- What the record is, in words: a subject and semester, a post.
  label text not null,
  -- [{field, before, after}]; an ID number stands here masked.
  fields jsonb not null,
  at timestamptz not null,
  by uuid references person,
  appointment_id uuid references appointment,
  reason text not null default '',
  import_id uuid references import_run
);
create index record_change_registration on record_change (registration_id, topic, id desc);
create index record_change_import on record_change (import_id) where import_id is not null;
comment on table record_change is 'history: a change of a student''s record, for as long as the record is kept';
revoke update, delete, truncate on record_change from licheng_app;
