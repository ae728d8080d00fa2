-- After a change of the threshold: what is common now and was not, or the other way round.

set role seamark_service;

-- The values that are common now and were not, or the other way round, by either counting.
create function deconfliction.values_to_reopen(most integer) returns table (kind text, key text)
  language sql stable security definer set search_path = ''
  begin atomic
    with setting as (select s.common_threshold as threshold from deconfliction.setting s)
    select found.kind, found.key
    from (
      (select c.kind, c.key
       from deconfliction.common_value c, setting
       where (select count(*) from (select from deconfliction.identifier i
                where i.kind = c.kind and i.key = c.key and i.open and i.classification <= c.clearance
                limit setting.threshold + 1) as bounded) <= setting.threshold
       limit most)
      union
      (select i.kind, i.key
       from deconfliction.identifier i, setting
       where i.open
         and not exists (select from deconfliction.common_value c
                         where c.kind = i.kind and c.key = i.key and c.clearance = 'OFFICIAL-SENSITIVE')
       group by i.kind, i.key, setting.threshold
       having count(*) > setting.threshold
       limit most)
      union
      (select i.kind, i.key
       from deconfliction.identifier i, setting
       where i.open and i.classification = 'OFFICIAL'
         and not exists (select from deconfliction.common_value c
                         where c.kind = i.kind and c.key = i.key and c.clearance = 'OFFICIAL')
       group by i.kind, i.key, setting.threshold
       having count(*) > setting.threshold
       limit most)) found;
  end;

-- Brings the matches of values up to date, with their locks: opens those of a value that is no longer common, and lets
-- those of one that has become so rest. Returns the agencies whose matches changed.
create function deconfliction.reopen_matches_for_values(kinds text[], keys text[], operation text) returns integer[]
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(7313, 0);
  perform pg_advisory_xact_lock(7312, b.bucket)
  from (select distinct hashtext(t.kind || ':' || t.key) & 1023 as bucket
        from unnest(kinds, keys) as t (kind, key) order by 1 offset 0) b;
  return deconfliction.open_matches_for_values(kinds, keys, '{}', operation);
end
$$;

-- As values_to_reopen, for tokens.
create function deconfliction.tokens_to_reopen(most integer) returns table (kind text, element bytea)
  language sql stable security definer set search_path = ''
  begin atomic
    with setting as (select s.common_threshold as threshold from deconfliction.setting s)
    select found.kind, found.element
    from (
      (select c.kind, c.element
       from deconfliction.sealed_common c, setting
       where (select count(*) from (select from deconfliction.sealed_token i
                where i.element = c.element and i.open and i.kind = c.kind and (not i.sensitive or c.clearance <> 'OFFICIAL')
                limit setting.threshold + 1) as bounded) <= setting.threshold
       limit most)
      union
      (select i.kind, i.element
       from deconfliction.sealed_token i, setting
       where i.open
         and not exists (select from deconfliction.sealed_common c
                         where c.element = i.element and c.kind = i.kind and c.clearance = 'OFFICIAL-SENSITIVE')
       group by i.kind, i.element, setting.threshold
       having count(*) > setting.threshold
       limit most)
      union
      (select i.kind, i.element
       from deconfliction.sealed_token i, setting
       where i.open and not i.sensitive
         and not exists (select from deconfliction.sealed_common c
                         where c.element = i.element and c.kind = i.kind and c.clearance = 'OFFICIAL')
       group by i.kind, i.element, setting.threshold
       having count(*) > setting.threshold
       limit most)) found;
  end;

-- As reopen_matches_for_values, for tokens.
create function deconfliction.reopen_matches_for_tokens(kinds text[], elements bytea[], operation text) returns integer[]
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(7313, 0);
  perform pg_advisory_xact_lock(7312, b.bucket)
  from (select distinct hashtext(t.kind || ':' || deconfliction.sealed_key(t.element)) & 1023 as bucket
        from unnest(kinds, elements) as t (kind, element) order by 1 offset 0) b;
  return deconfliction.open_matches_for_tokens(kinds, elements, '{}', operation);
end
$$;

reset role;
