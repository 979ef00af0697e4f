-- Round = school year x grade band x batch. Its dates are calendar events with the same key.
create table round (
  id uuid primary key default gen_random_uuid(),
  school_year int not null,
  grade_band text not null check (grade_band in ('one-two', 'three')),
  batch int not null default 1 check (batch > 0),
  opened_by uuid references person,
  opened_at timestamptz not null,
  closed_at timestamptz,
  unique (school_year, grade_band, batch)
);
comment on table round is 'submission: one submission round to the central database';

create table submission_task (
  id uuid primary key default gen_random_uuid(),
  round_id uuid not null references round,
  division text not null check (division in ('day', 'continuing')),
  part text not null check (part in ('outcomes')),
  unique (round_id, division, part)
);
comment on table submission_task is 'submission: what one division hands over in a round';

-- Where a retake, make-up, transferred or visiting enrolment comes from: the roster's extra columns.
create table enrolment_origin (
  id uuid primary key default gen_random_uuid(),
  enrolment_id uuid not null unique references enrolment,
  school_code text,
  school_year int,
  semester int check (semester in (1, 2)),
  course_code text,
  course_name text,
  grade int check (grade between 1 and 4),
  credits numeric(4, 1),
  method text,
  entered_by uuid not null references person,
  entered_at timestamptz not null
);
comment on table enrolment_origin is 'submission: the original course of a retake, make-up, transfer or visit, as the roster asks';

create table package (
  id uuid primary key default gen_random_uuid(),
  task_id uuid not null references submission_task,
  number int not null check (number > 0),
  state text not null check (state in ('building', 'ready', 'failed', 'handed-over', 'replaced')),
  roster text not null,
  -- 名冊別, e.g. 26.
  roster_code text not null,
  -- The rules under which it was made.
  regulation_version text not null,
  requested_by uuid not null references person,
  appointment_id uuid references appointment,
  requested_at timestamptz not null,
  built_at timestamptz,
  -- Hash of the manifest: says everything that is in the package.
  manifest_sha256 text check (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  -- Files that failed their re-hash: [{line, path, reason}].
  failures jsonb not null,
  -- Outcomes with blocking findings that the office left out, each by name, with the reason: [outcome id].
  left_out jsonb not null,
  left_out_reason text not null default '',
  handed_over_at timestamptz,
  handed_over_how text,
  marked_by uuid references person,
  marked_at timestamptz,
  replaced_at timestamptz,
  unique (task_id, number),
  check ((state in ('ready', 'handed-over')) <= (manifest_sha256 is not null)),
  check ((state = 'handed-over') <= (handed_over_at is not null))
);
create unique index package_building on package (task_id) where state = 'building';
create unique index package_handed_over on package (task_id) where state = 'handed-over';
comment on table package is 'submission: what was or will be handed over for a task, one row per issue';

-- Apart from the package row: progress is no act and leaves no line in the ledger.
create table package_progress (
  package_id uuid primary key references package,
  files int not null,
  checked int not null default 0,
  at timestamptz not null
);
comment on table package_progress is 'submission: how far the re-hash of a package has come';

-- The frozen list. A line says what the workbook says, whatever changes in the register afterwards.
create table package_line (
  package_id uuid not null references package,
  number int not null check (number > 0),
  selection_id uuid not null,
  outcome_id uuid not null references outcome,
  version_id uuid not null references outcome_version,
  registration_id uuid not null references registration,
  sheet text not null,
  national_id_sealed bytea not null,
  national_id_key bytea not null,
  birth_date date not null,
  school_year int not null,
  semester int not null,
  course_code text not null,
  course_name text not null,
  grade int not null,
  credits numeric(4, 1) not null,
  description text not null,
  origin jsonb,
  primary key (package_id, number),
  unique (package_id, outcome_id)
);
create index package_line_registration on package_line (registration_id, package_id);
comment on table package_line is 'submission: one outcome of a package, frozen';

create table package_file (
  package_id uuid not null references package,
  path text not null,
  line int not null,
  slot text not null check (slot in ('document', 'media')),
  sha256 text not null references blob (sha256),
  size bigint not null,
  media_type text not null,
  primary key (package_id, path),
  foreign key (package_id, line) references package_line (package_id, number)
);
comment on table package_file is 'submission: a file of a package, by the hash of its bytes';

-- Workbook and manifests: small, and the workbook names people, so they are kept sealed.
create table package_document (
  package_id uuid not null references package,
  path text not null,
  position int not null,
  sealed bytea not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size int not null,
  primary key (package_id, path)
);
comment on table package_document is 'submission: a document made for a package (workbook, manifest)';
