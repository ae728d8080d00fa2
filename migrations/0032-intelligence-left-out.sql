-- What the machine found in a report's texts and its writer left unnamed on purpose: said as left out, and not asked
-- for again. Its owner's alone, so it does not stand in the version, all of which a partner's reader gets.
set role seamark_owner;

create table intelligence.left_out (
  report_id uuid not null,
  version   integer not null,
  -- [{ kind, value }], each as it stands in the text
  finds     jsonb not null check (jsonb_typeof(finds) = 'array' and jsonb_array_length(finds) <= 500),
  primary key (report_id, version),
  foreign key (report_id, version) references intelligence.version on delete cascade
);
alter table intelligence.left_out enable row level security;
alter table intelligence.left_out force row level security;
create policy service_all on intelligence.left_out to seamark_service using (true) with check (true);
create policy owner_reads on intelligence.left_out for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
create policy owner_writes on intelligence.left_out for insert to seamark_member with check (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
create policy owner_changes on intelligence.left_out for update to seamark_member
  using (exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()))
  with check (exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
grant select, insert, update, delete on intelligence.left_out to seamark_service;
grant select, insert on intelligence.left_out to seamark_member;
grant update (finds) on intelligence.left_out to seamark_member;
create constraint trigger left_out_is_accounted_for after insert or update or delete on intelligence.left_out
  deferrable initially deferred for each row execute function ledger.require_event_for_report();

reset role;
