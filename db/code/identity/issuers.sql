-- Who vouches for an agency's people is the operator's to say. Whoever runs that provider can be anybody of the agency,
-- so each change stands in every agency's ledger, and ends at once what came of the provider before.

set role seamark_service;

create function identity.follow_issuer() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.tell_every_agency('identity.agency.issuer.set', jsonb_build_object(
    'agency', new.slug, 'issuer', coalesce(new.issuer, '')));
  with ended as (
    update identity.person p set not_before = clock_timestamp()
    where p.agency_id = new.id and p.subject is not null and not identity.vouches(p.issuer, new.id)
    returning p.id)
  insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
  select 'administration', 'identity.person.end-sessions', new.id,
         coalesce(nullif(current_setting('seamark.service', true), ''), 'database'), 'person', ended.id
  from ended;
  return null;
end
$$;

grant execute on function identity.follow_issuer() to seamark_owner;

set role seamark_owner;

create trigger issuer_is_the_operators before update on identity.agency
  for each row when (old.issuer is distinct from new.issuer) execute function identity.guard_kind();

create trigger issuer_is_followed after update on identity.agency
  for each row when (old.issuer is distinct from new.issuer) execute function identity.follow_issuer();

reset role;
