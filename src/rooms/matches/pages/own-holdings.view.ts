/** What our own agency holds, as its block says it: on "Filed", on a report and in a check. */
import { plural } from '../../../design/words.ts'
import { newId } from '../../../platform/identifiers.ts'
import { subjectKind } from '../../../wire/codes.ts'
import { COUNTED_UP_TO } from '../common-values.ts'
import { addressOfOwn } from '../record-address.ts'
import type { OwnHolding, OwnHoldings, OwnMatchHeld } from '../own-holdings.ts'

export type OwnHoldingsView = {
  /** "Your agency: 5 reports, 3 open matches" */
  heading: string
  hasMatch: boolean
  rows: {
    what: string
    reports: { href: string; reference: string; title: string; at: Date }[]
    /** "and 12 more", or null */
    more: string | null
    matches: {
      href: string
      /** where a first message is sent; null where the conversation has begun */
      contactHref: string | null
      messageId: string
      partner: string
      state: string
    }[]
  }[]
}

const stateWords: Record<OwnMatchHeld['state'], string> = {
  open: 'not asked yet',
  contacted: 'in contact',
  confirmed: 'confirmed by your agency',
  rejected: 'rejected by your agency',
}

/**
 * Shows what our own agency holds.
 * @param held - what our agency holds
 * @param besides - it is asked beside a report, which is not counted
 * @returns what the template prints
 */
export function ownHoldingsView(held: OwnHoldings, besides: boolean): OwnHoldingsView {
  const capped = held.holdings.some(({ count }) => count >= COUNTED_UP_TO)
  const one = besides ? 'other report' : 'report'
  const reports = capped
    ? `${held.reports.toLocaleString('en-GB')} or more ${one}s`
    : plural(held.reports, one, `${one}s`)
  // Beside a report its own matches stand in a block of their own: “no open matches” above them would be read as false.
  const matches =
    besides && held.openMatches === 0 ? '' : `, ${plural(held.openMatches, 'open match', 'open matches')}`
  return {
    heading: `Your agency: ${reports}${matches}`,
    hasMatch: held.holdings.some(({ matches }) => matches.length > 0),
    rows: held.holdings
      .filter(({ count, matches }) => count > 0 || matches.length > 0)
      .map((holding) => ({
        what: `${subjectKind[holding.kind]} ${holding.value}`.trim(),
        reports: holding.reports.map(({ id, interest, reference, title, filedAt }) => ({
          href: addressOfOwn({ id, interest }),
          reference,
          title,
          at: filedAt,
        })),
        more: moreOf(holding),
        matches: holding.matches.map(({ id, partner, state }) => ({
          href: `/matches/${id}`,
          contactHref: state === 'open' ? `/matches/${id}/contact` : null,
          messageId: newId(),
          partner,
          state: stateWords[state],
        })),
      })),
  }
}

function moreOf({ count, reports }: OwnHolding): string | null {
  const left = count - reports.length
  if (left <= 0) return null
  return `and ${left.toLocaleString('en-GB')}${count >= COUNTED_UP_TO ? ' or more' : ''} more: search for this value`
}

/**
 * Says what our own agency holds, for one line of a checked list.
 * @param holding - of one line
 * @returns `Your agency: 2 reports`; null where we hold nothing
 */
export function ownLine({ count, matches }: OwnHolding): string | null {
  if (count === 0 && matches.length === 0) return null
  return `Your agency: ${plural(count, 'report')}${matches.length > 0 ? `, ${plural(matches.length, 'match', 'matches')}` : ''}`
}
