-- Sign-in. The library (better-auth) reads login and login_credential and adds rows to login_session;
-- everything else about these tables is our own SQL, so that each act shares its transaction with the ledger.
create table login (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null unique references person,
  -- Student number or staff code, in lower case.
  username text not null unique check (username ~ '^[a-z0-9._-]{1,64}$'),
  -- The library wants a name and an address of everyone; nobody ever sees these two.
  name text not null generated always as (username) stored,
  email text not null generated always as (id::text || '@accounts.invalid') stored,
  email_verified boolean not null default false,
  -- An initial or reset password opens nothing but the page where it is changed.
  password_due boolean not null default false,
  disabled_at timestamptz,
  disabled_by uuid references person,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
comment on table login is 'accounts: the account by which a person signs in';

create table login_credential (
  id uuid primary key default gen_random_uuid(),
  login_id uuid not null references login,
  account_id text not null,
  provider_id text not null,
  -- argon2id in PHC form. An account without a password holds a hash that no password has.
  password text not null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (login_id, provider_id)
);
comment on table login_credential is 'accounts: the password of an account, hashed';

create table login_session (
  id uuid primary key default gen_random_uuid(),
  login_id uuid not null references login,
  -- 190 random bits. The cookie also carries their signature by a key that is not in the database.
  token text not null unique,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  -- Without use for so long it ends by itself; null: never before expires_at.
  idle_minutes int check (idle_minutes > 0),
  ip_address text not null default '',
  user_agent text not null default '',
  ended_at timestamptz
);
create index login_session_login on login_session (login_id, created_at);
comment on table login_session is 'accounts: one browser signed in, until when';

create table sign_in_failure (
  -- Keyed hash of the name that was typed: people type passwords there, and names that do not exist count alike.
  username_key bytea primary key,
  failures int not null check (failures >= 0),
  last_failed_at timestamptz not null,
  locked_until timestamptz
);
comment on table sign_in_failure is 'accounts: failed sign-ins in a row, per name';

create table one_time_code (
  id uuid primary key default gen_random_uuid(),
  login_id uuid not null references login,
  -- Keyed hash; the code itself (100 random bits) is shown once and kept nowhere.
  code_key bytea not null unique,
  issued_by uuid references person,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_code_login on one_time_code (login_id) where used_at is null;
comment on table one_time_code is 'accounts: codes that open an account once, to set its password';

alter table appointment
  add constraint appointment_not_for_oneself check (deputy_for <> person_id),
  add constraint appointment_ends_after_start check (ends_on >= starts_on);

-- Who a session is and what they hold today (Asia/Taipei): asked at every request, so that what is taken away
-- is gone at the next one. In plpgsql because its plan is kept with the connection: 0.3 ms instead of 0.7.
-- Served by the unique index on the token, registration_person and appointment_person.
create function session_owner(given_token text, clock_offset_ms double precision)
  returns table (session_id uuid, person_id uuid, name text, password_due boolean, is_staff boolean,
                 stale boolean, registrations json, appointments json)
  language plpgsql stable as $$
declare
  moment timestamptz := clock_timestamp() + clock_offset_ms * interval '1 millisecond';
  today date := (moment at time zone 'Asia/Taipei')::date;
begin
  return query
  select s.id, l.person_id, p.name, l.password_due,
         exists (select from staff f where f.person_id = l.person_id
                   and (f.left_on is null or f.left_on > today)),
         s.last_used_at + interval '1 minute' <= moment,
         (select coalesce(json_agg(json_build_object('id', r.id, 'division', r.division) order by r.starts_on), '[]')
            from registration r
            where r.person_id = l.person_id and (r.ends_on is null or r.ends_on >= today)),
         (select coalesce(json_agg(json_build_object('id', a.id, 'office', a.office, 'division', a.division,
                    'classId', a.class_id, 'deputyFor', a.deputy_for, 'offeringId', a.offering_id)
                    order by a.appointed_at, a.id), '[]')
            from appointment a
            where a.person_id = l.person_id and a.revoked_at is null and a.starts_on <= today
              and (a.ends_on is null or a.ends_on >= today))
  from login_session s
  join login l on l.id = s.login_id
  join person p on p.id = l.person_id
  where s.token = given_token and s.ended_at is null and l.disabled_at is null and s.expires_at > moment
    and (s.idle_minutes is null or s.last_used_at + s.idle_minutes * interval '1 minute' > moment);
end $$;
