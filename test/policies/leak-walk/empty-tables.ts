/**
 * A route is in the walk by being declared, and a record by standing in a table: a table that nobody has
 * planted anything in is walked in vain.
 */
import type { TestNode } from '../../support/node.ts'

/** Tables that stay empty while the walk goes, each with the reason. */
export const leftEmpty: Readonly<Record<string, string>> = {
  'deconfliction.sealed_common':
    'group elements without a value; made and read in index-any-order.test.ts and counts-obey-clearance.test.ts',
  'identity.kept_form': 'sealed with a key that only the browser’s cookie holds; see expired-session.test.ts',
  'platform.exercise_step': 'written by the exercise, which a production node does not have',
  'reporting.draft_file':
    'ciphertext under a reporter’s cookie, which no signed-in person has; gone in two hours',
  'reporting.draft_piece': 'as draft_file',
}

/** Tables whose rows are taken out again at once, so that they are empty or not; each with what it holds. */
export const passedThrough: Readonly<Record<string, string>> = {
  'deconfliction.sealing_due': 'emptied as soon as what is held here in clear has been sealed',
  'platform.outbox_message': 'jobs on their way to the queue; no signed-in person may read it',
  'platform.woken': 'numbers of agencies whose pages are to be told; no signed-in person may read it',
}

/** @returns the tables of the program that have no row, but for those that are passed through, as `schema.table`, in alphabetical order */
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
    if (row?.there === false && !(name in passedThrough)) empty.push(name)
  }
  return empty
}
