-- The search for a data subject through what lies sealed.

set role seamark_service;

-- Keeps ids of sealed reports that an officer has opened and found the subject in. Theirs alone who is named for the
-- request and works at the desk; what is decided stays. Returns how many are new.
create function records.keep_sealed_found(request uuid, finds uuid[]) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  kept integer;
begin
  if not exists (
    select from records.subject_request q
    where q.id = keep_sealed_found.request and q.state = 'open' and q.identity = 'proven'
      and q.agency_id = identity.viewer_agency() and q.officer_id = identity.viewer_person() and access.viewer_decides()) then
    return null;
  end if;
  insert into records.subject_request_item (request_id, agency_id, sealed_id, kind, reference, found_in)
  select keep_sealed_found.request, identity.viewer_agency(), f.id, 'public-report', reporting.called_at_desk(f.id), array['text']
  from unnest(finds) as f (id) where reporting.called_at_desk(f.id) is not null
  on conflict (request_id, sealed_id) do nothing;
  get diagnostics kept = row_count;
  return kept;
end
$$;

-- How many sealed records the agency has with this node: of these it holds tokens, and their words are kept outside. For
-- who answers one of its requests.
create function records.sealed_outside(request uuid) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select (select count(*) from (select from access.record r
              where r.agency_id = q.agency_id and r.kind = 'sealed' and r.status = 'disseminated' limit 100000) n)::integer
    from records.subject_request q
    where q.id = sealed_outside.request and q.agency_id = identity.viewer_agency()
      and records.viewer_answers(q.agency_id, q.officer_id);
  end;

-- Nobody is looked for before it is noted who they are; what is sealed to the desk is looked through by the named officer.
create function records.guard_sealed_search() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from records.subject_request q
    where q.id = new.request_id and q.agency_id = new.agency_id and q.state = 'open' and q.identity = 'proven'
      and (new.kind = 'sealed-record' or q.officer_id = new.by_person)) then
    raise exception 'What lies sealed is searched for an open request of somebody who is known' using errcode = 'SM003';
  end if;
  return new;
end
$$;

grant execute on function records.keep_sealed_found(uuid, uuid[]), records.sealed_outside(uuid) to seamark_member;
grant execute on function records.guard_sealed_search() to seamark_owner;

set role seamark_owner;

create trigger sealed_search_is_guarded before insert or update on records.sealed_search
  for each row execute function records.guard_sealed_search();

reset role;
