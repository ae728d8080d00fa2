/** An operation and who is in it, entered with the event that the database asks for. */
import type { Database } from '../../src/platform/database/perform.ts'

/** @param operation - `members`: ids of persons */
export async function enterCompartment(
  database: Database,
  operation: { id: string; name: string; agencyId: number; members?: readonly string[] },
): Promise<void> {
  await database.performAsService({ service: 'test', operation: 'test.compartment' }, async (scope) => {
    await scope.tx.run(`insert into access.compartment (id, name, agency_id) values ($1, $2, $3)`, [
      operation.id,
      operation.name,
      operation.agencyId,
    ])
    await scope.tx.run(
      `insert into access.compartment_member (compartment_id, person_id) select $1, unnest($2::uuid[])`,
      [operation.id, operation.members ?? []],
    )
    scope.record({ kind: 'administration', subject: { kind: 'compartment', id: operation.id } })
  })
}
