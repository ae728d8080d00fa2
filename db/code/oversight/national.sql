-- The national picture, for the task force: how far each addressee has come, and no word of what it says.

set role seamark_service;

create function oversight.national_picture()
  returns table (inspection_id uuid, number integer, agency_id integer, agency_name text, due_on date, stage text,
                 signed_at timestamptz, outcome text, ended_on date)
  language sql stable security definer set search_path = ''
  begin atomic
    select s.inspection_id, s.number, s.agency_id, s.agency_name, s.due_on, s.stage, s.signed_at, s.outcome, s.ended_on
    from oversight.duty_state s
    where access.viewer_enters_progress()
      and exists (select from identity.agency a where a.id = identity.viewer_agency() and a.kind = 'task-force')
    order by s.number, s.agency_name;
  end;

grant execute on function oversight.national_picture() to seamark_member;

reset role;
