create table receipt (
  version_id uuid primary key references outcome_version,
  -- Exactly the bytes that were signed; asking again gives them again.
  statement text not null,
  signature bytea not null,
  key_id text not null references signing_key,
  line_id bigint not null references ledger_line
);
comment on table receipt is 'ledger: the signed receipt of a version';
