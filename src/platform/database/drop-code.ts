/** What is current is made anew from nothing, so that what its files do not say any more is gone too. */
import type pg from 'pg'

const OURS = `array(select oid from pg_namespace where nspowner = 'seamark_owner'::regrole)`

/** Functions on which a table stands, because a check, a default or an index calls them; and those that these call. */
const BOUND = `
  with recursive bound (id) as (
    select d.refobjid from pg_depend d
    where d.refclassid = 'pg_proc'::regclass
      and d.classid in ('pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_class'::regclass)
    union
    select d.refobjid from bound b join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = b.id
    where d.refclassid = 'pg_proc'::regclass)
  select id from bound`

/**
 * Views and functions each in one statement, because they stand on one another. Of views the functions that
 * read them go with them.
 */
const FUNCTIONS = `
do $$
declare
  one record;
  many text;
begin
  for one in select p.polname as name, p.polrelid::regclass as of_table from pg_policy p
             join pg_class c on c.oid = p.polrelid
             where c.relnamespace = any (${OURS}) and p.polroles <> array['seamark_service'::regrole::oid]
  loop
    execute format('drop policy %I on %s', one.name, one.of_table);
  end loop;
  for one in select g.tgname as name, g.tgrelid::regclass as of_table from pg_trigger g
             join pg_class c on c.oid = g.tgrelid where c.relnamespace = any (${OURS}) and not g.tgisinternal and g.tgparentid = 0
  loop
    execute format('drop trigger %I on %s', one.name, one.of_table);
  end loop;
  select string_agg(c.oid::regclass::text, ', ') into many from pg_class c
  where c.relnamespace = any (${OURS}) and c.relkind = 'v';
  if many is not null then
    execute 'drop view ' || many || ' cascade';
  end if;
  select string_agg(p.oid::regprocedure::text, ', ') into many from pg_proc p
  where p.pronamespace = any (${OURS}) and p.oid not in (${BOUND});
  if many is not null then
    execute 'drop routine ' || many;
  end if;
end
$$`

/** Rights of roles that are not the program's are somebody's own, and stay. */
const RIGHTS = `
do $$
declare
  one record;
begin
  for one in select p.polname as name, p.polrelid::regclass as of_table from pg_policy p
             join pg_class c on c.oid = p.polrelid where c.relnamespace = any (${OURS})
  loop
    execute format('drop policy %I on %s', one.name, one.of_table);
  end loop;
  for one in select n.nspname as schema, kind from pg_namespace n cross join unnest(array['tables', 'sequences']) as kind
             where n.oid = any (${OURS})
  loop
    execute format('revoke all on all %s in schema %I
                    from public, seamark_app, seamark_member, seamark_service, seamark_public, seamark_worker',
                   one.kind, one.schema);
  end loop;
end
$$`

/**
 * Drops every view and trigger of the program's schemas, every function but those on which a table stands, and every policy but those of the program's own
 * role. What remains is enough for a change that moves rows as seamark_service. Inside the transaction that makes
 * them all again.
 * @param client - acts as somebody who may act as seamark_owner
 */
export async function dropFunctions(client: pg.Client): Promise<void> {
  await asOwner(client, FUNCTIONS)
}

/**
 * Drops what `dropFunctions` does, every policy, and takes back the rights to all tables: without what comes after
 * it in the same transaction nobody could do anything.
 * @param client - acts as somebody who may act as seamark_owner
 */
export async function dropCode(client: pg.Client): Promise<void> {
  await asOwner(client, FUNCTIONS)
  await asOwner(client, RIGHTS)
}

async function asOwner(client: pg.Client, statement: string): Promise<void> {
  await client.query('set role seamark_owner')
  await client.query(statement)
  await client.query('reset role')
}
