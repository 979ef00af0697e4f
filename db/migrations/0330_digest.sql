-- The weekly letter: wanted or not, in which language, and for which week it was last seen to.
alter table mail_address add column digest boolean not null default true;
alter table mail_address add column language text not null default 'zh-TW' check (language in ('zh-TW', 'en'));
-- The day of the week's hour. Claimed before the letter leaves: a crash between the two sends none, never two.
alter table mail_address add column digest_week date;

create table digest_run (
  week date primary key,
  begun_at timestamptz not null
);
comment on table digest_run is 'notices: weeks whose letters were begun';
