-- A student questions one of their own records; the office that keeps the topic in their division answers.
create table question (
  id uuid primary key default gen_random_uuid(),
  registration_id uuid not null references registration,
  topic text not null check (topic in ('register', 'grades', 'cadre', 'counselling')),
  -- The record's id in its topic; for the register the name of a field.
  record_id text not null,
  -- The record as the student saw it when asking: it may be mended before the answer is read.
  label text not null,
  text text not null,
  asked_by uuid not null references person,
  asked_at timestamptz not null,
  verdict text check (verdict in ('corrected', 'right')),
  answer text,
  answered_by uuid references person,
  appointment_id uuid references appointment,
  answered_at timestamptz,
  check ((answered_at is null) = (verdict is null) and (answered_at is null) = (answer is null))
);
create unique index question_open on question (registration_id, topic, record_id) where answered_at is null;
create index question_registration on question (registration_id, asked_at desc);
create index question_topic on question (topic, asked_at desc);
comment on table question is 'questions: a student''s doubt about one record of theirs, and the office''s answer';
