/** Who may own a line of a plan, as a form offers them. */
import type { MemberScope } from '../../../../platform/database/scope.ts'
import type { RecordId } from '../../../../wire/ids.ts'
import { partnersToAsk } from '../ask-partner.ts'
import { colleagues } from '../people-and-places.ts'

/**
 * Lists colleagues, then agencies that the group is released to.
 * @param id - of an own group
 * @returns options of a select: an account, or `agency:` with a number
 */
export async function ownersToChoose(
  scope: MemberScope,
  id: RecordId,
): Promise<{ value: string; text: string }[]> {
  return [
    ...(await colleagues(scope)).map(({ id: value, name }) => ({ value, text: name })),
    ...(await partnersToAsk(scope, id)).map(({ id: agency, name }) => ({
      value: `agency:${String(agency)}`,
      text: `Ask ${name}`,
    })),
  ]
}
