-- Packs: what a body hands out of its oversight, as it stood at a checkpoint of the ledger. The document is kept as data;
-- its files are drawn from it again, and their digests stand in the event of the making.

set role seamark_owner;

create table oversight.pack (
  id                uuid primary key,
  kind              text not null check (kind in ('meeting', 'progress', 'public')),
  body_id           integer not null references identity.agency,
  agency_id         integer not null references identity.agency,
  inspection_id     uuid not null references oversight.inspection,
  -- it may be erased, and the pack stays
  meeting_id        uuid,
  -- null: of what everybody reads
  marking           text check (marking in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  document          jsonb not null,
  -- the rows whose words are in the document
  sources           uuid[] not null,
  content_sha256    bytea not null check (length(content_sha256) = 32),
  html_sha256       bytea not null check (length(html_sha256) = 32),
  pdf_sha256        bytea not null check (length(pdf_sha256) = 32),
  -- the last checkpoint that was signed when the rows were read; null: there was none
  checkpoint_size   bigint check (checkpoint_size >= 0),
  checkpoint_root   bytea check (length(checkpoint_root) = 32),
  person_id         uuid not null references identity.person,
  made_at           timestamptz not null,
  -- when words of it were last erased, and how many rows of it
  erased_at         timestamptz,
  erased            integer not null default 0 check (erased >= 0),
  constraint public_has_no_marking check ((kind = 'public') = (marking is null)),
  constraint meeting_has_its_meeting check ((kind = 'meeting') = (meeting_id is not null)),
  check ((checkpoint_size is null) = (checkpoint_root is null)),
  check ((erased = 0) = (erased_at is null))
);
create index pack_by_body on oversight.pack (body_id, made_at desc, id desc);
create index pack_by_source on oversight.pack using gin (sources);
alter table oversight.pack enable row level security, force row level security;

reset role;
