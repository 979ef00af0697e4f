-- A receipt-details file as it was read. The grid is sealed: it names people.
create table receipt_import (
  id uuid primary key default gen_random_uuid(),
  task_id uuid not null references submission_task,
  -- What it is compared with: the package handed over when the file was uploaded.
  package_id uuid not null references package,
  state text not null check (state in ('uploaded', 'applied', 'replaced', 'discarded')),
  file_name text not null,
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  encoding text not null default '',
  rows int not null,
  grid bytea not null,
  -- Which column holds what: {field: header}. Null until the office has said so.
  mapping jsonb,
  uploaded_by uuid not null references person,
  uploaded_at timestamptz not null,
  -- When the file was applied: the confirmation period opens here.
  received_at timestamptz,
  applied_by uuid references person,
  applied_at timestamptz,
  -- Rows that could not be read or belong elsewhere: [{row, reason, facts}].
  set_aside jsonb not null,
  ended_at timestamptz,
  check ((state = 'applied') <= (mapping is not null and applied_at is not null and received_at is not null))
);
create unique index receipt_import_applied on receipt_import (task_id) where state = 'applied';
create index receipt_import_task on receipt_import (task_id, uploaded_at);
comment on table receipt_import is 'receipt-details: a receipt-details file and what it was compared with';

create table receipt_line (
  id uuid primary key default gen_random_uuid(),
  import_id uuid not null references receipt_import,
  result text not null check (result in ('equal', 'changed', 'missing', 'extra')),
  -- Where it stands in the file: sheet, and the number at its left; null where the line is missing from it.
  sheet text not null default '',
  row_number int,
  -- Line of the package; null where the file has one more.
  package_line int,
  -- Null where an extra row names nobody we know.
  registration_id uuid references registration,
  birth_date date not null,
  national_id_sealed bytea not null,
  school_year int not null,
  semester int not null,
  course_code text not null,
  -- The compared fields as received; null where the line is missing.
  received jsonb,
  -- Which of them differ.
  differs text[] not null default '{}',
  check ((result = 'missing') = (row_number is null)),
  check ((result = 'extra') = (package_line is null))
);
create index receipt_line_import on receipt_line (import_id, result);
create index receipt_line_registration on receipt_line (registration_id, import_id);
comment on table receipt_line is 'receipt-details: one compared line; the office is shown only what is not equal';

-- What a student said of their lines; the newest counts, the others stay. It stands as long as the lines
-- are the same (lines_hash), also under a later import.
create table receipt_answer (
  id uuid primary key default gen_random_uuid(),
  import_id uuid not null references receipt_import,
  task_id uuid not null references submission_task,
  registration_id uuid not null references registration,
  answer text not null check (answer in ('correct', 'doubt')),
  line_id uuid references receipt_line,
  doubt text not null default '',
  lines_hash text not null,
  answered_by uuid not null references person,
  answered_at timestamptz not null,
  check ((answer = 'doubt') = (length(doubt) > 0))
);
create index receipt_answer_registration on receipt_answer (task_id, registration_id, answered_at);
comment on table receipt_answer is 'receipt-details: a student said correct, or raised a doubt';

create table doubt_resolution (
  id uuid primary key default gen_random_uuid(),
  answer_id uuid not null unique references receipt_answer,
  verdict text not null check (verdict in ('data-right', 'data-wrong')),
  explanation text not null check (length(explanation) > 0),
  resolved_by uuid not null references person,
  appointment_id uuid references appointment,
  resolved_at timestamptz not null
);
comment on table doubt_resolution is 'receipt-details: what the office found about a doubt';

create table receipt_sign_off (
  id uuid primary key default gen_random_uuid(),
  task_id uuid not null references submission_task,
  import_id uuid not null unique references receipt_import,
  note text not null default '',
  -- How it stood: {submitted, equal, changed, missing, extra, students, correct, doubts, noAnswer}.
  counts jsonb not null,
  signed_by uuid not null references person,
  appointment_id uuid references appointment,
  signed_at timestamptz not null
);
comment on table receipt_sign_off is 'receipt-details: the division office confirms the receipt details';
