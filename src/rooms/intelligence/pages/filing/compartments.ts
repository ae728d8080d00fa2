import type { Scope } from '../../../../platform/database/scope.ts'

/** An operation whose records only its members may see. */
export type Compartment = { id: string; name: string }

/**
 * Reads the operations that this person is a member of; row-level security leaves out all others.
 * @returns by name
 */
export async function compartmentsOf(scope: Scope): Promise<Compartment[]> {
  return await scope.tx.many<Compartment>(`select id, name from access.compartment order by name`)
}
