-- Reviews: which dates have come, what a records manager learns of the records, and what is decided.

set role seamark_service;

-- Years until the next review, of a group.
create function records.years_of_group(of_group integer) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select case of_group when 1 then s.group_1_years when 2 then s.group_2_years when 3 then s.group_3_years
           else s.group_4_years end from records.setting s;
  end;

-- Records whose date has come and for which no review is open yet, of kinds that the program knows how to review.
create function records.due_without_review(today date, kinds text[], most integer)
  returns table (record_id uuid, kind text, agency_id integer, due_on date, made_on date)
  language sql stable security definer set search_path = ''
  begin atomic
    select r.id, r.kind, r.agency_id, r.review_on, r.created_at::date
    from access.record r
    where r.review_on <= today and r.erased_at is null and r.status <> 'draft' and r.kind <> 'sealed' and r.kind = any (kinds)
      and not exists (select from records.review v where v.record_id = r.id and v.state <> 'decided')
      -- Once a second person has refused, it is due again.
      and not exists (select from access.erasure e where e.record_id = r.id and e.refused_at is null)
    order by r.review_on limit most;
  end;

-- In which group records were last kept, for the clock: what serves them is suggested the highest of these.
create function records.groups_decided(wanted uuid[]) returns table (record_id uuid, retention_group smallint)
  language sql stable security definer set search_path = ''
  begin atomic
    select distinct on (v.record_id) v.record_id, v.retention_group from records.review v
    where v.record_id = any (wanted) and v.state = 'decided' and v.retention_group is not null
    order by v.record_id, v.decided_at desc;
  end;

-- Who manages an agency's records, and may be given a review of one.
create function records.managers_of(agency integer) returns uuid[]
  language sql stable security definer set search_path = ''
  begin atomic
    select coalesce(array_agg(p.id order by p.id), '{}') from identity.person p
    where p.agency_id = managers_of.agency and p.active and access.manages_records(p.roles);
  end;

-- Opens reviews, each for one of the agency's records managers in turn, and returns of which records. Twice at once opens
-- one: see its index.
create function records.open_reviews(due jsonb) returns uuid[]
  language plpgsql security definer set search_path = '' as $$
declare
  opened uuid[];
begin
  with fresh as (
  insert into records.review (record_id, agency_id, due_on, reviewer_id, suggested_group, suggested, why,
                              suspected, convicted, victims, others)
  select x.record_id, x.agency_id, x.due_on,
         m.managers[1 + (row_number() over (partition by x.agency_id order by x.due_on, x.record_id) - 1)
                        % greatest(cardinality(m.managers), 1)],
         x.suggested_group, x.suggested, x.why, x.suspected, x.convicted, x.victims, x.others
  from jsonb_to_recordset(due) as x (record_id uuid, agency_id integer, due_on date, suggested_group smallint,
         suggested text, why text, suspected integer, convicted integer, victims integer, others integer)
  join (select a.agency_id, records.managers_of(a.agency_id) as managers
        from (select distinct y.agency_id from jsonb_to_recordset(due) as y (agency_id integer)) a) m
    on m.agency_id = x.agency_id
  on conflict (record_id) where state <> 'decided' do nothing
  returning record_id)
  select coalesce(array_agg(f.record_id), '{}') into opened from fresh f;
  return opened;
end
$$;

