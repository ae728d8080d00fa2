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
create index match_word_by_time on deconfliction.match_word (at);
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

-- The queue of pairs ----------------------------------------------------------------------------------

set role seamark_owner;
create index match_side_of_persons on deconfliction.match_side (agency_id, state, match_id) where kind = 'person';
create index match_of_things_by_pair on deconfliction.match (agency_a, agency_b, opened_at)
  where contacted_at is null and kind <> 'person';
reset role;
set role seamark_service;

-- Pairs of persons that nobody of ours has answered, the most useful first: those that connect reports which
-- nothing else connects, then the likelier, then the older. One row for each pair, from the oldest of our
-- reports on it that the viewer reads.
-- What connects is judged by what the viewer may know on both sides, so that a place in the queue never hints
-- at a silent record.
--   limits   from which probability each class begins (likeness.ts)
--   behind   go on behind this side of ours, whatever has become of it
-- Ranked are the thousand likeliest, so that a queue which nobody tends stays quick: what is answered makes room.
create function deconfliction.pairs_waiting(limits real[], behind uuid, most integer)
  returns table (side_id uuid, match_id uuid, partner_id integer, month text, connects boolean,
                 report_id uuid, reference text, title text, classification text)
  language sql stable security definer set search_path = ''
  begin atomic
    with wanted as (
      select distinct s.match_id, true as waits from deconfliction.match_side s
      where s.agency_id = identity.viewer_agency() and s.kind = 'person' and s.state = 'open' and s.held
      union all
      select s.match_id, false from deconfliction.match_side s
      where s.id = behind and s.agency_id = identity.viewer_agency()
    ), candidate as materialized (
      select m.id, m.opened_at, w.waits,
             case when m.agency_a = identity.viewer_agency() then m.agency_b else m.agency_a end as partner_id,
             -- a sealed pair has no probability: its tokens are equal, and it stands with the likely ones
             coalesce((select count(*)::integer from unnest(limits) as l (at_least) where pm.probability >= l.at_least), 2) as likeness
      from wanted w
      join deconfliction.match m on m.id = w.match_id
      left join deconfliction.person_match pm on pm.match_id = m.id
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
      order by w.waits, likeness desc, m.opened_at, m.id
      limit 1000
    ), placed as materialized (
      select c.*, not exists (
        select from deconfliction.match_side ours
        join deconfliction.match_side also on also.report_id = ours.report_id and also.match_id <> ours.match_id and also.held
        join deconfliction.match_side theirs
          on theirs.match_id = also.match_id and theirs.agency_id = c.partner_id and theirs.held
        join deconfliction.match_side here on here.match_id = c.id and here.report_id = theirs.report_id and here.held
        join deconfliction.match other on other.id = also.match_id and not other.common
        join deconfliction.side_record r on r.id = ours.report_id
        join deconfliction.side_record o on o.id = theirs.report_id
        where ours.match_id = c.id and ours.agency_id = identity.viewer_agency() and ours.held
          and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                           r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
          and access.sight(o.agency_id, o.author_id, o.status, o.classification, o.handling, o.released_to_all,
                           o.released_to, o.compartment_id, o.discoverable, false, true) <> 'none') as connects
      from candidate c
    ), place as materialized (
      select p.* from placed p where not p.waits
    )
    select own.side_id, p.id, p.partner_id, to_char(p.opened_at at time zone 'Europe/London', 'YYYY-MM'), p.connects,
           own.report_id, own.reference, own.title, own.classification
    from (
      select c.* from placed c
      where c.waits and (behind is null or exists (
        select from place l where (not c.connects, -c.likeness, c.opened_at, c.id) > (not l.connects, -l.likeness, l.opened_at, l.id)))
      order by c.connects desc, c.likeness desc, c.opened_at, c.id offset 0) p
    cross join lateral (
      select s.id as side_id, r.id as report_id, r.reference, r.title, r.classification
      from deconfliction.match_side s join deconfliction.side_record r on r.id = s.report_id
      where s.match_id = p.id and s.agency_id = identity.viewer_agency() and s.held
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
      order by r.filed_at, s.id limit 1) own
    where deconfliction.partner_discloses(p.id, identity.viewer_agency())
    order by p.connects desc, p.likeness desc, p.opened_at, p.id
    limit most;
  end;

