-- Somebody of the desk takes a match, so that two do not work on one. Like an answer it stands on each match of a line and
-- on none that comes later (docs/adr/0018). It is the own agency's affair alone: nothing of it reaches a partner.
set role seamark_owner;

create table deconfliction.match_taken (
  match_id  uuid not null references deconfliction.match on delete cascade,
  agency_id integer not null references identity.agency,
  person_id uuid not null references identity.person,
  at        timestamptz not null default now(),
  primary key (match_id, agency_id)
);
create index match_taken_by_person on deconfliction.match_taken (person_id);

-- Does it count? Not of whoever is there no more, or works on no matches any more: then it is free again.
create function deconfliction.takes_part(person uuid) returns boolean
  language sql stable set search_path = ''
  begin atomic
    select exists (select from identity.person p
                   where p.id = takes_part.person and p.active
                     and p.roles && array['intelligence_officer', 'analyst', 'coordinator']);
  end;
grant execute on function deconfliction.takes_part(uuid) to seamark_member, seamark_service;

alter table deconfliction.match_taken enable row level security;
alter table deconfliction.match_taken force row level security;
create policy service_all on deconfliction.match_taken to seamark_service using (true) with check (true);
grant select, insert, update, delete on deconfliction.match_taken to seamark_service;
-- Of a match that the viewer sees, by the policy of the match.
create policy own_agency_reads on deconfliction.match_taken for select to seamark_member
  using (agency_id = identity.viewer_agency() and exists (select from deconfliction.match m where m.id = match_id));
create policy own_agency_takes on deconfliction.match_taken for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
              and exists (select from deconfliction.match m where m.id = match_id));
-- Only what is one's own already, or is free again.
create policy what_is_free_is_taken on deconfliction.match_taken for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and (person_id = identity.viewer_person() or not deconfliction.takes_part(person_id))
         and exists (select from deconfliction.match m where m.id = match_id))
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator'));
-- Whoever has it gives it back; a coordinator does for somebody who is away.
create policy it_is_given_back on deconfliction.match_taken for delete to seamark_member
  using (agency_id = identity.viewer_agency()
         and (person_id = identity.viewer_person() or identity.viewer_has_role('coordinator'))
         and exists (select from deconfliction.match m where m.id = match_id));
grant select, insert, delete, update (person_id, at) on deconfliction.match_taken to seamark_member;
create constraint trigger taking_is_accounted_for after insert or update or delete on deconfliction.match_taken
  deferrable initially deferred for each row execute function ledger.require_event_for_match();

reset role;
