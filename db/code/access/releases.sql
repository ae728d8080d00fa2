-- A release without its row, and a recall without its notices, cannot be committed by anybody who is signed in. The
-- program itself releases and recalls nothing; but `access-cases` makes every state of the rule's table, also those
-- that no act leads to.

set role seamark_service;

-- At commit, of a person's change: what is released has been released, and what is withdrawn was recalled.
create function access.require_release() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  r access.record;
begin
  select * into r from access.record x where x.id = new.id;
  if not found then
    return null;
  end if;
  if r.status = 'disseminated' and (
       (r.released_to_all and not exists (select from access.release x where x.record_id = r.id and x.to_all))
       or exists (select from unnest(r.released_to) as t (agency)
                  where not exists (select from access.release x where x.record_id = r.id and t.agency = any (x.agencies)))) then
    raise exception 'A record is released with its release: to whom, by whom and why' using errcode = 'SM003';
  end if;
  if r.status = 'withdrawn' and (
       not exists (select from access.recall c where c.record_id = r.id)
       or exists (select from identity.agency a
                  where a.id <> r.agency_id and (r.released_to_all or a.id = any (r.released_to))
                    and not exists (select from access.recall_notice n where n.record_id = r.id and n.agency_id = a.id))) then
    raise exception 'A record is withdrawn with its recall, and a notice for each agency that had it' using errcode = 'SM003';
  end if;
  return null;
end
$$;

-- The same from the other side: no release or recall stands for something that did not happen.
create function access.require_released_record() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from access.record r where r.id = new.record_id
                   and r.status in ('disseminated', 'withdrawn')
                   and (r.released_to_all or not new.to_all) and new.agencies <@ r.released_to) then
    raise exception 'A release says to whom the record is released' using errcode = 'SM003';
  end if;
  return null;
end
$$;

grant execute on function access.require_release(), access.require_released_record()
  to seamark_owner;

set role seamark_owner;

create constraint trigger record_has_its_release after insert or update on access.record
  deferrable initially deferred for each row
  when (current_user = 'seamark_member' and (new.status = 'withdrawn' or new.released_to_all or new.released_to <> '{}'))
  execute function access.require_release();

create constraint trigger release_has_its_record after insert on access.release
  deferrable initially deferred for each row when (current_user = 'seamark_member')
  execute function access.require_released_record();

reset role;
