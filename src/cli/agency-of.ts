/** The agency that a command names by its ID, and what an operator does there. */
import type { Scope, ServiceActor } from '../platform/database/scope.ts'

/** What is said where there is none. */
export const NO_AGENCY = 'There is no agency with this ID; "seamark agency list" shows all.'

/** @param slug - its ID, like `kent-police` @returns its number, or null */
export const agencyOf = (scope: Scope<ServiceActor>, slug: string) =>
  scope.tx.maybe<{ id: number }>('select id from identity.agency where slug = $1', [slug])

/**
 * Notes an operator's act in the ledger of the agency that it is about, where its records manager finds it.
 * @param agencyId - in whose ledger it stands
 * @param subject - whom or what it is about; left out: the agency itself
 * @param detail - flags and codes, no names
 */
export async function recordForAgency(
  scope: Scope<ServiceActor>,
  agencyId: number,
  subject?: { kind: 'person' | 'agency-domain'; id: string },
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await scope.tx.run(
    `insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
     values ('administration', $1, $2, 'operator', $3, $4, $5)`,
    [scope.operation, agencyId, subject?.kind ?? null, subject?.id ?? null, JSON.stringify(detail)],
  )
}
