-- Sign-ins that were refused, for whoever can help: an administrator, who reads nothing else of the ledger.

set role seamark_service;

-- Of the viewer's agency, and of the providers: what was wrong with one of those concerns everybody who signs in with it.
-- Newest first, the last five thousand. The account is there where it is known whose it was.
create function identity.refused_sign_ins(skip integer, most integer)
  returns table (id bigint, at timestamptz, detail jsonb, person_id uuid, of_the_agency boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select r.id, r.at, r.detail, r.subject_id, r.agency_id is not null
    from (
      (select e.id, e.at, e.detail, e.subject_id, e.agency_id from ledger.event e
       where access.viewer_administers() and e.kind = 'refusal' and e.operation = 'identity.session.begin'
         and e.agency_id = identity.viewer_agency()
       order by e.id desc limit least(skip + most, 5000))
      union all
      (select e.id, e.at, e.detail, e.subject_id, e.agency_id from ledger.event e
       where access.viewer_administers() and e.kind = 'refusal' and e.operation = 'identity.session.begin'
         and e.agency_id is null and e.detail ? 'provider'
       order by e.id desc limit least(skip + most, 5000))
    ) r
    order by r.id desc offset skip limit most;
  end;

grant execute on function identity.refused_sign_ins(integer, integer) to seamark_member;

reset role;
