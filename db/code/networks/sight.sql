-- Who of those that reports name is kept apart, and what is one with what.

set role seamark_owner;

-- The chain of decisions that two subjects are the same, from one of them: as far as whoever asks may see both ends of
-- each. A program that asks gets the whole chain.
create function networks.joined_with(start uuid) returns table (subject_id uuid)
  language sql stable set search_path = ''
  begin atomic
    with recursive chain (id) as (
      select start
      union
      select case when j.a = c.id then j.b else j.a end
      from chain c
      cross join lateral (
        select x.a, x.b from networks.joining x
        where x.a = c.id and x.parted_at is null and x.at_a is not null and x.at_b is not null
        union all
        select x.a, x.b from networks.joining x
        where x.b = c.id and x.parted_at is null and x.at_a is not null and x.at_b is not null) j
    )
    select chain.id from chain limit 500;
  end;

grant execute on function networks.joined_with(uuid) to seamark_member, seamark_service;

set role seamark_service;

-- Is this person (or what is theirs) kept apart from others? Their owner names somebody written so, or somebody whom it
-- decided to be the same, as a victim, a witness or a child, and two of its people have not decided since that others
-- may find them.
--   subject   the person, where the mention is a person's; else null
create function networks.keeps_apart(owner integer, folds text[], subject uuid) returns boolean
  language plpgsql stable security definer cost 1000 set search_path = '' as $$
declare
  all_folds text[] := folds;
  everybody uuid[] := array[subject];
  named timestamptz;
begin
  -- Asked of very many, nearly all of whom nobody withholds: a condition that reads a table is a statement of its own.
  if cardinality(folds) = 0 then
    return false;
  end if;
  if subject is not null then
    if exists (select from networks.joining j
        where (j.a = subject or j.b = subject) and j.parted_at is null and j.at_a is not null and j.at_b is not null) then
      select array_agg(distinct f.fold), array_agg(distinct h.subject_id) into all_folds, everybody
      from networks.joined_with(subject) c (id)
      join networks.reach h on h.subject_id = c.id and h.agency_id = owner
      cross join lateral unnest(h.folds) f (fold);
      all_folds := coalesce(all_folds, folds);
    end if;
  end if;
  named := intelligence.withheld_since(owner, all_folds);
  if named is null then
    return false;
  end if;
  return not exists (
    select from networks.safeguarding g
    where g.agency_id = owner and g.agreed_at is not null and g.agreed_at >= named
      and (g.subject_id = any (everybody)
           -- what is theirs: their own subject is known by the same folds
           or subject is null and exists (
             select from networks.reach p
             where p.subject_id = g.subject_id and p.agency_id = owner and p.kind = 'person' and p.folds && keeps_apart.folds)));
end
$$;

-- Of which of these people, each by an agency and a fold, it has to be asked at all? Of those whom their agency withholds.
-- All others are kept apart only if they were decided to be the same as somebody.
create function networks.named_apart(owners integer[], folds text[]) returns table (agency_id integer, fold text)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
    select g.agency_id, f.fold
    from (select u.agency_id, array_agg(distinct u.fold) as folds from unnest(owners, folds) u (agency_id, fold) group by 1) g
    cross join lateral unnest(intelligence.withheld_among(g.agency_id, g.folds)) f (fold);
end
$$;

-- The same of one mention, for the policies. By its report and number alone: asked by names, it would tell of anybody.
create function networks.is_kept_apart(record uuid, in_number integer) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  h networks.reach;
begin
  select * into h from networks.reach x
  where x.record_id = record and x.number = in_number and x.reader = x.agency_id;
  return h.record_id is null
    or networks.keeps_apart(h.agency_id, h.folds, case when h.kind = 'person' then h.subject_id end);
end
$$;

-- The same of a person of the viewer's own agency, for its own page: what others do not find, and why.
create function networks.own_is_kept_apart(subject uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select coalesce(bool_or(networks.keeps_apart(h.agency_id, h.folds, h.subject_id)), false)
    from networks.reach h
    where h.subject_id = own_is_kept_apart.subject and h.kind = 'person'
      and h.agency_id = identity.viewer_agency() and h.reader = h.agency_id and access.viewer_reads_content();
  end;

-- Which agency's report names this subject, where it has no key; for the policies of joinings and safeguarding.
create function networks.owner_of(subject uuid) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select r.agency_id from networks.subject s join access.record r on r.id = s.record_id where s.id = subject;
  end;

grant execute on function networks.own_is_kept_apart(uuid), networks.owner_of(uuid) to seamark_member;
grant execute on function networks.is_kept_apart(uuid, integer) to seamark_member;

set role seamark_owner;

-- Does the viewer find this subject: by a report in full sight that names it?
create function networks.finds(subject uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (select from networks.reach h
                 where h.subject_id = subject and h.reader in (0, identity.viewer_agency()));
end
$$;

-- Does one item of this report, in the viewer's sight, name both?
create function networks.finds_together(record uuid, in_item integer, one uuid, other uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (
    select from networks.reach x join networks.reach y on y.record_id = x.record_id and y.item = x.item
    where x.record_id = record and x.item = in_item and x.subject_id = one and y.subject_id = other
      and x.reader in (0, identity.viewer_agency()) and y.reader in (0, identity.viewer_agency()));
end
$$;

grant execute on function networks.finds(uuid), networks.finds_together(uuid, integer, uuid, uuid) to seamark_member;

reset role;
