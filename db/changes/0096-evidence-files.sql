-- Evidence of progress as a file. The bytes stand in a table of their own, so that a list of evidence does not carry them;
-- they are never opened here, and handed out as they came.

set role seamark_owner;

alter table oversight.evidence drop constraint evidence_kind_check;
alter table oversight.evidence add constraint evidence_kind_check
  check (kind in ('statement', 'figure', 'document', 'file'));
alter table oversight.evidence add constraint evidence_of_agency unique (id, agency_id);

create table oversight.evidence_file (
  evidence_id uuid primary key,
  duty_id     uuid not null,
  agency_id   integer not null,
  -- as it was called where it came from: shown, and never a path or a header
  name        text not null check (length(name) between 1 and 150),
  -- what it is by its first bytes, whatever its name says
  type        text not null check (type in ('pdf', 'png', 'jpg', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'txt')),
  bytes       bytea not null check (octet_length(bytes) between 1 and 10000000),
  sha256      bytea not null,
  foreign key (evidence_id, agency_id) references oversight.evidence (id, agency_id) on delete cascade,
  foreign key (duty_id, agency_id) references oversight.duty (id, agency_id),
  constraint digest_is_of_the_bytes check (sha256 = sha256(bytes))
);
-- What is compressed already is kept as it is.
alter table oversight.evidence_file alter column bytes set storage external;
alter table oversight.evidence_file enable row level security, force row level security;

reset role;
