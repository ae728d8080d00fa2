-- What a report descends from, and what other rooms may ask of a report.

set role seamark_service;

-- May a partner read this version, as far as its check goes? False too for a version that is not there, so
-- that the answer never tells a sanitised report from another.
create function intelligence.is_checked(wanted uuid, wanted_version integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from intelligence.version v where v.report_id = wanted and v.version = wanted_version)
       and (not exists (select from intelligence.derivation d where d.derivative_id = wanted)
            or exists (select from intelligence.version_check c where c.report_id = wanted and c.version = wanted_version));
  end;

-- A report, what it is a sanitised version or the next version of, what that is one of, and so on. For other
-- functions; what stands there is asked by no member.
create function intelligence.lineage_of(wanted uuid) returns table (report_id uuid)
  language sql stable security definer set search_path = ''
  begin atomic
    with recursive up (id) as (
      select wanted
      union
      select o.id from up cross join lateral (
        select d.original_id as id from intelligence.derivation d where d.derivative_id = up.id
        union all
        select r.next_version_of from access.record r where r.id = up.id and r.next_version_of is not null) o
    )
    select up.id from up;
  end;

-- For other rooms' functions: whose a report is and whether it is a draft still; and all that somebody wrote into
-- a filed version, in whichever table it stands (`words` of stored-report.ts).
create function intelligence.owner_of(wanted uuid) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select r.agency_id from access.record r where r.id = wanted;
  end;

create function intelligence.is_draft(wanted uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from access.record r where r.id = wanted and r.status = 'draft');
  end;

-- Is it a draft of the viewer's own, and of no report that was filed before?
create function intelligence.is_own_new_draft(wanted uuid) returns boolean
  language sql stable set search_path = ''
  begin atomic
    select exists (select from access.record r
                   where r.id = wanted and r.status = 'draft' and r.next_version_of is null
                     and r.author_id = identity.viewer_person());
  end;

create function intelligence.filed_words(wanted uuid, wanted_version integer) returns jsonb
  language sql stable security definer set search_path = ''
  begin atomic
    select jsonb_build_object(
      'document', t.document, 'agency_reference', r.agency_reference, 'original_grade', p.original_grade,
      'withheld', (select coalesce(jsonb_agg(jsonb_build_object('number', w.number, 'subject', w.subject) order by w.number), '[]')
                   from intelligence.withheld_subject w where w.report_id = v.report_id and w.version = v.version))
      -- Where there is none, the words are what they were when they were compared.
      || coalesce((select jsonb_build_object('change_reason', c.reason) from intelligence.version_change c
                   where c.report_id = v.report_id and c.version = v.version and c.reason is not null), '{}')
    from intelligence.version v join intelligence.version_content t on t.report_id = v.report_id and t.version = v.version
    join access.record r on r.id = v.report_id join intelligence.report p on p.id = r.id
    where v.report_id = wanted and v.version = wanted_version and r.status <> 'draft';
  end;

-- What a sanitised version must not name: everything that it comes from, by all the references it ever had.
-- For whoever may read the sanitised version itself; they need not see each ancestor.
create function intelligence.ancestors_of(wanted uuid)
  returns table (id uuid, reference text, agency_references text[])
  language sql stable security definer set search_path = ''
  begin atomic
    with target as (
      select coalesce(r.next_version_of, r.id) as id, r.id as draft_id from access.record r
      where r.id = wanted and r.agency_id = identity.viewer_agency()
        and access.sight(r, false, false) = 'full'
        and (r.status <> 'draft' or intelligence.may_read_what_it_is_made_of(r.id))
    )
    select a.id, a.reference,
           array(select f.agency_reference from intelligence.former_agency_reference f where f.report_id = a.id
                 union select a.agency_reference where a.agency_reference is not null)
    from target
    cross join lateral intelligence.lineage_of(target.id) l
    join access.record a on a.id = l.report_id
    where a.id <> target.id and a.id <> target.draft_id and a.agency_id = identity.viewer_agency();
  end;

grant execute on function intelligence.is_checked(uuid, integer), intelligence.ancestors_of(uuid),
  intelligence.is_own_new_draft(uuid)
  to seamark_member;

reset role;
