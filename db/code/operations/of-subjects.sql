-- In which of an agency's own operations a data subject may stand, for a request whose subject somebody has seen
-- (records.subject_in_search): by words and identifiers in what operations, decisions, actions, planned events and debriefs say. It
-- answers with ids; who may read an operation is asked where it is read.

set role seamark_service;

-- All that an operation of the agency says, a text a row. For the function below.
create function operations.said_in(of_agency integer) returns table (operation_id uuid, said text)
  language sql stable security definer set search_path = ''
  begin atomic
    with own as (
      select o.id, concat_ws(' ', o.aim, o.purpose, o.priority, o.closing_note) as said
      from operations.operation o join access.record r on r.id = o.id
      where o.agency_id = said_in.of_agency and r.erased_at is null)
    select own.id, own.said from own
    union all
    select t.operation_id, concat_ws(' ', t.aim, t.information_owner, t.leaving) from operations.terms t join own on own.id = t.operation_id
    union all
    select c.operation_id, c.says::text from operations.decision_content c join own on own.id = c.operation_id
    union all
    select b.operation_id, concat_ws(' ', b.what, b.why, b.wanted, b.reason) from operations.action_brief b join own on own.id = b.operation_id
    union all
    select w.operation_id, w.result from operations.action_work w join own on own.id = w.operation_id where w.result is not null
    union all
    select c.operation_id, c.text from operations.action_comment c join own on own.id = c.operation_id
    union all
    select e.operation_id, concat_ws(' ', e.purpose, e.note) from operations.planned_event e join own on own.id = e.operation_id
    where e.agency_id = said_in.of_agency
    union all
    select x.operation_id, concat_ws(' ', x.what, x.why) from operations.observation x join own on own.id = x.operation_id
    union all
    select d.operation_id, d.words from operations.debrief d join own on own.id = d.operation_id where d.words is not null;
  end;

--   found_in   text, identifier
create function operations.operations_of_subject(request uuid, most integer) returns table (record_id uuid, found_in text[])
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  asked record;
  named tsquery;
begin
  select s.names, s.identifiers into asked from records.subject_in_search(request) s;
  if not found then
    return;
  end if;
  named := intelligence.any_of_names(asked.names);
  return query
    select h.operation_id, array_agg(distinct h.found_in)
    from (
      select s.operation_id, 'text' as found_in from operations.said_in(identity.viewer_agency()) s
      where to_tsvector('pg_catalog.simple', regexp_replace(normalize(s.said, NFD), '[\u0300-\u036f]', '', 'g')) @@ named
      union all
      select s.operation_id, 'identifier' from operations.said_in(identity.viewer_agency()) s
      where exists (select from unnest(asked.identifiers) as one
                    where length(one) >= 4 and position(lower(one) in lower(s.said)) > 0)) h
    group by h.operation_id order by h.operation_id limit most;
end
$$;

grant execute on function operations.operations_of_subject(uuid, integer) to seamark_member;

reset role;
