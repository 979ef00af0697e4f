-- How many files from the first on are known to be intact: where a job that was killed goes on.
alter table package_progress add column intact int not null default 0;

-- A student's choices over all rounds, which caps count.
create index selection_registration on selection (registration_id) where ended_at is null;
