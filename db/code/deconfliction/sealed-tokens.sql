-- Tokens of records, held like identifiers.

set role seamark_service;

-- Replaces the tokens of some records (sealed ones, or reports held in clear) and brings matches up to date.
-- Not for anybody to call: store_sealed_records, end_sealed and the program do. The locks are those of
-- replace_identifiers, and for its reasons.
create function deconfliction.replace_tokens(
  records uuid[], of_records uuid[], kinds text[], elements bytea[], shown text[], wanted_epoch integer, operation text
) returns integer[] language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan as $$
declare
  touched_kinds text[]; touched_elements bytea[];
  parted integer[] := '{}';
begin
  perform pg_advisory_xact_lock_shared(7313, 0);
  select array_agg(v.kind), array_agg(v.element) into touched_kinds, touched_elements
  from (select t.kind, t.element from unnest(kinds, elements) as t (kind, element)
        union
        select i.kind, i.element from unnest(records) as wanted (id)
        cross join lateral (select h.kind, h.element from deconfliction.sealed_token h where h.record_id = wanted.id offset 0) i) v;
  if touched_kinds is null then
    return '{}';
  end if;
  perform pg_advisory_xact_lock(7312, b.bucket)
  from (select distinct hashtext(t.kind || ':' || deconfliction.sealed_key(t.element)) & 1023 as bucket
        from unnest(touched_kinds, touched_elements) as t (kind, element) order by 1 offset 0) b;

  with live as materialized (
    select r.id from unnest(records) as wanted (id) join access.record r on r.id = wanted.id
    where r.status = 'disseminated'
  ), gone as (
    delete from deconfliction.sealed_token t
    where t.record_id = any (records)
      and (t.record_id not in (select id from live)
           or (t.record_id, t.element) not in (select * from unnest(of_records, elements)))
    returning t.agency_id, t.kind, t.sensitive, t.clear
  ), came as (
    insert into deconfliction.sealed_token (record_id, element, agency_id, epoch, clear, open, sensitive, kind, shown)
    select n.record_id, n.element, r.agency_id, wanted_epoch, not r.sealed, r.discoverable and r.compartment_id is null,
           r.classification <> 'OFFICIAL', n.kind, n.shown
    from unnest(of_records, kinds, elements, shown) as n (record_id, kind, element, shown)
    join live on live.id = n.record_id
    join deconfliction.side_record r on r.id = n.record_id
    on conflict (record_id, element) do update
      set open = excluded.open, sensitive = excluded.sensitive, shown = excluded.shown
      where (sealed_token.open, sealed_token.sensitive, sealed_token.shown)
            is distinct from (excluded.open, excluded.sensitive, excluded.shown)
    returning agency_id, kind, sensitive, clear, xmax = 0 as fresh
  )
  insert into deconfliction.sealed_count as c (agency_id, kind, sensitive, tokens)
  select d.agency_id, d.kind, d.sensitive, sum(d.tokens)::integer
  from (select gone.agency_id, gone.kind, gone.sensitive, -1 as tokens from gone where not gone.clear
        union all
        select came.agency_id, came.kind, came.sensitive, 1 from came where not came.clear and came.fresh) d
  group by d.agency_id, d.kind, d.sensitive
  on conflict (agency_id, kind, sensitive) do update set tokens = c.tokens + excluded.tokens;

  -- A side goes with its token. One held in clear goes too where the other agency holds the value in clear
  -- only by now: for that pair there is the match on the value itself.
  with parting as materialized (
    select s.id, m.acted_at, m.agency_a, m.agency_b, mine.clear is null as lost
    from unnest(touched_kinds, touched_elements) as t (kind, element)
    cross join lateral (select x.id, x.acted_at, x.agency_a, x.agency_b from deconfliction.match x
                        where x.kind = t.kind and x.key = deconfliction.sealed_key(t.element) offset 0) m
    cross join lateral (select x.id, x.record_id, x.agency_id from deconfliction.match_side x
                        where x.match_id = m.id and x.held offset 0) s
    left join lateral (select h.clear from deconfliction.sealed_token h
                       where h.record_id = s.record_id and h.element = t.element offset 0) mine on true
    where mine.clear is null
       or (mine.clear and m.acted_at is null and not exists (
             select from deconfliction.sealed_token y
             where y.element = t.element and y.kind = t.kind and not y.clear and y.agency_id <> s.agency_id
               and y.agency_id in (m.agency_a, m.agency_b)))
  ), kept as (
    update deconfliction.match_side s set held = false from parting
    where s.id = parting.id and parting.acted_at is not null and parting.lost
  ), dropped as (
    delete from deconfliction.match_side s using parting where s.id = parting.id and parting.acted_at is null
  )
  select coalesce(array_agg(distinct a.agency), '{}') into parted
  from parting cross join lateral (values (parting.agency_a), (parting.agency_b)) as a (agency);

  return parted || deconfliction.open_matches_for_tokens(touched_kinds, touched_elements, records, operation);
