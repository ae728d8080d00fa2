/** How far the persons of an import are compared with those of other agencies. */
import type { MemberScope } from '../../../platform/database/scope.ts'

export type PersonsCompared = {
  /** who came with it and can be matched */
  persons: number
  /** who of them waits to be compared */
  waiting: number
}

/**
 * @param importId - a run of the viewer's agency; of any other, nobody is counted
 * @returns counts of those persons whom the viewer is cleared for
 */
export async function personsCompared(scope: MemberScope, importId: string): Promise<PersonsCompared> {
  const { persons, waiting } = await scope.tx.one<{ persons: string; waiting: string }>(
    'select * from deconfliction.persons_of_import($1)',
    [importId],
  )
  return { persons: Number(persons), waiting: Number(waiting) }
}
