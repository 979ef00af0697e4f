-- What the national roster 學生資料 asks of a student beyond what the first tables hold. A code stands as the roster
-- writes it; the lists of codes are data (rosters/codes.yaml). Nothing here says where a student sits now.
alter table registration
  add column division_code text,
  add column entry_method text,
  add column indigenous_people text,
  add column indigenous_status text,
  -- 族語認證: the dialect, the year of the test (ROC), how long the certificate is valid.
  add column language_dialect text,
  add column language_test_year int check (language_test_year between 80 and 200),
  add column language_valid_until date,
  -- 學籍狀態 and 學籍異動日期 as the roster last said.
  add column status_code text,
  add column status_changed_on date;

-- 班別 and 實驗班名稱 belong to the semester: a student changes from one kind of class into another.
alter table placement
  add column class_kind text,
  add column experimental_class text;

create table registration_identity (
  registration_id uuid not null references registration,
  code text not null,
  primary key (registration_id, code)
);
create index registration_identity_code on registration_identity (code, registration_id);
comment on table registration_identity is 'people: a special identity (特殊身分別) a student has; several may hold';

create table visit (
  id uuid primary key default gen_random_uuid(),
  registration_id uuid not null references registration,
  home_school text not null check (home_school ~ '^[0-9A-Z]{6}$'),
  host_school text not null check (host_school ~ '^[0-9A-Z]{6}$'),
  field_group text not null,
  programme text not null,
  kind text not null,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  unique (registration_id, host_school, starts_on)
);
comment on table visit is 'people: a student studying at another school for a time (借讀)';

-- Lists are read in the order of student numbers, one division at a time: each question about the register finds its
-- first page in an index, however large the school is.
create index registration_order on registration (division desc, student_number collate "C");
create index registration_programme on registration (programme, division desc, student_number collate "C");
create index registration_ended on registration (division desc, student_number collate "C") where ends_on is not null;
create index registration_no_entry_method on registration (division desc, student_number collate "C")
  where entry_method is null;
create index registration_no_status_code on registration (division desc, student_number collate "C")
  where status_code is null;
create index registration_no_division_code on registration (division desc, student_number collate "C")
  where division_code is null;
create index person_no_national_id on person (id) where national_id_key is null;
create index person_no_birth_date on person (id) where birth_date is null;
create index person_no_gender on person (id) where gender is null;
create index placement_semester on placement (school_year, semester);
create index class_name on class (school_year, division, name collate "C");

-- Names are searched by any part of them. PostgreSQL has no index for one or two Chinese characters (trigrams begin at
-- three), so every part of a name up to four signs stands here in the order in which lists are shown.
create table name_part (
  part text collate "C" not null,
  division text not null,
  number text collate "C" not null,
  registration_id uuid not null references registration on delete cascade
);
create unique index name_part_key on name_part (part, division desc, number) include (registration_id);
create index name_part_registration on name_part (registration_id);
comment on table name_part is 'people: parts of students'' names for searching, kept by the database itself';

-- A name as it is searched: without blanks and middle dots, small letters. `foldedName` in people/name.ts is the same.
create function folded_name(name text) returns text language sql immutable parallel safe as $$
  select lower(translate(name, U&' \3000\00A0\2027\30FB\2022\FF0E\00B7', '') collate "C")
$$;

create function parts_of_name(name text) returns setof text language sql immutable parallel safe as $$
  select distinct substr(f, at, long)
  from (select folded_name(name) as f) n, generate_series(1, length(f)) at, generate_series(1, 4) long
  where at + long - 1 <= length(f)
$$;

create function enter_name_parts(registrations uuid[]) returns void language sql as $$
  insert into name_part (part, division, number, registration_id)
  select part, r.division, r.student_number, r.id
  from registration r join person p on p.id = r.person_id, parts_of_name(p.name) part
  where r.id = any(registrations)
$$;

create function registration_was_entered() returns trigger language plpgsql as $$
begin
  perform enter_name_parts((select array_agg(id) from entered));
  return null;
end $$;
create trigger name_parts_enter after insert on registration
  referencing new table as entered for each statement execute function registration_was_entered();

create function registration_was_changed() returns trigger language plpgsql as $$
declare changed uuid[] := (
  select array_agg(a.id) from after_it a join before_it b using (id)
  where (a.division, a.student_number, a.person_id) is distinct from (b.division, b.student_number, b.person_id));
begin
  if changed is not null then
    delete from name_part where registration_id = any(changed);
    perform enter_name_parts(changed);
  end if;
  return null;
end $$;
create trigger name_parts_change after update on registration
  referencing old table as before_it new table as after_it
  for each statement execute function registration_was_changed();

create function person_was_renamed() returns trigger language plpgsql as $$
declare changed uuid[] := (
  select array_agg(r.id) from after_it a join before_it b using (id) join registration r on r.person_id = a.id
  where a.name is distinct from b.name);
begin
  if changed is not null then
    delete from name_part where registration_id = any(changed);
    perform enter_name_parts(changed);
  end if;
  return null;
end $$;
create trigger name_parts_rename after update on person
  referencing old table as before_it new table as after_it
  for each statement execute function person_was_renamed();

-- Who is there already.
select enter_name_parts(array_agg(id)) from registration;
