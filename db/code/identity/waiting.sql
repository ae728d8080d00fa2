-- What of the accounts waits for the viewer.

set role seamark_owner;

-- Gained roles and clearances that a records manager looks into, never those of their own.
create function identity.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    select jsonb_build_object('counts', '{}'::jsonb, 'mark', concat_ws(' ', count(*),
             sum(hashtextextended(concat_ws(' ', a.id, a.at), 0))))
    from identity.appointment a
    where identity.viewer_has_role('records_manager') and a.agency_id = identity.viewer_agency()
      and a.seen_at is null and a.person_id <> identity.viewer_person()
      and a.given_by is distinct from identity.viewer_person();
  end;

grant execute on function identity.waiting() to seamark_member;

reset role;