end
$$;

-- Ends sealed records: taken back or expired. What nobody acted on is gone; the rest keeps its row, without
-- a token, as a recalled report does.
create function deconfliction.end_sealed(records uuid[], operation text) returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  ending uuid[];
  affected integer[];
begin
  select array_agg(s.id) into ending from deconfliction.sealed_record s where s.id = any (records) and s.ended_at is null;
  if ending is null then
    return '{}';
  end if;
  insert into ledger.event (kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id)
  select 'erasure', end_sealed.operation, r.agency_id, identity.viewer_person(),
         nullif(current_setting('seamark.service', true), ''), nullif(current_setting('seamark.purpose', true), ''),
         'sealed_record', r.id
  from access.record r where r.id = any (ending);
  update deconfliction.sealed_record s set ended_at = now() where s.id = any (ending);
  update access.record r set status = 'withdrawn' where r.id = any (ending);
  affected := deconfliction.replace_tokens(ending, '{}', '{}', '{}', '{}', 0, operation);
  delete from access.record r
  where r.id = any (ending) and not exists (select from deconfliction.match_side m where m.record_id = r.id)
    and not exists (select from deconfliction.silent_hit h where h.record_id = r.id);
  return affected;
end
$$;

-- Reports held in clear whose identifiers or persons changed are sealed again, where there are holders.
create function deconfliction.note_sealing_due() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from deconfliction.sealed_epoch) then
    insert into deconfliction.sealing_due (record_id) select distinct record_id from changed
    on conflict (record_id) do update set revision = sealing_due.revision + 1;
  end if;
  return null;
end
$$;

-- Tokens of what is restricted or erased go at once, and not when the holders answer: they hold what the owner calls the
-- value.
create function deconfliction.drop_tokens() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform deconfliction.replace_tokens(array[new.id], '{}', '{}', '{}', '{}', 0, current_setting('seamark.operation', true));
  return null;
end
$$;

grant execute on function deconfliction.note_sealing_due(), deconfliction.drop_tokens() to seamark_owner;

set role seamark_owner;

create trigger tokens_go_with_the_record after update of restricted_at, erased_at on access.record
  for each row when (new.restricted_at is not null or new.erased_at is not null)
  execute function deconfliction.drop_tokens();

create trigger identifiers_came after insert on deconfliction.identifier referencing new table as changed
  for each statement execute function deconfliction.note_sealing_due();

create trigger identifiers_changed after update on deconfliction.identifier referencing new table as changed
  for each statement execute function deconfliction.note_sealing_due();

create trigger identifiers_went after delete on deconfliction.identifier referencing old table as changed
  for each statement execute function deconfliction.note_sealing_due();

create trigger persons_came after insert on deconfliction.person_mention referencing new table as changed
  for each statement execute function deconfliction.note_sealing_due();

create trigger persons_changed after update on deconfliction.person_mention referencing new table as changed
  for each statement execute function deconfliction.note_sealing_due();

create trigger persons_went after delete on deconfliction.person_mention referencing old table as changed
  for each statement execute function deconfliction.note_sealing_due();

reset role;
