-- What of the accounts waits for the viewer.

set role seamark_owner;

-- For a records manager, roles, clearances and ranks that somebody gained, never those of their own. For an administrator, what
-- groups propose, whose identity is to be let go of, and whose rank runs out; never their own, and not what they asked for
-- themself.
create function identity.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    select jsonb_build_object('counts', '{}'::jsonb, 'mark', concat_ws(' ', count(*),
             sum(hashtextextended(concat_ws(' ', w.id, w.at), 0))))
    from (
      select a.id, a.at from identity.appointment a
      where access.viewer_manages_records() and a.agency_id = identity.viewer_agency()
        and a.seen_at is null and a.person_id <> identity.viewer_person()
        and a.given_by is distinct from identity.viewer_person()
      union all
      select p.id, p.at from identity.role_proposal p
      where access.viewer_administers() and p.agency_id = identity.viewer_agency()
        and p.settled_at is null and p.person_id <> identity.viewer_person()
      union all
      select u.id, u.asked_at from identity.unbinding u
      where access.viewer_administers() and u.agency_id = identity.viewer_agency()
        and u.settled_at is null and u.person_id <> identity.viewer_person()
        and u.asked_by <> identity.viewer_person()
      union all
      select o.attestation_id, o.since from identity.rank_running_out o
      where access.viewer_administers() and o.agency_id = identity.viewer_agency()
        and o.person_id <> identity.viewer_person()
    ) w;
  end;

grant execute on function identity.waiting() to seamark_member;

reset role;
