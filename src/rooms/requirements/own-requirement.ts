/** An own requirement, as changing it needs it. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RequirementState } from '../../wire/codes.ts'
import type { PersonId, RecordId } from '../../wire/ids.ts'

export type OwnRequirement = {
  state: RequirementState
  revision: number
  ownerId: PersonId
  /** numbers of the agencies that it asks */
  asked: number[]
  lines: number
}

/**
 * Reads an own requirement that was not recalled, and locks it until the transaction ends.
 * @param id - of the requirement
 * @returns what changing it needs
 * @throws not-found for what is absent, hidden, recalled or another agency's: they look alike
 */
export async function lockOwn(scope: MemberScope, id: RecordId): Promise<OwnRequirement> {
  const row = await scope.tx.maybe<Omit<OwnRequirement, 'asked' | 'lines'>>(
    `select state, revision, owner_id as "ownerId" from requirements.requirement where id = $1 and agency_id = $2 for update`,
    [id, scope.actor.agencyId],
  )
  if (!row) throw notFound()
  const { asked, lines } = await scope.tx.one<Pick<OwnRequirement, 'asked' | 'lines'>>(
    `select coalesce(array_agg(distinct agency_id) filter (where agency_id <> $2), '{}') as asked,
            count(*)::integer as lines
     from requirements.line where requirement_id = $1`,
    [id, scope.actor.agencyId],
  )
  return { ...row, asked, lines }
}
