-- 學籍異動 (八): dated events. Rows are never changed but for being corrected by a later act; what the event set aside
-- is kept with it, so that a correction restores exactly that.
create table status_event (
  id uuid primary key default gen_random_uuid(),
  registration_id uuid not null references registration,
  kind text not null check (kind in ('transfer-in', 'transfer-out', 'suspend', 'return', 'repeat',
    'change-programme', 'visit', 'extend', 'graduate')),
  on_day date not null,
  reason text not null,
  other_school text,
  until_day date,
  class_id uuid references class,
  seat int,
  field_group text,
  programme text,
  visit_code text,
  -- What stood before: status, ends_on, field_group, programme, the placement of the semester.
  before jsonb not null,
  -- Enrolments this event ended.
  ended_enrolments uuid[] not null default '{}',
  entered_at timestamptz not null,
  entered_by uuid references person,
  appointment_id uuid references appointment,
  revoked_at timestamptz,
  revoked_by uuid references person,
  revoked_reason text
);
create index status_event_registration on status_event (registration_id, entered_at desc);
comment on table status_event is 'people: a change of a student''s status, on a day';

create table status_document (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references status_event,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null references blob,
  kept_at timestamptz not null,
  kept_by uuid references person,
  -- Sent twice, kept once.
  unique (event_id, sha256)
);
create index status_document_blob on status_document (sha256);
comment on table status_document is 'people: a document of a change of status';

alter table registration add check (status in ('enrolled', 'suspended', 'extended', 'transferred', 'graduated'));
