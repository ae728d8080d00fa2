-- What makes a table one of a kind of record, or a part of one: who reads and writes it, and that it is accounted for.
-- A room calls these in its file of policies. What a kind needs beyond it is a policy of its own: a restrictive one
-- narrows, and nothing widens the rule of sight.

set role seamark_owner;

-- A policy's condition: the record is in full sight of the viewer.
--   record   an expression with the record's id
create function access.in_full_sight(record text) returns text language sql immutable
  return format('exists (select from access.record r where r.id = %s and access.sight(r,
    exists (select from access.acceptance a
            where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
    false) = ''full'')', record);

-- A policy's condition: the viewer may change what belongs to the record. Those who write change a draft, those who
-- decide a filed record, and nobody a recalled one; either only of their own agency and within sight.
create function access.may_be_changed(record text) returns text language sql immutable
  return format('exists (select from access.record r
    where r.id = %s and r.agency_id = identity.viewer_agency() and access.sight(r, false, false) = ''full''
      and case r.status when ''draft''
            then access.viewer_files_intelligence()
            when ''disseminated'' then access.viewer_decides()
            else false end)', record);

create function access.refuse_another_record() returns trigger language plpgsql as $$
begin
  raise exception 'What a kind says stays with its record' using errcode = 'SM003';
end
$$;

-- A policy's condition: the record is the viewer's own, of this kind, and filed or begun in this transaction.
create function access.is_being_filed(record text, of_kind text) returns text language sql immutable
  return format('exists (select from access.record r
    where r.id = %s and r.kind = %L and r.agency_id = identity.viewer_agency()
      and r.author_id = identity.viewer_person() and r.xmin = pg_current_xact_id()::xid)', record, of_kind);

-- The kind's own table. Its key `id` is the record's id.
--   of_kind   as it stands in access.record_kind
create procedure access.share(of_table text, of_kind text) language plpgsql as $$
declare
  id text := of_table || '.id';
begin
  execute format('create policy service_all on %s to seamark_service using (true) with check (true)', of_table);
  execute format('create policy read_with_its_record on %s for select to seamark_member using (%s)',
                 of_table, access.in_full_sight(id));
  execute format('create policy filed_with_its_record on %s for insert to seamark_member with check (%s)',
                 of_table, access.is_being_filed(id, of_kind));
  execute format('create policy changed_by_those_who_may on %s for update to seamark_member using (%s) with check (%2$s)',
                 of_table, access.may_be_changed(id));
  execute format('create trigger stays_with_its_record before update of id on %s for each row
                  when (old.id <> new.id) execute function access.refuse_another_record()', of_table);
  execute format('grant select, insert, update on %s to seamark_member', of_table);
  execute format('grant select, insert, update, delete on %s to seamark_service', of_table);
  -- Not on insert: the row comes with its record, which is accounted for, and an import would pay for both.
  call ledger.account_for(of_table, 'id', 'update or delete');
end
$$;

-- A table whose rows belong to a record: read with it, written by those of its owner who may change it.
--   record_column   holds the record's id
create procedure access.share_part(of_table text, record_column text) language plpgsql as $$
declare
  id text := format('%s.%I', of_table, record_column);
begin
  execute format('create policy service_all on %s to seamark_service using (true) with check (true)', of_table);
  execute format('create policy read_with_its_record on %s for select to seamark_member using (%s)',
                 of_table, access.in_full_sight(id));
  execute format('create policy written_by_those_who_may on %s for insert to seamark_member with check (%s)',
                 of_table, access.may_be_changed(id));
  execute format('create policy changed_by_those_who_may on %s for update to seamark_member using (%s) with check (%2$s)',
                 of_table, access.may_be_changed(id));
  execute format('create policy removed_by_those_who_may on %s for delete to seamark_member using (%s)',
                 of_table, access.may_be_changed(id));
  execute format('grant select, insert, update, delete on %s to seamark_member, seamark_service', of_table);
  call ledger.account_for(of_table, record_column);
end
$$;

reset role;
