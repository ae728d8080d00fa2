-- Makes a table one whose changes must be accounted for: a changed row whose record has no event of this transaction
-- undoes the whole transaction at commit.

set role seamark_owner;

-- Puts a deferred constraint trigger on the table. It makes one trigger function for each column that may hold the
-- record's id, and makes it once: naming the column in an argument of the trigger would cost a conversion of the whole
-- row to JSON each time.
--   of_column   the column that holds the id of which the event speaks
--   events      the changes that need it: `update of words, grades`
--   only_when   a condition on the row: `new.kind <> 'sealed'`
--   called      the trigger's name, where a table has two
create procedure ledger.account_for(
  of_table text, of_column text, events text default 'insert or update or delete', only_when text default null,
  called text default 'is_accounted_for'
) language plpgsql as $$
declare
  guard text := format('ledger.%I', 'require_event_for_' || of_column);
begin
  if to_regprocedure(guard || '()') is null then
    execute replace(replace($guard$
      create function GUARD() returns trigger language plpgsql security definer set search_path = '' as $body$
      begin
        if not ledger.has_event(case when tg_op = 'DELETE' then old.COLUMN else new.COLUMN end) then
          raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
            using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
        end if;
        return null;
      end
      $body$ $guard$, 'GUARD', guard), 'COLUMN', quote_ident(of_column));
  end if;
  execute format('create constraint trigger %I after %s on %s deferrable initially deferred for each row %s
                  execute function %s()', called, events, of_table::regclass,
                 coalesce('when (' || only_when || ')', ''), guard);
end
$$;

reset role;
