-- What becomes of a person's matches when something new is known.

set role seamark_service;

-- Known pairs of these persons: the sides of those that rest on shared identifiers, and rejected ones whose
-- reports have come to share an identifier since.
create function deconfliction.refresh_person_matches(persons uuid[], told_again text, vague_again text, operation text)
  returns integer[] language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  known uuid[];
  changed integer[] := '{}';
  again integer[] := '{}';
begin
  select array_agg(distinct k.match_id) into known
  from unnest(persons) as t (id)
  cross join lateral (
    select x.match_id from deconfliction.person_match x where x.person_a = t.id
    union all
    select x.match_id from deconfliction.person_match x where x.person_b = t.id) k;
  if known is null then
    return '{}';
  end if;

  with resting as materialized (
    select pm.match_id, m.acted_at, m.agency_a, m.agency_b, s.record_id, s.agency_id
    from unnest(known) as k (id)
    cross join lateral (select x.match_id, x.person_a, x.person_b from deconfliction.person_match x
                        where x.match_id = k.id and not x.born_both offset 0) pm
    cross join lateral (select x.acted_at, x.agency_a, x.agency_b from deconfliction.match x where x.id = k.id offset 0) m
    left join lateral deconfliction.sides_of_pair(pm.person_a, pm.person_b, false) s on true
  ), gone as materialized (
    select s.id, s.match_id, r.acted_at, r.agency_a, r.agency_b
    from (select distinct match_id, acted_at, agency_a, agency_b from resting) r
    cross join lateral (select x.id, x.match_id, x.record_id from deconfliction.match_side x
                        where x.match_id = r.match_id and x.held offset 0) s
    where not exists (select from resting x where x.match_id = s.match_id and x.record_id = s.record_id)
  ), kept as (
    update deconfliction.match_side s set held = false from gone where s.id = gone.id and gone.acted_at is not null
  ), dropped as (
    delete from deconfliction.match_side s using gone where s.id = gone.id and gone.acted_at is null
  ), added as (
    insert into deconfliction.match_side (match_id, record_id, agency_id, kind, state)
    select r.match_id, r.record_id, r.agency_id, 'person', deconfliction.state_of(r.match_id, r.agency_id)
    from resting r where r.record_id is not null
    on conflict (match_id, record_id) do update set held = true where not match_side.held
    returning match_id
  ), ended as (
    -- Nothing is shared any more and nobody has answered: the pair may be found again.
    delete from deconfliction.person_match pm using resting r
    where pm.match_id = any (known) and pm.match_id = r.match_id and r.record_id is null and r.acted_at is null
  )
  select coalesce(array_agg(distinct a.agency), '{}') into changed
  from (select agency_a, agency_b from gone
        union
        select r.agency_a, r.agency_b from added d join resting r on r.match_id = d.match_id) t
  cross join lateral (values (t.agency_a), (t.agency_b)) as a (agency);

  with stands as materialized (
    select pm.match_id, n.hashes, n.told
    from unnest(known) as k (id)
    cross join lateral (select x.match_id, x.person_a, x.person_b, x.shared from deconfliction.person_match x
                        where x.match_id = k.id
                          and exists (select from deconfliction.match_answer w where w.match_id = x.match_id and w.answer = 'rejected')
                        offset 0) pm
    cross join lateral deconfliction.shared_by_pair(pm.person_a, pm.person_b) n
    where not n.hashes <@ pm.shared
  ), noted as (
    update deconfliction.person_match pm
    set shared = array(select distinct h from unnest(pm.shared || s.hashes) as h),
        reopened = pm.reopened + 1,
        reasons = jsonb_build_array(case when s.told then told_again else vague_again end) || (pm.reasons - told_again - vague_again)
    from stands s where pm.match_id = any (known) and pm.match_id = s.match_id
  ), taken as (
    update deconfliction.match_answer w
    set answer = null, reason = null, person_id = null, closed_at = null, closed_by = null, at = now(), version = w.version + 1
    from stands s where w.match_id = any (known) and w.match_id = s.match_id and w.answer = 'rejected'
    returning w.match_id
  ), told as (
    insert into ledger.event (kind, operation, service, subject_kind, subject_id, recipients, detail)
    select 'alteration', refresh_person_matches.operation, 'matching', 'match', m.id, array[m.agency_a, m.agency_b],
           jsonb_build_object('kind', 'person', 'reopened', true)
    from (select distinct match_id from taken) t join deconfliction.match m on m.id = t.match_id
    returning recipients
  )
  select coalesce(array_agg(distinct a.agency), '{}') into again from told cross join lateral unnest(told.recipients) as a (agency);

  return changed || again;
end
$$;

-- What the reports of a pair share when somebody rejects it is no reason to ask again.
create function deconfliction.note_what_is_shared() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update deconfliction.person_match pm
  set shared = array(select distinct h from unnest(pm.shared || (deconfliction.shared_by_pair(pm.person_a, pm.person_b)).hashes) as h)
  where pm.match_id = new.match_id;
  return null;
end
$$;

-- Has the viewer's agency rejected a pair of this pair's one person with somebody like the other? Only our own
-- answer is told. For the page of a match.
create function deconfliction.rejected_alike(match uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.person_match pm
      join deconfliction.match m on m.id = pm.match_id
      join deconfliction.person_match alike
        on alike.match_id <> pm.match_id and (alike.person_a = pm.person_a or alike.person_b = pm.person_b)
      join deconfliction.match n on n.id = alike.match_id and n.agency_a = m.agency_a and n.agency_b = m.agency_b
      join deconfliction.match_answer w on w.match_id = n.id and w.agency_id = identity.viewer_agency() and w.answer = 'rejected'
      where pm.match_id = rejected_alike.match and identity.viewer_agency() in (m.agency_a, m.agency_b)
        and deconfliction.own_side_in_sight(n.id, identity.viewer_agency())
        and deconfliction.partner_side_in_sight(n.id, identity.viewer_agency()));
  end;

grant execute on function deconfliction.note_what_is_shared() to seamark_owner;
grant execute on function deconfliction.rejected_alike(uuid) to seamark_member;

set role seamark_owner;

create trigger what_is_shared_is_noted after insert or update of answer on deconfliction.match_answer
  for each row when (new.answer = 'rejected') execute function deconfliction.note_what_is_shared();

reset role;
