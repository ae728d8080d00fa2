-- Which groups of the viewer's agency need attention, and why: at a moment that is given, so that a test has a clock.

set role seamark_owner;

-- As far as the viewer sees, under their own policies: a report that they may not know of is in no count. It looks at two
-- hundred groups at most, the oldest first. `recent` and `earlier` are reports that were linked in the last days and in
-- as many before; they stand beside `review-due` as its reason, and are no measure: nothing is ordered by them.
create function networks.groups_needing_attention(at timestamptz)
  returns table (id uuid, name text, classification text, lead_id uuid, reasons text[], since timestamptz, still_since date,
                 next_review_on date, recent integer, earlier integer)
  language plpgsql stable set search_path = '' as $$
#variable_conflict use_column
declare
  days record;
  today date := (at at time zone 'Europe/London')::date;
begin
  select s.rising_days * interval '1 day' as rising, s.rising_least as least, s.still_days * interval '1 day' as still into days
  from networks.group_setting s;
  return query
    select f.id, f.name, f.classification, f.lead_id, f.reasons,
           case f.reasons[1] when 'plan-still' then f.plan_changed_at + days.still
                             when 'review-overdue' then f.next_review_on::timestamptz
                             when 'review-due' then f.last_linked else f.created_at end,
           (f.plan_changed_at at time zone 'Europe/London')::date, f.next_review_on, f.recent, f.earlier
    from (
      select g.id, r.title as name, r.classification, g.lead_id, g.created_at, g.plan_changed_at, g.next_review_on,
             n.recent, n.earlier, n.last_linked,
             array_remove(array[
               case when g.status = 'active'
                         and not coalesce((select p.active from identity.person p where p.id = g.lead_id), false)
                    then 'no-lead' end,
               case when g.status = 'active' and not coalesce(l.planned, false) then 'no-plan' end,
               case when g.status = 'active' and coalesce(l.planned, false) and g.plan_changed_at < at - days.still
                    then 'plan-still' end,
               case when g.next_review_on < today then 'review-overdue' end,
               case when g.status in ('active', 'dormant') and a.grade = 'low' and n.recent >= days.least and n.recent > n.earlier
                         and greatest(g.reviewed_at, g.created_at) < at - days.rising
                    then 'review-due' end], null) as reasons
      from (select c.* from networks.crime_group c
            where c.agency_id = identity.viewer_agency() and c.status in ('active', 'dormant')
            order by c.created_at, c.id limit 200) g
      join access.record r on r.id = g.id and r.status = 'disseminated'
      left join lateral (select bool_or(x.state <> 'dropped') as planned from networks.group_line x where x.group_id = g.id) l on true
      left join lateral (select x.grade from networks.group_assessment x where x.group_id = g.id
                         order by x.made_on desc, x.at desc, x.id limit 1) a on true
      cross join lateral (
        select (count(*) filter (where k.at > groups_needing_attention.at - days.rising))::integer as recent,
               (count(*) filter (where k.at <= groups_needing_attention.at - days.rising))::integer as earlier,
               max(k.at) as last_linked
        from networks.group_report k
        where k.group_id = g.id and k.at > groups_needing_attention.at - 2 * days.rising
          and k.at <= groups_needing_attention.at) n) f
    where cardinality(f.reasons) > 0;
end
$$;

-- Lines of plans that wait for the viewer, in groups that are in force.
create function networks.own_group_lines()
  returns table (id uuid, group_id uuid, name text, classification text, what text, strand text, due_on date, state text,
                 since timestamptz)
  language plpgsql stable set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select l.id, l.group_id, r.title, r.classification, l.what, l.strand, l.due_on, l.state, l.changed_at
    from networks.group_line l join access.record r on r.id = l.group_id and r.status = 'disseminated'
    where l.state in ('open', 'under-way')
      and l.id in (select x.id from networks.group_line x where x.owner_id = identity.viewer_person()
                   union all
                   select a.line_id from networks.group_line_asked a where a.person_id = identity.viewer_person())
    order by l.due_on, l.id limit 50;
end
$$;

-- Lines that a partner asks the viewer's agency to own, and nobody has answered: for those who answer for it.
create function networks.asked_group_lines()
  returns table (id uuid, group_id uuid, name text, classification text, what text, strand text, due_on date, asker text,
                 since timestamptz)
  language plpgsql stable set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select l.id, l.group_id, r.title, r.classification, l.what, l.strand, l.due_on, o.name, a.asked_at
    from networks.group_line_asked a
    join networks.group_line l on l.id = a.line_id and l.state in ('open', 'under-way')
    join access.record r on r.id = a.group_id and r.status = 'disseminated'
    join identity.agency o on o.id = l.agency_id
    where a.agency_id = identity.viewer_agency() and a.answered_at is null and access.viewer_keeps_groups()
    order by l.due_on, l.id limit 50;
end
$$;

-- Is there anything of a group that may wait for the viewer? As the program and in three index reads: every page asks, and to
-- begin a statement under the policies of six tables takes longer than all it finds. It tells the viewer what is theirs alone.
set role seamark_service;

create function networks.viewer_and_groups(out has_lines boolean, out is_asked boolean, out answers_for_groups boolean)
  language plpgsql stable security definer set search_path = '' as $$
declare
  agency integer := identity.viewer_agency();
  person uuid := identity.viewer_person();
begin
  has_lines := exists (select from networks.group_line l where l.owner_id = person and l.state in ('open', 'under-way'))
    or exists (select from networks.group_line_asked a where a.person_id = person);
  is_asked := access.viewer_keeps_groups()
    and exists (select from networks.group_line_asked a where a.agency_id = agency and a.answered_at is null);
  answers_for_groups :=
    exists (select from networks.crime_group g where g.lead_id = person and g.status in ('active', 'dormant'))
    or access.viewer_coordinates_groups() and exists (select from networks.crime_group g where g.agency_id = agency);
end
$$;

grant execute on function networks.viewer_and_groups() to seamark_member;

set role seamark_owner;

-- A mark of all that waits of groups: another one when something of it changes.
create function networks.groups_mark() returns text
  language plpgsql stable set search_path = '' as $$
declare
  of record;
  lines text;
  asked text;
  attention text;
begin
  if not access.viewer_reads_content() then
    return '';
  end if;
  of := networks.viewer_and_groups();
  if of.has_lines then
    select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', l.id, l.due_on, l.state), 0))) into lines
    from networks.own_group_lines() l;
  end if;
  if of.is_asked then
    select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', l.id, l.due_on, l.since), 0))) into asked
    from networks.asked_group_lines() l;
  end if;
  if of.answers_for_groups then
    select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', a.id, a.reasons), 0))) into attention
    from networks.groups_needing_attention(now()) a
    where access.viewer_coordinates_groups() or a.lead_id = identity.viewer_person();
  end if;
  return concat_ws('/', coalesce(lines, ''), coalesce(asked, ''), coalesce(attention, ''));
end
$$;

grant execute on function networks.groups_needing_attention(timestamptz), networks.own_group_lines(), networks.asked_group_lines(),
  networks.groups_mark()
  to seamark_member;

reset role;
