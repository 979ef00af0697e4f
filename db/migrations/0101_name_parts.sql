-- A parameter's array is compared member by member where it stands in `any`: a hundred thousand students entered at
-- once would be compared with each other. As rows they are joined.
create or replace function enter_name_parts(registrations uuid[]) returns void language sql as $$
  insert into name_part (part, division, number, registration_id)
  select part, r.division, r.student_number, r.id
  from unnest(registrations) wanted(id) join registration r on r.id = wanted.id
  join person p on p.id = r.person_id, parts_of_name(p.name) part
$$;

create or replace function registration_was_changed() returns trigger language plpgsql as $$
declare changed uuid[] := (
  select array_agg(a.id) from after_it a join before_it b using (id)
  where (a.division, a.student_number, a.person_id) is distinct from (b.division, b.student_number, b.person_id));
begin
  if changed is not null then
    delete from name_part n using unnest(changed) wanted(id) where n.registration_id = wanted.id;
    perform enter_name_parts(changed);
  end if;
  return null;
end $$;

create or replace function person_was_renamed() returns trigger language plpgsql as $$
declare changed uuid[] := (
  select array_agg(r.id) from after_it a join before_it b using (id) join registration r on r.person_id = a.id
  where a.name is distinct from b.name);
begin
  if changed is not null then
    delete from name_part n using unnest(changed) wanted(id) where n.registration_id = wanted.id;
    perform enter_name_parts(changed);
  end if;
  return null;
end $$;
