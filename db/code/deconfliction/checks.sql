-- A check: who holds this value?

set role seamark_service;

create function deconfliction.note_check() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.kind = 'person' and new.key not like 'sealed:%' then
    insert into deconfliction.person_check_awaiting_notice (check_id) values (new.id);
  else
    insert into deconfliction.check_awaiting_notice (check_id) values (new.id);
  end if;
  return null;
end
$$;

create function deconfliction.note_token_of_check("check" uuid, token bytea) returns void
  language sql security definer set search_path = ''
  begin atomic
    update deconfliction.check_awaiting_notice w set element = token
    where w.check_id = "check" and exists (
      select from deconfliction."check" c where c.id = w.check_id and c.person_id = identity.viewer_person());
  end;

-- Is this value held by a partner that lets it be discovered? The answer names agencies, nothing else.
-- It steps from one holding agency to the next in the index of open records, so a value that thousands
-- hold costs no more than its agencies, and what the viewer may not know costs nothing.
create function deconfliction.partners_holding(wanted_kind text, wanted_key text)
  returns table (agency_id integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select distinct found.agency_id
    from unnest(case when access.viewer_is_cleared_for('OFFICIAL-SENSITIVE')
                     then array['OFFICIAL', 'OFFICIAL-SENSITIVE'] else array['OFFICIAL'] end) as cleared (classification)
    cross join lateral (
      with recursive holder as (
        select (select i.agency_id from deconfliction.identifier i
                where i.open and i.kind = wanted_kind and i.key = wanted_key and i.classification = cleared.classification
                order by i.agency_id limit 1) as agency_id
        union all
        select (select i.agency_id from deconfliction.identifier i
                where i.open and i.kind = wanted_kind and i.key = wanted_key and i.classification = cleared.classification
                  and i.agency_id > h.agency_id
                order by i.agency_id limit 1)
        from holder h where h.agency_id is not null
      )
      select h.agency_id from holder h
      where h.agency_id <> identity.viewer_agency()
        and exists (
          select from deconfliction.identifier i join access.record r on r.id = i.record_id
          where i.open and i.kind = wanted_kind and i.key = wanted_key and i.classification = cleared.classification
            and i.agency_id = h.agency_id
            and access.sight(r, false, true) <> 'none')
    ) found
    order by 1;
  end;

-- For how many reports within sight a common value stands, counted up to `most`. Open records that the
-- viewer is cleared for are in sight (rule 9) and counted in the index; of the others only our own can be.
create function deconfliction.common_count(wanted_kind text, wanted_key text, most integer) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select least(most, (
      select count(*) from (
        select from deconfliction.identifier i
        where i.open and i.kind = wanted_kind and i.key = wanted_key
          and i.classification = any (case when access.viewer_is_cleared_for('OFFICIAL-SENSITIVE')
                                      then array['OFFICIAL', 'OFFICIAL-SENSITIVE'] else array['OFFICIAL'] end)
        limit most) as bounded
      ) + (
      select count(*) from (
        select from deconfliction.identifier i join access.record r on r.id = i.record_id
        where not i.open and i.kind = wanted_kind and i.key = wanted_key and i.agency_id = identity.viewer_agency()
          and access.sight(r, false, false) = 'full'
        limit most) as bounded))::integer;
  end;

-- As partners_holding, by token: it steps through the open part of one index, and what the viewer may not
-- know costs nothing.
create function deconfliction.partners_sealing(wanted_kind text, wanted bytea) returns table (agency_id integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select distinct found.agency_id
    from unnest(case when access.viewer_is_cleared_for('OFFICIAL-SENSITIVE')
                     then array[false, true] else array[false] end) as cleared (sensitive)
    cross join lateral (
      with recursive holder as (
        select (select i.agency_id from deconfliction.sealed_token i
                where i.element = wanted and i.open and i.sensitive = cleared.sensitive
                order by i.agency_id limit 1) as agency_id
        union all
        select (select i.agency_id from deconfliction.sealed_token i
                where i.element = wanted and i.open and i.sensitive = cleared.sensitive and i.agency_id > h.agency_id
                order by i.agency_id limit 1)
        from holder h where h.agency_id is not null
      )
      select h.agency_id from holder h
      where h.agency_id <> identity.viewer_agency()
        and exists (
          select from deconfliction.sealed_token i join deconfliction.side_record r on r.id = i.record_id
          where i.element = wanted and i.open and i.sensitive = cleared.sensitive
            and i.agency_id = h.agency_id and i.kind = wanted_kind
            and access.sight(r.record, false, true) <> 'none')
    ) found
    order by 1;
  end;

-- In how many records within sight a common token stands, counted up to `most`: as common_count.
create function deconfliction.sealed_common_count(wanted_kind text, wanted bytea, most integer) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*)::integer from (
      select from deconfliction.sealed_token t
      where t.element = wanted and t.open and t.kind = wanted_kind
        and (not t.sensitive or access.viewer_is_cleared_for('OFFICIAL-SENSITIVE'))
      limit most) as bounded;
  end;

grant execute on function deconfliction.note_check() to seamark_owner;
grant execute on function deconfliction.note_token_of_check(uuid, bytea),
  deconfliction.partners_holding(text, text), deconfliction.common_count(text, text, integer),
  deconfliction.partners_sealing(text, bytea), deconfliction.sealed_common_count(text, bytea, integer)
  to seamark_member;

set role seamark_owner;

create trigger check_is_noted after insert on deconfliction."check"
  for each row execute function deconfliction.note_check();

reset role;
