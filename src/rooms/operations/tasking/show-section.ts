/** The bids that raised an operation, on its page: for those who read both. */
import { ukDate } from '../../../design/dates.ts'
import type { ShowSection } from '../pages/sections.ts'
import { bidsOf } from './read-bids.ts'
import { bidTag } from './words.ts'

/** Shows them; nothing where there is none within sight. */
export const showBids: ShowSection = async (scope, { id }) => {
  const bids = await bidsOf(scope, id)
  if (bids.length === 0) return null
  return {
    id: 'bids',
    heading: 'Tasking',
    head: ['Bid', 'Of', 'Meeting', 'State'],
    rows: bids.map((one) => [
      {
        text: one.problem.length > 120 ? `${one.problem.slice(0, 119)}…` : one.problem,
        href: `/tasking/bids/${one.id}`,
      },
      one.agency,
      `${one.holder}, ${ukDate(one.meetingOn)}`,
      { tag: bidTag(one.state) },
    ]),
    empty: '',
    links: [],
  }
}
