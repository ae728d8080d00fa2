/** Action days on the page of their operation. */
import { ukDate } from '../../../design/dates.ts'
import type { ShowSection } from '../pages/sections.ts'
import { missingOf } from './action-day.ts'
import { listActionDays } from './read-day.ts'
import { dayTag } from './words.ts'

const NEWEST = 5

/** Shows the last days, those ahead first. */
export const showActionDays: ShowSection = async (scope, { id }) => {
  const { rows } = await listActionDays(scope, id)
  const { runs } = await scope.tx.one<{ runs: boolean }>('select operations.viewer_runs_days($1) as runs', [
    id,
  ])
  const at = `/operations/${id}/action-days`
  return {
    id: 'action-days',
    heading: 'Action days',
    head: ['Day', 'Safeguarding plan', 'State'],
    rows: rows
      .slice(0, NEWEST)
      .map((one) => [
        { text: ukDate(one.onDay), href: `/operations/action-days/${one.id}` },
        missingOf(one).length === 0 ? 'Complete' : 'Not complete',
        { tag: dayTag(one.state) },
      ]),
    empty: 'No action day is planned.',
    links: [
      { text: 'All action days', href: at },
      ...(runs ? [{ text: 'Plan an action day', href: `${at}/new` }] : []),
    ],
  }
}