-- How many there are, counted up to `most`, and the month in which the oldest of those counted arose.
create function deconfliction.pairs_waiting_count(most integer)
  returns table (pairs integer, since timestamptz, classification text)
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*)::integer, date_trunc('month', min(m.opened_at), 'Europe/London'),
           case when bool_or(own.classification = 'OFFICIAL-SENSITIVE') then 'OFFICIAL-SENSITIVE' else 'OFFICIAL' end
    from (
      select w.match_id, own.classification
      from (select distinct s.match_id from deconfliction.match_side s
            where s.agency_id = identity.viewer_agency() and s.kind = 'person' and s.state = 'open' and s.held
            order by 1 offset 0) w
      cross join lateral (
        select r.classification
        from deconfliction.match_side s join deconfliction.side_record r on r.id = s.report_id
        where s.match_id = w.match_id and s.agency_id = identity.viewer_agency() and s.held
          and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                           r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
        order by r.filed_at, s.id limit 1) own
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
        and deconfliction.partner_discloses(w.match_id, identity.viewer_agency())
      limit most) own
    join deconfliction.match m on m.id = own.match_id;
  end;

-- As matches_waiting and unanswered_by_partner, for everything but persons: those wait in their queue, and
-- are said there in one line.
create function deconfliction.things_waiting(most integer) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*)::integer from (
      select from deconfliction.match_side s
      join deconfliction.side_record r on r.id = s.report_id
      where s.agency_id = identity.viewer_agency() and s.state = 'open' and s.kind <> 'person'
        and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
        and deconfliction.partner_discloses(s.match_id, identity.viewer_agency())
      limit most) bounded;
  end;

create function deconfliction.things_unanswered_by_partner(most integer)
  returns table (side_id uuid, match_id uuid, kind text, key text, partner_name text, since timestamptz, classification text)
  language sql stable security definer set search_path = ''
  begin atomic
    select open.side_id, open.match_id, open.kind, open.key, partner.name, open.since, open.classification
    from identity.agency partner
    cross join lateral (
      select own.side_id, m.id as match_id, m.kind, deconfliction.shown_key(m.key, own.report_id) as key, own.since, own.classification
      from deconfliction.match m
      cross join lateral (
        select s.id as side_id, s.report_id, r.classification,
               case when s.at < r.filed_at + interval '1 minute' then s.at
                    else date_trunc('month', s.at, 'Europe/London') end as since
        from deconfliction.match_side s join deconfliction.side_record r on r.id = s.report_id
        where s.match_id = m.id and s.agency_id = identity.viewer_agency() and s.state = 'open'
          and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                           r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
        order by s.at limit 1) own
      where m.agency_a = least(partner.id, identity.viewer_agency())
        and m.agency_b = greatest(partner.id, identity.viewer_agency())
        and m.contacted_at is null and m.kind <> 'person'
        and deconfliction.partner_discloses(m.id, identity.viewer_agency())
      order by m.opened_at
      limit most) open
    where partner.id <> identity.viewer_agency()
      and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator');
  end;

grant execute on function deconfliction.pairs_waiting(real[], uuid, integer), deconfliction.pairs_waiting_count(integer),
  deconfliction.things_waiting(integer), deconfliction.things_unanswered_by_partner(integer) to seamark_member;

reset role;

-- Checks by name --------------------------------------------------------------------------------------

set role seamark_owner;
-- the birth that was asked for with a name
alter table deconfliction."check" add column born text;

-- As check_awaiting_notice, for checks by name: those are compared by the program.
create table deconfliction.person_check_awaiting_notice (
  check_id uuid primary key references deconfliction."check" on delete cascade
);
alter table deconfliction.person_check_awaiting_notice enable row level security;
alter table deconfliction.person_check_awaiting_notice force row level security;
create policy service_all on deconfliction.person_check_awaiting_notice to seamark_service using (true) with check (true);
grant select, insert, update, delete on deconfliction.person_check_awaiting_notice to seamark_service;
reset role;
set role seamark_service;

create or replace function deconfliction.note_check() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.kind = 'person' and new.key not like 'sealed:%' then
    insert into deconfliction.person_check_awaiting_notice (check_id) values (new.id);
  else
    insert into deconfliction.check_awaiting_notice (check_id) values (new.id);
  end if;
  return null;
