-- Who holds which office when (DESIGN: appointment). Rights are the union of the current ones.
create table appointment (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  -- academic-director 教務主任, registrar 註冊組長, continuing-academic 進修部教務組長, deputy 代理人,
  -- system-keeper 系統管理師, … the list of offices is data of the regulation.
  office text not null,
  division text check (division in ('day', 'continuing')),
  class_id uuid references class,
  -- A deputy certifies in the place of this person; limited to one offering when given.
  deputy_for uuid references person,
  offering_id uuid,
  starts_on date not null,
  ends_on date,
  reason text not null default '',
  appointed_by uuid references person,
  appointed_at timestamptz not null default clock_timestamp(),
  revoked_at timestamptz,
  revoked_by uuid references person,
  check (office <> 'deputy' or (deputy_for is not null and ends_on is not null))
);
create index appointment_person on appointment (person_id);
create index appointment_deputy_for on appointment (deputy_for) where deputy_for is not null;
comment on table appointment is 'accounts: an office held by a person for a period';
