-- Clubs and bodies of the whole school that have officers; classes are their own.
create table cadre_unit (
  id uuid primary key default gen_random_uuid(),
  division text not null check (division in ('day', 'continuing')),
  level text not null check (level in ('school', 'club')),
  name text not null,
  -- Not offered any more; the posts of its time keep it.
  retired_at timestamptz,
  unique (division, level, name)
);
comment on table cadre_unit is 'cadre: a club, or a body of the whole school';

-- The posts a unit usually has, in the order in which the grid offers them.
create table cadre_usual_post (
  id uuid primary key default gen_random_uuid(),
  division text not null check (division in ('day', 'continuing')),
  level text not null check (level in ('school', 'class', 'club')),
  position int not null,
  name text not null,
  -- Only one at a time.
  single boolean not null,
  -- A class without it is reported.
  needed boolean not null,
  unique (division, level, name)
);
comment on table cadre_usual_post is 'cadre: a post as the office expects it in every unit of a level';

create table cadre_post (
  id uuid primary key default gen_random_uuid(),
  registration_id uuid not null references registration,
  school_year int not null,
  semester int not null check (semester in (1, 2)),
  level text not null check (level in ('school', 'class', 'club')),
  class_id uuid references class,
  unit_id uuid references cadre_unit,
  post text not null,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  entered_by uuid references person,
  entered_at timestamptz not null,
  -- Taken out by the office: not the end of the post, the end of the record.
  removed_at timestamptz,
  check ((level = 'class') = (class_id is not null) and (level = 'class') = (unit_id is null))
);
create unique index cadre_post_once
  on cadre_post (registration_id, school_year, semester, coalesce(class_id, unit_id), post) where removed_at is null;
create index cadre_post_registration on cadre_post (registration_id);
create index cadre_post_semester on cadre_post (school_year, semester) where removed_at is null;
comment on table cadre_post is 'cadre: a post a student held in a semester, in the school, a class or a club';

-- What classes and clubs usually have; each office changes its own list.
insert into cadre_usual_post (division, level, position, name, single, needed)
select division, level, position, name, single, needed
from unnest(array['day', 'continuing']) division, (values
  ('class', 1, '班長', true, true), ('class', 2, '副班長', true, true), ('class', 3, '風紀股長', true, true),
  ('class', 4, '學藝股長', true, true), ('class', 5, '衛生股長', true, true), ('class', 6, '總務股長', true, true),
  ('class', 7, '康樂股長', true, false), ('class', 8, '輔導股長', true, false), ('class', 9, '圖書股長', true, false),
  ('class', 10, '資訊股長', true, false), ('class', 11, '小老師', false, false),
  ('club', 1, '社長', true, false), ('club', 2, '副社長', false, false), ('club', 3, '總務', true, false),
  ('club', 4, '文書', true, false), ('club', 5, '活動', false, false), ('club', 6, '器材', false, false),
  ('school', 1, '會長', true, false), ('school', 2, '副會長', false, false), ('school', 3, '秘書長', true, false),
  ('school', 4, '議長', true, false), ('school', 5, '委員', false, false)
) as usual (level, position, name, single, needed);