end
$$;

-- Records of other agencies that a name and a birth may mean. Only the program calls it, and the names stay
-- with it: what a person learns is which agencies to ask (partners_naming).
--   asking    the agency that asks
--   cleared   classifications that count; null: all of them, and silent ones too
-- A key that more than `most_each` share says nothing; it is told as a row without a person.
create function deconfliction.persons_by_key(keys bigint[], asking integer, cleared text[], most_each integer)
  returns table (person_id uuid, names text[], born text)
  language sql stable set search_path = ''
  begin atomic
    with met as materialized (
      select k.key, f.person_id, count(*) over (partition by k.key) as sharing
      from unnest(persons_by_key.keys) as k (key)
      cross join lateral (
        select x.person_id from deconfliction.person_key x
        where x.key = k.key and x.agency_id <> asking
          and (cleared is null or (x.open and x.classification = any (cleared)))
        limit most_each + 1) f
    )
    select p.id, p.names, p.born
    from (select distinct m.person_id from met m where m.sharing <= most_each) m
    join deconfliction.person p on p.id = m.person_id
    union all
    select null, null, null where exists (select from met m where m.sharing > most_each);
  end;

-- Whose are these records, of those that their owners let this viewer know of? It names agencies, each with
-- the records that count for it, and nothing of them.
create function deconfliction.partners_naming(persons uuid[]) returns table (agency_id integer, person_id uuid)
  language sql stable security definer set search_path = ''
  begin atomic
    select distinct m.agency_id, m.person_id
    from deconfliction.person_mention m
    join intelligence.report r on r.id = m.report_id
    where m.person_id = any (persons) and m.open and m.agency_id <> identity.viewer_agency()
      and access.viewer_is_cleared_for(m.classification)
      and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                       r.released_to, r.compartment_id, r.discoverable, false, true) <> 'none';
  end;
grant execute on function deconfliction.partners_naming(uuid[]) to seamark_member;

-- Checks by name that nobody has looked at for silent records. Only the program calls it.
create function deconfliction.take_person_checks(most integer)
  returns table (check_id uuid, agency_id integer, name text, born text)
  language sql volatile set search_path = ''
  begin atomic
    with taken as (
      delete from deconfliction.person_check_awaiting_notice
      where check_id in (select w.check_id from deconfliction.person_check_awaiting_notice w order by w.check_id
                         limit most for update skip locked)
      returning check_id
    )
    select c.id, c.agency_id, c.as_typed, c.born from taken join deconfliction."check" c on c.id = taken.check_id;
  end;

-- Tells the owners of silent records that a name and a birth may mean who asked: by each report that holds
-- one. The key is the owner's own record, and it reads there what it wrote itself. Returns who was told.
create function deconfliction.tell_of_persons(checks uuid[], persons uuid[]) returns integer[]
  language plpgsql set search_path = '' as $$
declare
  told integer[];
begin
  with met as (
    select m.agency_id as owner_id, m.report_id, p.person_id, c.agency_id as asked_by,
           (c.at at time zone 'UTC')::date as day, max(c.at) as at, count(distinct c.id) as times
    from unnest(checks, persons) as p (check_id, person_id)
    join deconfliction."check" c on c.id = p.check_id
    cross join lateral (
      select x.agency_id, x.report_id from deconfliction.person_mention x
      where x.person_id = p.person_id and x.agency_id <> c.agency_id and not x.open
      group by x.agency_id, x.report_id limit 100) m
    group by 1, 2, 3, 4, 5
  ), kept as (
    insert into deconfliction.silent_hit (owner_id, report_id, kind, key, asked_by, day, at, times)
    select owner_id, report_id, 'person', person_id::text, asked_by, day, at, times from met
    on conflict (report_id, kind, key, asked_by, day) do update
      set times = silent_hit.times + excluded.times, at = greatest(silent_hit.at, excluded.at)
    returning owner_id, report_id, asked_by
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
    select 'consultation', 'deconfliction.silent-hit', kept.owner_id, nullif(current_setting('seamark.service', true), ''),
           'report', kept.report_id, jsonb_build_object('asked_by', kept.asked_by)
    from kept
  )
  select coalesce(array_agg(distinct owner_id), '{}') into told from kept;
  return told;
end
$$;

reset role;
