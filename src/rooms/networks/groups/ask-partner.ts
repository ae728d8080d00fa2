/** Asking a partner to own a line of a plan. */
import { invalid } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { RecordId } from '../../../wire/ids.ts'
import type { GroupLineId } from './ids.ts'

export type PartnerToAsk = { id: number; slug: string; name: string }

/**
 * Lists agencies that may be asked to own a line: those that the group is released to.
 * @param id - of an own group
 * @returns by name; none while it is released to nobody
 */
export const partnersToAsk = (scope: MemberScope, id: RecordId): Promise<PartnerToAsk[]> =>
  scope.tx.many<PartnerToAsk>(
    `select a.id, a.slug, a.name from identity.agency a
     where a.id <> $2 and networks.is_released_to($1, a.id) order by a.name`,
    [id, scope.actor.agencyId],
  )

/**
 * Asks a partner to own a line.
 * @param line - of an own group
 * @param agency - by number
 * @throws invalid with `owner` where the group is not released to them
 */
export async function askPartner(
  scope: MemberScope,
  line: { id: GroupLineId; groupId: RecordId },
  agency: number,
): Promise<void> {
  const { has } = await scope.tx.one<{ has: boolean }>('select networks.is_released_to($1, $2) as has', [
    line.groupId,
    agency,
  ])
  if (!has) throw invalid({ owner: 'Choose an agency to which this group is released' })
  await scope.tx.run(
    'insert into networks.group_line_asked (line_id, group_id, agency_id, asked_at) values ($1, $2, $3, $4)',
    [line.id, line.groupId, agency, scope.now],
  )
}