-- What is known of the records under review without reading them. `received`: agencies that were given it.
create function records.facts_of(reviews uuid[])
  returns table (id uuid, record_id uuid, kind text, reference text, classification text, status text, version integer,
                 filed_at timestamptz, created_at timestamptz, received integer, holds integer, restricted boolean,
                 reviewer text, mine boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select v.id, r.id, r.kind, r.reference, r.classification, access.stage_of(r), r.version, r.filed_at, r.created_at,
           case when r.released_to_all then (select count(*) - 1 from identity.agency a)::integer
                else cardinality(array_remove(r.released_to, r.agency_id)) end,
           (select count(*) from access.legal_hold h where h.record_id = r.id and h.lifted_at is null)::integer,
           r.restricted_at is not null, p.name, v.reviewer_id is not distinct from identity.viewer_person()
    from records.review v
    join access.record r on r.id = v.record_id
    left join identity.person p on p.id = v.reviewer_id
    where v.id = any (reviews) and v.agency_id = identity.viewer_agency()
      and (access.viewer_manages_records()
           or access.viewer_decides() and v.reviewer_id = identity.viewer_person()
              and access.sight(r, false, false) = 'full');
  end;

-- Decides reviews, one after the other in one order, so that two who decide the same wait for each other and the second
-- is told. What it says of each: `done`; `decided`, somebody has done so; `changed`, it is not as the person saw it;
-- `held`, a legal hold outranks it; `at-work`, a trigger of its kind's room says that it is worked on (SM035);
-- `not-corrected`, no version was written since. A review that the viewer may not decide is not mentioned: it is as if it
-- were not there.
create function records.decide_reviews(
  reviews uuid[], revisions integer[], decision text, of_group integer, criteria text[], reason text, ground text,
  today date
) returns table (review uuid, record_id uuid, kind text, outcome text, told integer[])
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  one record;
  next_on date;
begin
  for one in
    select v.*, w.revision as seen, r.kind as of_kind, r.version as stands_at, r.restricted_at
    from unnest(reviews, revisions) as w (id, revision)
    join records.review v on v.id = w.id
    join access.record r on r.id = v.record_id
    where v.agency_id = identity.viewer_agency()
      and (access.viewer_manages_records()
           or access.viewer_decides() and v.reviewer_id = identity.viewer_person()
              and access.sight(r, false, false) = 'full')
    order by v.id for update of v, r
  loop
    review := one.id;
    record_id := one.record_id;
    kind := one.of_kind;
    told := '{}';
    outcome := case
      when one.state = 'decided' then 'decided'
      when one.revision <> one.seen then 'changed'
      when decide_reviews.decision in ('restrict', 'erase') and access.is_held(one.record_id) then 'held'
      when decide_reviews.decision = 'restrict' and one.restricted_at is not null then 'decided'
      when decide_reviews.decision = 'correct' and one.stands_at <= coalesce(one.correct_from, one.stands_at) then 'not-corrected'
      else 'done' end;
    if outcome = 'done' and decide_reviews.decision = 'erase' then
      begin
        if access.ask_erasure(one.record_id, decide_reviews.ground) is null then
          outcome := 'decided';
        end if;
      exception when sqlstate 'SM035' then
        outcome := 'at-work';
      end;
    end if;
    if outcome = 'done' then
      next_on := case when decide_reviews.decision in ('keep', 'correct', 'restrict')
        then today + make_interval(years => records.years_of_group(coalesce(of_group, one.suggested_group))) end;
      update records.review v set state = 'decided', revision = v.revision + 1, decision = decide_reviews.decision,
        retention_group = of_group, criteria = coalesce(decide_reviews.criteria, '{}'), reason = decide_reviews.reason,
        ground = decide_reviews.ground, decided_by = identity.viewer_person(), decided_at = now(), next_review_on = next_on
      where v.id = one.id;
      if decide_reviews.decision = 'restrict' then
        insert into access.restriction (record_id, agency_id, ground, placed_by)
        values (one.record_id, one.agency_id, decide_reviews.ground, identity.viewer_person());
        update access.record r set restricted_at = now(), review_on = next_on where r.id = one.record_id;
        told := access.tell_recipients(one.record_id, 'restricted', 'Its owner has restricted it. Do not use it.', null, null);
      elsif next_on is not null then
        update access.record r set review_on = next_on where r.id = one.record_id;
      end if;
    end if;
    return next;
  end loop;
end
$$;

-- Names another person for reviews: one who manages the agency's records, or who decides and may see the record. With
-- `to_correct` they are asked for a version that puts it right.
create function records.name_reviewer(reviews uuid[], revisions integer[], person uuid, to_correct boolean)
  returns table (review uuid, record_id uuid, kind text, outcome text)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  one record;
  p identity.person;
begin
  select * into p from identity.person x
  where x.id = person and x.agency_id = identity.viewer_agency() and x.active;
  for one in
    select v.id, v.record_id, v.state, v.revision, w.revision as seen, r.kind as of_kind, r.version, r.classification,
           r.compartment_id
    from unnest(reviews, revisions) as w (id, revision)
    join records.review v on v.id = w.id
    join access.record r on r.id = v.record_id
    where v.agency_id = identity.viewer_agency() and access.viewer_manages_records()
    order by v.id for update of v
  loop
    review := one.id;
    record_id := one.record_id;
    kind := one.of_kind;
    outcome := case
      when one.state = 'decided' then 'decided'
      when one.revision <> one.seen then 'changed'
      when p.id is null then 'not-theirs'
      when access.manages_records(p.roles) and not to_correct then 'done'
      when not access.decides(p.roles)
           or one.classification <> 'OFFICIAL' and p.clearance <> 'OFFICIAL-SENSITIVE'
           or one.compartment_id is not null and not exists (
                select from access.compartment_member m
                where m.compartment_id = one.compartment_id and m.person_id = p.id and access.is_awake(m.awake_until)) then 'not-theirs'
      else 'done' end;
    if outcome = 'done' then
      update records.review v set reviewer_id = p.id, named_at = now(), revision = v.revision + 1,
        state = case when to_correct then 'correcting' else 'open' end,
        correct_from = case when to_correct then one.version end
      where v.id = one.id;
    end if;
    return next;
  end loop;
end
$$;

-- What was decided stays as it was decided.
create function records.guard_review() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  -- Its words go with the record.
  if old.state = 'decided' and new.reason = 'Erased' and access.erasure_in_hand(new.record_id) then
    return new;
  end if;
  if old.state = 'decided' then
    raise exception 'A review is decided once' using errcode = 'SM003';
  end if;
  if (new.id, new.record_id, new.agency_id, new.due_on) is distinct from (old.id, old.record_id, old.agency_id, old.due_on) then
    raise exception 'A review stays with its record and its date' using errcode = 'SM003';
  end if;
  if new.decision in ('restrict', 'erase') and access.is_held(new.record_id) then
    raise exception 'A legal hold outranks a review' using errcode = 'SM031', hint = 'Lift the hold first.';
  end if;
  return new;
end
$$;

-- A filed record's date moves with its next version, or because a review was decided in this transaction: nobody
-- resets the clock by reading, and nobody without a reason.
create function records.require_decision() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from records.review v
                 where v.record_id = new.id and v.state = 'decided' and v.next_review_on = new.review_on
                   and v.xmin = pg_current_xact_id()::xid) then
    raise exception 'A review date moves when somebody has reviewed the record' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- What was written of a record that is erased goes with it; what was open is done.
