/** The newest decisions on the page of their operation. */
import { ukDateTime } from '../../../design/dates.ts'
import type { ShowSection } from '../pages/sections.ts'
import { findLog, narrowLogs } from './logs.ts'
import { rangeOf } from './read-log.ts'
import { stateTag } from './words.ts'

const NEWEST = 5

/** Shows the newest entries of the main log. */
export const showDecisions: ShowSection = async (scope, { id }) => {
  const log = await findLog(scope, id, null)
  const rows = await rangeOf(scope, log.id, Math.max(1, log.entries - NEWEST + 1), log.entries)
  const at = `/operations/${id}/decisions`
  return {
    id: 'decisions',
    heading: 'Decisions',
    head: ['Number', 'Decision', 'Decided', 'State'],
    rows: rows.toReversed().map((one) => {
      const said = one.says?.decision ?? (one.isErased ? 'Erased' : 'Above your clearance')
      return [
        { text: String(one.number), href: `/operations/decisions/${one.id}`, hidden: 'of the decision log' },
        { text: said.length > 120 ? `${said.slice(0, 119)}…` : said, detail: one.maker },
        ukDateTime(one.decidedAt),
        { tag: stateTag(one.state) },
      ]
    }),
    empty: 'No decision is entered yet.',
    links: [
      { text: 'Decision log', href: at },
      ...(await narrowLogs(scope, id)).map((one) => ({
        text: `Narrower log “${one.name}”`,
        href: `${at}?log=${one.id}`,
      })),
      ...(log.acts ? [{ text: 'Enter a decision', href: `${at}/new` }] : []),
    ],
  }
}
