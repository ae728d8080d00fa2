-- Is the viewer's agency the task force? What it may know of all agencies asks by this.

set role seamark_service;

create function identity.viewer_is_of_task_force() returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from identity.agency a where a.id = identity.viewer_agency() and a.kind = 'task-force');
  end;

grant execute on function identity.viewer_is_of_task_force() to seamark_member;

reset role;
