-- A change of status can be entered ahead of its day (八). Until then it is announced: nothing is set aside yet, and it
-- can be withdrawn (revoked without ever having been applied). On its day it is decided again; what refused it then stays.
alter table status_event
  alter column before drop not null,
  add column applied_at timestamptz,
  add column refused jsonb;
update status_event set applied_at = entered_at;
alter table status_event
  add check ((applied_at is null) = (before is null)),
  add check (applied_at is null or refused is null);
create index status_event_announced on status_event (on_day) where applied_at is null and revoked_at is null;
