-- What the room for records asks of a report of the public that was found for a data subject.

set role seamark_owner;

-- Is it one of the viewer's own desk, and do they work there? As the policies of the room say it.
create function reporting.at_viewers_desk(report uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return report is not null and exists (select from reporting.public_report p where p.id = report);
end
$$;

grant execute on function reporting.at_viewers_desk(uuid) to seamark_member;

set role seamark_service;

-- What it is called, for whoever works at its desk; null for anybody else.
create function reporting.called_at_desk(report uuid) returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select p.reference from reporting.public_report p
    where p.id = called_at_desk.report and p.agency_id = identity.viewer_agency() and access.viewer_triages();
  end;

-- Is nothing of it left? For its own agency; a report that is not theirs is not destroyed.
create function reporting.is_destroyed(report uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from reporting.public_report p
                   where p.id = is_destroyed.report and p.agency_id = identity.viewer_agency() and p.destroyed_at is not null);
  end;

grant execute on function reporting.is_destroyed(uuid) to seamark_member;

reset role;
