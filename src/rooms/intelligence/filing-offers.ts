/**
 * What other rooms offer where a new report is filed by hand. They say so at their doors (`filingOffers`), because this
 * room knows nothing of what its reports are good for.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Typed } from '../../platform/http/typed-form.ts'
import type { FilingOffer } from '../../platform/rooms/filing.ts'
import type { Slot } from '../../platform/rooms/record-kind.ts'
import type { RecordId } from '../../wire/ids.ts'

const offers = new Set<FilingOffer>()

/**
 * Registers what a room offers, for good. Registering it twice changes nothing.
 * @param offer - what the page prints, and what is done with what was chosen
 */
export function offerAtFiling(offer: FilingOffer): void {
  offers.add(offer)
}

/**
 * Asks every room what it offers to this person.
 * @returns what the page prints inside its form, room by room
 */
export async function filingOffers(scope: MemberScope): Promise<Slot[]> {
  const slots: Slot[] = []
  for (const { offer } of offers) slots.push(...[(await offer(scope)) ?? []].flat())
  return slots
}

/**
 * Has every room do what was chosen, in the transaction that has filed the report.
 * @param report - that was filed
 * @param typed - the whole form
 * @throws invalid with a field of an offer
 */
export async function takeFilingOffers(
  scope: MemberScope,
  report: { id: RecordId },
  typed: Typed,
): Promise<void> {
  for (const { take } of offers) await take(scope, report, typed)
}
