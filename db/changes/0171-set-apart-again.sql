-- Reports that named somebody as a victim, a witness or a child a moment ago. Whom a report of the same moment names as a
-- suspect may have been stored beside: neither transaction knew of the other. A job looks again once both are there.

set role seamark_owner;

create table deconfliction.to_set_apart (
  id        bigint generated always as identity primary key,
  report_id uuid not null
);
alter table deconfliction.to_set_apart enable row level security, force row level security;

reset role;
