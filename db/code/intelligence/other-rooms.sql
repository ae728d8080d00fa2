-- What this room publishes for the others.

set role seamark_owner;

-- What a version says, for rooms that show a report beside what is theirs; each row by the viewer's own sight.
create view intelligence.what_it_says with (security_invoker = true) as
  select c.report_id, c.version, c.document from intelligence.version_content c;

grant select on intelligence.what_it_says to seamark_member, seamark_service;

-- Does this version keep somebody of this name apart: a victim, a witness, somebody who may be a child? Answered to the
-- report's owner alone, under their own policies: to anybody else nobody is kept apart.
create function intelligence.keeps_apart(report uuid, of_version integer, somebody text) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (
    select from intelligence.withheld_subject w
    cross join lateral jsonb_array_elements_text(w.subject -> 'names') name
    where w.report_id = report and w.version = of_version and w.subject ->> 'kind' = 'person'
      and lower(btrim(name)) = lower(btrim(somebody)));
end
$$;

grant execute on function intelligence.keeps_apart(uuid, integer, text) to seamark_member;

set role seamark_service;

-- Does the viewer read this report of a partner in full? As the policies of the intelligence room say it: released,
-- its conditions accepted by this person, and checked where it was sanitised.
create function intelligence.partner_report_read(report uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from access.record r
      where r.id = partner_report_read.report and r.agency_id <> identity.viewer_agency() and r.status = 'disseminated'
        and access.sight(r, exists (select from access.acceptance a
                      where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
              false) = 'full'
        and intelligence.is_checked(r.id, r.version));
  end;

-- When did the agency last name somebody written so as a victim, a witness or a child, in a version that stands? Null
-- where it does not. A recalled report is kept, and so is what it says. For other functions: no member may ask, because
-- the answer would tell.
create function intelligence.withheld_since(agency integer, wanted text[]) returns timestamptz
  language sql stable security definer set search_path = ''
  begin atomic
    select max(v.written_at)
    from intelligence.withheld_subject w
    join access.record r on r.id = w.report_id and r.version = w.version
    join intelligence.version v on v.report_id = w.report_id and v.version = w.version
    where w.folds && wanted and r.agency_id = agency and r.status <> 'draft' and r.erased_at is null;
  end;

-- The items of one version, for what the database keeps of them beside it (networks.event). Nobody else may ask.
create function intelligence.items_of(wanted uuid, wanted_version integer) returns jsonb
  language sql stable security definer set search_path = ''
  begin atomic
    select c.document -> 'items' from intelligence.version_content c
    where c.report_id = wanted and c.version = wanted_version;
  end;

-- Which of these ways of writing a person does the agency withhold? For the room matches, which stores none of them.
create function intelligence.withheld_among(agency integer, wanted text[]) returns text[]
  language plpgsql stable security definer set search_path = '' set enable_bitmapscan = on as $$
begin
  return array(
    select distinct f.fold
    from intelligence.withheld_subject w
    join access.record r on r.id = w.report_id and r.version = w.version
    cross join lateral unnest(w.folds) f (fold)
    where w.folds && wanted and r.agency_id = agency and r.erased_at is null and f.fold = any (wanted));
end
$$;

-- By which folds do these reports withhold anybody? For the job that looks again at what was filed at one moment.
create function intelligence.withheld_by(reports uuid[]) returns table (agency_id integer, folds text[])
  language sql stable security definer set search_path = ''
  begin atomic
    select r.agency_id, array_agg(distinct f.fold)
    from intelligence.withheld_subject w join access.record r on r.id = w.report_id and r.version = w.version
    cross join lateral unnest(w.folds) f (fold)
    where w.report_id = any (reports) group by r.agency_id;
  end;

-- Who is withheld from now on is matched no more, whatever else is said of them.
create function intelligence.set_apart() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform deconfliction.set_apart(
    (select r.agency_id from access.record r where r.id = new.report_id), new.folds);
  -- And once more after the commit: of two at one moment, neither has seen the other.
  perform deconfliction.set_apart_later(new.report_id);
  return null;
end
$$;

grant execute on function intelligence.set_apart() to seamark_owner;

set role seamark_owner;

create trigger who_is_withheld_is_not_matched after insert on intelligence.withheld_subject
  for each row when (new.folds <> '{}') execute function intelligence.set_apart();

reset role;
