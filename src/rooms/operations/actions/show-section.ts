/** Open actions on the page of their operation. */
import { ukDate } from '../../../design/dates.ts'
import type { ShowSection } from '../pages/sections.ts'
import { findPlace, listActions } from './read-actions.ts'
import { actionTag } from './words.ts'

const NEWEST = 5

/** Shows the newest open actions: of each as much as its reader may know. */
export const showActions: ShowSection = async (scope, { id }) => {
  const { rows } = await listActions(scope, id, { list: 'open' })
  const { acts } = await findPlace(scope, id)
  const at = `/operations/${id}/actions`
  return {
    id: 'actions',
    heading: 'Actions',
    head: ['Number', 'What', 'Agency', 'Due', 'State'],
    rows: rows.slice(0, NEWEST).map((one) => {
      const what = one.brief?.what ?? 'Read by those who ask and those who do it'
      return [
        { text: `Action ${String(one.number)}`, href: `/operations/actions/${one.id}` },
        what.length > 120 ? `${what.slice(0, 119)}…` : what,
        one.agency ?? 'Nobody yet',
        ukDate(one.dueOn),
        { tag: one.isOverdue ? { text: 'Overdue', colour: 'orange' } : actionTag(one.state) },
      ]
    }),
    empty: 'No action is open.',
    links: [
      { text: 'All actions', href: at },
      ...(acts ? [{ text: 'Raise an action', href: `${at}/new` }] : []),
    ],
  }
}