create function records.drop_words() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update records.review v set reason = 'Erased' where v.record_id = new.id and v.state = 'decided' and v.reason is not null;
  delete from records.review v where v.record_id = new.id and v.state <> 'decided';
  update records.subject_request_item i set categories = '{}', born = 'unknown' where i.record_id = new.id;
  update records.subject_request_decision d set reason = 'Erased'
  from records.subject_request_item i where i.id = d.item_id and i.record_id = new.id and d.reason is not null;
  return null;
end
$$;

grant execute on function records.facts_of(uuid[]), records.years_of_group(integer),
  records.decide_reviews(uuid[], integer[], text, integer, text[], text, text, date),
  records.name_reviewer(uuid[], integer[], uuid, boolean) to seamark_member;
grant execute on function records.require_decision(), records.guard_review(), records.drop_words() to seamark_owner;

set role seamark_owner;

create trigger review_is_guarded before update on records.review
  for each row execute function records.guard_review();

create trigger words_go_with_the_record after update of erased_at on access.record
  for each row when (new.erased_at is not null) execute function records.drop_words();

create trigger review_date_is_decided before update of review_on on access.record
  for each row when (old.status <> 'draft' and new.kind <> 'sealed' and old.version = new.version
                     and new.review_on is distinct from old.review_on)
  execute function records.require_decision();

reset role;
