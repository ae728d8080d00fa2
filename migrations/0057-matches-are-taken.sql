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
set role seamark_service;

-- As in 0034, but own_only also finds what the viewer has taken. The lines in sight, one page of them, and how many there are in all. Every match is judged once by the rule of
-- sight, by both sides; only the page's lines are told.
--   states     of our sides; never `common`
--   words      found in what we hold: value, title, reference, or a name as our reports in sight write it
--   fresh      true: somebody has still to answer and the viewer has never opened it; false: the others
--   in_order   newest, oldest, partner or kind; within the last two the newest first
create or replace function deconfliction.lines_in_sight(
  states text[], wanted_kind text, wanted_partner integer, words text, own_only boolean, operation uuid,
  fresh boolean, in_order text, skip integer, most integer
) returns table (side_id uuid, kind text, line text, partner_id integer, fresh_pairs integer, total integer)
  language sql stable security definer set search_path = ''
  begin atomic
    with side as materialized (
      select s.id, s.match_id, s.kind, s.at, s.state, s.report_id, m.contacted_at,
             case when m.agency_a = s.agency_id then m.agency_b else m.agency_a end as partner_id,
             coalesce(case when m.agency_a = s.agency_id then pm.person_a else pm.person_b end::text,
                      deconfliction.shown_key(m.key, s.report_id)) as line,
             r.author_id, r.compartment_id, r.reference, r.agency_reference, r.title
      from deconfliction.match_side s
      cross join lateral (
        select x.agency_a, x.agency_b, x.key, x.contacted_at from deconfliction.match x
        where x.id = s.match_id
          and not case access.viewer_counting() when 'OFFICIAL' then x.common_official else x.common end offset 0) m
      cross join lateral (select x.* from deconfliction.side_record x where x.id = s.report_id offset 0) r
      left join lateral (select x.person_a, x.person_b from deconfliction.person_match x
                         where s.kind = 'person' and x.match_id = s.match_id offset 0) pm on true
      where s.agency_id = identity.viewer_agency() and s.state = any (states) and s.state <> 'common'
        and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
        and (wanted_kind is null or s.kind = wanted_kind)
        and (wanted_partner is null or wanted_partner in (m.agency_a, m.agency_b))
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
    ), pair as materialized (
      select s.match_id, s.kind, s.partner_id, s.line, s.contacted_at, max(s.at) as at, min(s.state) as state,
             (array_agg(s.id order by s.at desc, s.id desc))[1] as side_id,
             bool_or(s.author_id = identity.viewer_person())
               or exists (select from deconfliction.match_taken t
                          where t.match_id = s.match_id and t.agency_id = identity.viewer_agency()
                            and t.person_id = identity.viewer_person()) as own,
             bool_or(s.compartment_id = operation) as in_operation,
             bool_or(words is null
                     or strpos(lower(s.title), lower(words)) > 0
                     or strpos(replace(s.reference, '-', ''), replace(upper(words), '-', '')) > 0
                     or strpos(lower(s.agency_reference), lower(words)) > 0
                     or s.kind <> 'person' and regexp_replace(words, '[^[:alnum:]]', '', 'g') <> ''
                        and strpos(lower(regexp_replace(s.line, '[^[:alnum:]]', '', 'g')),
                                   lower(regexp_replace(regexp_replace(words, '^\s*0', ''), '[^[:alnum:]]', '', 'g'))) > 0
                     or s.kind = 'person' and exists (
                       select from deconfliction.person_mention n cross join lateral unnest(n.names) as w (name)
                       where n.report_id = s.report_id and n.person_id::text = s.line
                         and strpos(lower(w.name), lower(words)) > 0)) as named
      from side s
      group by s.match_id, s.kind, s.partner_id, s.line, s.contacted_at
    ), shown as materialized (
      select p.*, p.state = 'open' and not exists (
               select from deconfliction.thread_seen t
               where t.match_id = p.match_id and t.person_id = identity.viewer_person()) as is_fresh
      from pair p
      -- as in deconfliction.partner_discloses, without a call for each row
      where exists (
        select from deconfliction.match_side o
        cross join lateral (select x.* from deconfliction.side_record x where x.id = o.report_id offset 0) t
        where o.match_id = p.match_id and o.agency_id = p.partner_id
          and case when p.contacted_at is null
            then o.held and access.sight(t.agency_id, t.author_id, t.status, t.classification, t.handling,
                   t.released_to_all, t.released_to, t.compartment_id, t.discoverable, false, true) <> 'none'
            else access.sight(t.agency_id, t.author_id, 'submitted', t.classification, t.handling,
                   false, '{}', null, true, false, true) <> 'none' end)
    ), lines as materialized (
      select s.kind, s.line, s.partner_id, max(s.at) as at,
             (array_agg(s.side_id order by s.at desc, s.side_id desc))[1] as side_id,
             count(*) filter (where s.is_fresh)::integer as fresh_pairs
      from shown s
      group by s.kind, s.line, s.partner_id
      having bool_or(s.named)
        and (not own_only or bool_or(s.own))
        and (operation is null or bool_or(s.in_operation))
        and (fresh is null or fresh = bool_or(s.is_fresh))
    )
    select l.side_id, l.kind, l.line, l.partner_id, l.fresh_pairs, (count(*) over ())::integer
    from lines l join identity.agency a on a.id = l.partner_id
    order by case when in_order = 'partner' then a.name when in_order = 'kind' then l.kind end,
             case when in_order = 'oldest' then l.at end,
             l.at desc, l.side_id desc
    offset skip limit most;
  end;

reset role;
