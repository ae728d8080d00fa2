-- The photographs of a public report, beside the intelligence report that was made of it.

set role seamark_owner;

create function reporting.photographs_beside(report uuid)
  returns table (public_report_id uuid, reference text, report_destroyed boolean, part text, number integer, media text,
                 bytes integer, destroyed boolean)
  language sql stable set search_path = ''
  begin atomic
    select p.id, p.reference, p.destroyed_at is not null, f.part, f.number, f.media, f.bytes, f.header is null
    from reporting.became b join reporting.public_report p on p.id = b.public_report_id
    left join reporting.sealed_part f on f.report_id = p.id and f.part in ('file', 'original')
    where b.report_id = photographs_beside.report and p.agency_id = identity.viewer_agency()
    order by b.at, p.id, f.part, f.number;
  end;

grant execute on function reporting.photographs_beside(uuid) to seamark_member;

reset role;
