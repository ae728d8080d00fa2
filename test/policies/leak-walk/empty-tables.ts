/**
 * A route is in the walk by being declared, and a record by standing in a table: a table that nobody has
 * planted anything in is walked in vain.
 */
import type { TestNode } from '../../support/node.ts'

/** Tables that stay empty while the walk goes, each with the reason. */
export const leftEmpty: Readonly<Record<string, string>> = {
  'deconfliction.sealed_common':
    'group elements without a value; made and read in index-any-order.test.ts and counts-obey-clearance.test.ts',
  'deconfliction.sealing_due': 'emptied as soon as what is held here in clear has been sealed',
  'identity.kept_form': 'sealed with a key that only the browser’s cookie holds; see expired-session.test.ts',
  'platform.exercise_step': 'written by the exercise, which a production node does not have',
  'reporting.draft_file':
    'ciphertext under a reporter’s cookie, which no signed-in person has; gone in two hours',
  'reporting.draft_piece': 'as draft_file',
}

/** @returns the tables of the program that have no row, as `schema.table`, in alphabetical order */
export async function emptyTables(world: TestNode): Promise<string[]> {
  const tables = await world.admin<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition
       and n.nspname in ('access', 'identity', 'intelligence', 'deconfliction', 'reporting', 'coast', 'ledger', 'platform')
     order by 1`,
  )
  const empty: string[] = []
  for (const { name } of tables) {
    const [row] = await world.admin<{ there: boolean }>(`select exists (select from ${name}) as there`)
    if (row?.there === false) empty.push(name)
  }
  return empty
}
