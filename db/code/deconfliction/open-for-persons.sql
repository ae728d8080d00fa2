-- Which matches the job find-person-matches opens, and what becomes of one when something new is known.

set role seamark_service;

-- Opens the pairs that a comparison found, brings the known pairs of the compared persons up to date, and notes
-- that these were compared.
--
--   compared, revisions  the persons, and what their rows said when they were read: who has changed meanwhile
--                        stays waiting
--   ones ... born_both   pairs of persons of two agencies, one array element each; reasons as JSON
--   told_again, vague_again   what is said where a rejected pair is opened again
--
-- The program opens pairs, whoever filed: its events stand in no agency's list, so that no records manager
-- reads there of a partner's silent record.
--
-- Returns the agencies whose matches changed, and how many pairs were opened.
create function deconfliction.open_matches_for_persons(
  compared uuid[], revisions integer[], ones uuid[], others uuid[], outcomes text[], probabilities real[],
  reasons text[], born_both boolean[], told_again text, vague_again text, operation text,
  out affected integer[], out opened integer
) language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  person_as uuid[]; person_bs uuid[]; agency_as integer[]; agency_bs integer[]; places bigint[];
  fresh uuid[];
  changed integer[];
begin
  affected := '{}';
  opened := 0;
  perform deconfliction.lock_persons(compared || ones || others);

  if cardinality(ones) > 0 then
    -- Step by step and by arrays: one statement would join a few hundred rows with themselves.
    select array_agg(p.a_id), array_agg(p.b_id), array_agg(p.a_agency), array_agg(p.b_agency), array_agg(p.place)
    into person_as, person_bs, agency_as, agency_bs, places
    from (
      select distinct on (a_id, b_id) *
      from (
        select case when x.agency_id < y.agency_id then x.id else y.id end as a_id,
               case when x.agency_id < y.agency_id then y.id else x.id end as b_id,
               least(x.agency_id, y.agency_id) as a_agency, greatest(x.agency_id, y.agency_id) as b_agency, n.place
        from unnest(ones, others) with ordinality as n (one, other, place)
        cross join lateral (select p.id, p.agency_id from deconfliction.person p where p.id = n.one offset 0) x
        cross join lateral (select p.id, p.agency_id from deconfliction.person p where p.id = n.other offset 0) y
        where x.agency_id <> y.agency_id
          and exists (select from deconfliction.person_mention m where m.person_id = x.id)
          and exists (select from deconfliction.person_mention m where m.person_id = y.id)) q
      where not exists (select from deconfliction.person_match m where m.person_a = q.a_id and m.person_b = q.b_id)) p;

    insert into deconfliction.match (kind, key, agency_a, agency_b)
    select 'person', n.a || ':' || n.b, n.agency_a, n.agency_b
    from unnest(person_as, person_bs, agency_as, agency_bs) as n (a, b, agency_a, agency_b)
    on conflict (kind, key, agency_a, agency_b) do nothing;

    with noted as (
      insert into deconfliction.person_match (match_id, person_a, person_b, outcome, probability, reasons, born_both)
      select m.id, n.a, n.b, outcomes[n.place], probabilities[n.place],
             open_matches_for_persons.reasons[n.place]::jsonb, open_matches_for_persons.born_both[n.place]
      from unnest(person_as, person_bs, agency_as, agency_bs, places) as n (a, b, agency_a, agency_b, place)
      cross join lateral (
        select x.id from deconfliction.match x
        where x.kind = 'person' and x.key = n.a || ':' || n.b and x.agency_a = n.agency_a and x.agency_b = n.agency_b
        offset 0) m
      on conflict do nothing
      returning match_id
    )
    select coalesce(array_agg(n.match_id), '{}') into fresh from noted n;
    insert into ledger.event (kind, operation, service, subject_kind, subject_id, recipients, detail)
    select 'combination', open_matches_for_persons.operation, 'matching', 'match', m.id, array[m.agency_a, m.agency_b],
           jsonb_build_object('kind', 'person')
    from unnest(fresh) as f (id)
    cross join lateral (select x.id, x.agency_a, x.agency_b from deconfliction.match x where x.id = f.id offset 0) m;
    opened := cardinality(fresh);
    insert into deconfliction.match_side (match_id, record_id, agency_id, kind, state)
    select pm.match_id, s.record_id, s.agency_id, 'person', 'open'
    from unnest(fresh) as f (id)
    cross join lateral (select x.match_id, x.person_a, x.person_b, x.born_both from deconfliction.person_match x
                        where x.match_id = f.id offset 0) pm
    cross join lateral (
      select m.record_id, m.agency_id from deconfliction.person_mention m where pm.born_both and m.person_id = pm.person_a
      union
      select m.record_id, m.agency_id from deconfliction.person_mention m where pm.born_both and m.person_id = pm.person_b
    ) s
    on conflict (match_id, record_id) do update set held = true where not match_side.held;
    select coalesce(array_agg(distinct a.agency), '{}') into affected
    from unnest(fresh) as f (id)
    cross join lateral (select x.agency_a, x.agency_b from deconfliction.match x where x.id = f.id offset 0) m
    cross join lateral (values (m.agency_a), (m.agency_b)) as a (agency);
  end if;

  -- Those without both births get their sides here, with all others of their kind.
  changed := deconfliction.refresh_person_matches(compared, told_again, vague_again, operation);
  affected := affected || changed;

  update deconfliction.person p set compared_at = now()
  where p.id = any (compared) and p.compared_at is null and p.revision = revisions[array_position(compared, p.id)];
end
$$;

reset role;
