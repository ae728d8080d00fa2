-- Runs without the code: what a version says moves from the version's row to a row of its own.
--
-- A version stays as it was filed: number, times, author and digest. What it says is the one thing that an erasure takes
-- away, and stood in the same row; so that row had to be open to change. Now it is not.

set role seamark_owner;

create table intelligence.version_content (
  report_id uuid not null,
  version   integer not null,
  -- the report's body without the subjects that stay with the owner
  document  jsonb not null,
  -- goes with the text, so that what was erased cannot be guessed and tried
  salt      bytea not null constraint salt_is_random check (length(salt) = 32),
  primary key (report_id, version),
  -- A draft's number may still change, and a draft is thrown away whole.
  foreign key (report_id, version) references intelligence.version on delete cascade on update cascade
);

grant select, insert on intelligence.version_content to seamark_service;
grant select, update on intelligence.version to seamark_service;
set role seamark_service;
-- Versions from before digests get theirs now. Two UUIDs bring 244 random bits.
insert into intelligence.version_content (report_id, version, document, salt)
select v.report_id, v.version, v.document,
       coalesce(v.salt, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))
from intelligence.version v where v.document is not null;
update intelligence.version v set digest = sha256(c.salt || convert_to(c.document::text, 'UTF8'))
from intelligence.version_content c
where c.report_id = v.report_id and c.version = v.version and v.digest is null;
set role seamark_owner;

alter table intelligence.version drop column document, drop column salt, drop column erased_at,
  alter column digest set not null,
  add constraint digest_is_one check (length(digest) = 32);
alter table intelligence.version_content enable row level security, force row level security;

reset role;
