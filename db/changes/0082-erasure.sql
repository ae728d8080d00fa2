-- Erasure by two persons. What is immutable keeps its number, its times and a salted digest; its content goes, with the
-- salt, and only this path takes it away.

set role seamark_owner;

create table access.erasure (
  id         uuid primary key default gen_random_uuid(),
  record_id  uuid not null references access.record,
  agency_id  integer not null references identity.agency,
  kind       text not null references access.record_kind,
  reference  text not null,
  -- a code: what somebody writes could hold what is to be erased
  ground     text not null check (ground in ('no-longer-needed', 'unlawful', 'legal-obligation')),
  asked_by   uuid not null references identity.person,
  asked_at   timestamptz not null default now(),
  agreed_by  uuid references identity.person,
  agreed_at  timestamptz,
  refused_by uuid references identity.person,
  refused_at timestamptz,
  constraint agreed_by_somebody check ((agreed_at is null) = (agreed_by is null)),
  constraint refused_by_somebody check ((refused_at is null) = (refused_by is null)),
  constraint agreed_or_refused check (agreed_at is null or refused_at is null),
  constraint by_two_persons check (agreed_by <> asked_by)
);
create unique index one_erasure on access.erasure (record_id) where refused_at is null;
create index erasure_by_agency on access.erasure (agency_id, asked_at desc, id desc);
create index erasure_awaits on access.erasure (agency_id, asked_at) where agreed_at is null and refused_at is null;
alter table access.erasure enable row level security, force row level security;

alter table access.record add column erased_at timestamptz;

-- The digest says that a text is what was filed, to whoever has the text and the salt. Without the salt, which goes with
-- the text, nobody can try what was erased. Versions from before get theirs when they are erased.
alter table intelligence.version
  alter column document drop not null,
  add column salt bytea,
  add column digest bytea,
  add column erased_at timestamptz,
  add constraint content_or_erased check ((document is null) = (erased_at is not null)),
  add constraint salt_goes_with_content check (erased_at is null or salt is null),
  add constraint digest_stays check (erased_at is null or length(digest) = 32);

reset role;
