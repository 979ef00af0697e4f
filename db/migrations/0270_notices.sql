create table notice (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  kind text not null check (kind in ('returned', 'doubt', 'answered')),
  -- returned: the certification; doubt: the task of the round; answered: the question.
  about_id uuid not null,
  at timestamptz not null,
  read_at timestamptz,
  -- Claimed before the letter leaves: a crash between the two sends none, never two.
  mailed_at timestamptz
);
create index notice_person on notice (person_id, at desc);
create unique index notice_unread on notice (person_id, kind, about_id) where read_at is null;
comment on table notice is 'notices: what somebody must be told at once, and whether they have read it';

create table mail_address (
  person_id uuid primary key references person,
  address_sealed bytea not null,
  verified_at timestamptz not null,
  immediate boolean not null default true,
  -- The relay said that nobody lives there; no letters until an address is verified anew.
  refused_at timestamptz
);
comment on table mail_address is 'notices: where a person wants letters, verified by a code sent there';

create table mail_code (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  address_sealed bytea not null,
  code_sealed bytea not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz,
  mailed_at timestamptz
);
create index mail_code_person on mail_code (person_id, asked_at desc);
comment on table mail_code is 'notices: codes sent to an address to see whether it is theirs';

-- One row while the relay takes no letters.
create table mail_trouble (
  one boolean primary key default true check (one),
  since timestamptz not null,
  last_at timestamptz not null,
  error text not null
);
comment on table mail_trouble is 'notices: since when mail does not leave, and what the relay said last';
