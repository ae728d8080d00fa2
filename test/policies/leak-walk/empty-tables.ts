/**
 * A route is in the walk by being declared, and a record by standing in a table: a table that nobody has
 * planted anything in is walked in vain.
 */
import type { TestNode } from '../../support/node.ts'

/**
 * @param passedThrough - tables whose rows are taken out again at once, as the rooms' fixtures say
 * @returns the other tables of the program that have no row, as `schema.table`, in alphabetical order
 */
export async function emptyTables(
  world: TestNode,
  passedThrough: Readonly<Record<string, string>>,
): Promise<string[]> {
  const tables = await world.admin<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition
       and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public', 'graphile_worker')
     order by 1`,
  )
  const empty: string[] = []
  for (const { name } of tables) {
    const [row] = await world.admin<{ there: boolean }>(`select exists (select from ${name}) as there`)
    if (row?.there === false && !(name in passedThrough)) empty.push(name)
  }
  return empty
}
