-- Decisions that can be taken back; persons that count as the same; the queue of pairs; checks by name.
set role seamark_owner;

-- An answer that was taken back is none, but its row stays: its version tells a colleague who has the old
-- page open that something happened meanwhile.
alter table deconfliction.match_word alter column word drop not null;
alter table deconfliction.match_word
  add constraint nothing_said_is_nothing_more check (word is not null or (reason is null and closed_at is null));

-- What an agency said before: for its own people, who must be able to say why they decided what they took
-- back. The partner is told how the match stands, and no more.
create table deconfliction.past_word (
  id        uuid primary key default gen_random_uuid(),
  match_id  uuid not null references deconfliction.match,
  agency_id integer not null references identity.agency,
  word      text not null check (word in ('confirmed', 'rejected')),
  reason    text,
  person_id uuid,
  at        timestamptz not null,
  ended_at  timestamptz not null,
  -- who said something else, or took it back
  ended_by  uuid
);
create index past_word_by_match on deconfliction.past_word (match_id, agency_id, ended_at);
alter table deconfliction.past_word enable row level security;
alter table deconfliction.past_word force row level security;
create policy service_all on deconfliction.past_word to seamark_service using (true) with check (true);
create policy own_side_reads on deconfliction.past_word for select to seamark_member
  using (agency_id = identity.viewer_agency() and exists (select from deconfliction.match m where m.id = match_id));
grant select, insert, update, delete on deconfliction.past_word to seamark_service;
grant select on deconfliction.past_word to seamark_member;

reset role;
set role seamark_service;

create function deconfliction.keep_past_word() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into deconfliction.past_word (match_id, agency_id, word, reason, person_id, at, ended_at, ended_by)
  values (old.match_id, old.agency_id, old.word, old.reason, old.person_id, old.at, new.at, new.person_id);
  return null;
end
$$;
grant execute on function deconfliction.keep_past_word() to seamark_owner;

reset role;
set role seamark_owner;
-- Closing changes neither the word nor who gave it, and when.
create trigger past_word_is_kept after update on deconfliction.match_word
  for each row when (old.word is not null and (old.word, old.reason, old.person_id, old.at)
                     is distinct from (new.word, new.reason, new.person_id, new.at))
  execute function deconfliction.keep_past_word();
reset role;
