-- A release without its row, and a recall without its notices, cannot be committed by anybody who is signed in. The
-- program itself releases and recalls nothing; but `access-cases` makes every state of the rule's table, also those
-- that no act leads to.

set role seamark_service;

-- At commit, of a person's change: what is released has been released, and what is withdrawn was recalled.
create function intelligence.require_release() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  r intelligence.report%rowtype;
begin
  select * into r from intelligence.report x where x.id = new.id;
  if not found then
    return null;
  end if;
  if r.status = 'disseminated' and (
       not exists (select from intelligence.release x where x.report_id = r.id)
       or (r.released_to_all and not exists (select from intelligence.release x where x.report_id = r.id and x.to_all))
       or exists (select from unnest(r.released_to) as t (agency)
                  where not exists (select from intelligence.release x where x.report_id = r.id and t.agency = any (x.agencies)))) then
    raise exception 'A report is released with its release: to whom, by whom and why' using errcode = 'SM003';
  end if;
  if r.status = 'withdrawn' and (
       not exists (select from intelligence.recall c where c.report_id = r.id)
       or exists (select from identity.agency a
                  where a.id <> r.agency_id and (r.released_to_all or a.id = any (r.released_to))
                    and not exists (select from intelligence.recall_notice n where n.report_id = r.id and n.agency_id = a.id))) then
    raise exception 'A report is withdrawn with its recall, and a notice for each agency that had it' using errcode = 'SM003';
  end if;
  return null;
end
$$;

-- The same from the other side: no release or recall stands for something that did not happen.
create function intelligence.require_released_report() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from intelligence.report r where r.id = new.report_id
                   and r.status in ('disseminated', 'withdrawn')
                   and (r.released_to_all or not new.to_all) and new.agencies <@ r.released_to) then
    raise exception 'A release says to whom the report is released' using errcode = 'SM003';
  end if;
  return null;
end
$$;

grant execute on function intelligence.require_release(), intelligence.require_released_report()
  to seamark_owner;

set role seamark_owner;

create constraint trigger report_has_its_release after insert or update on intelligence.report
  deferrable initially deferred for each row
  when (current_user = 'seamark_member' and new.status in ('disseminated', 'withdrawn'))
  execute function intelligence.require_release();

create constraint trigger release_has_its_report after insert on intelligence.release
  deferrable initially deferred for each row when (current_user = 'seamark_member')
  execute function intelligence.require_released_report();

reset role;
