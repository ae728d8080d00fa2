-- What somebody has typed on a page of a draft and not sent yet, kept every few seconds. It is theirs alone until it
-- is part of the draft, and it is no change of the draft: the ledger has one event when it becomes one, not one for
-- each pause of a hand. It goes with the draft, and when the draft is filed.
set role seamark_owner;

create table intelligence.typing (
  draft_id  uuid not null references intelligence.report on delete cascade,
  person_id uuid not null references identity.person,
  -- the page of the draft: text, subjects/person, subjects/3
  page      text not null check (length(page) <= 40),
  -- the form as it was typed
  fields    jsonb not null check (jsonb_typeof(fields) = 'object' and length(fields::text) <= 2000000),
  -- the revision of the draft that was on the page; another one means that somebody has saved meanwhile
  based_on  integer not null,
  -- counts how often this was kept, so that a second window is noticed
  turn      integer not null default 1,
  typed_at  timestamptz not null,
  primary key (draft_id, person_id, page)
);
create index typing_by_person on intelligence.typing (person_id);
alter table intelligence.typing enable row level security;
alter table intelligence.typing force row level security;
create policy service_all on intelligence.typing to seamark_service using (true) with check (true);
create policy own_reads on intelligence.typing for select to seamark_member using (
  person_id = identity.viewer_person()
  and exists (select from intelligence.report r
              where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
create policy own_writes on intelligence.typing for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and exists (select from intelligence.report r
              where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
create policy own_changes on intelligence.typing for update to seamark_member
  using (person_id = identity.viewer_person()
         and exists (select from intelligence.report r
                     where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'))
  with check (person_id = identity.viewer_person()
              and exists (select from intelligence.report r
                          where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
create policy own_goes on intelligence.typing for delete to seamark_member using (
  person_id = identity.viewer_person()
  and exists (select from intelligence.report r
              where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
grant select, insert, update, delete on intelligence.typing to seamark_service, seamark_member;

reset role;
set role seamark_service;

-- A filed report has no unsent typing, neither its author's nor a colleague's.
create function intelligence.drop_typing() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  delete from intelligence.typing t where t.draft_id = new.id;
  return null;
end
$$;
revoke execute on function intelligence.drop_typing() from public;
grant execute on function intelligence.drop_typing() to seamark_owner;

reset role;
set role seamark_owner;

create trigger typing_goes_when_filed after update of status on intelligence.report
  for each row when (old.status = 'draft' and new.status <> 'draft') execute function intelligence.drop_typing();

reset role;
