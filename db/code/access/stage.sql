-- How far a record has come, in the words of pages and API.

set role seamark_owner;

-- `submitted` is filed and released to nobody yet, `disseminated` is released. The record itself keeps one status for
-- both, because the rule of sight asks the release list.
create function access.stage_of(r access.record) returns text language sql stable parallel safe
  return case when (r).status = 'disseminated' and not (r).released_to_all and (r).released_to = '{}'
         then 'submitted' else (r).status end;

grant execute on function access.stage_of(access.record) to seamark_member, seamark_service;

reset role;
