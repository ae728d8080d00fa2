/** Debriefs on the page of their operation. */
import type { ShowSection } from '../pages/sections.ts'
import { debriefRow } from './pages/debrief.view.ts'
import { listDebriefs } from './read-debrief.ts'

const NEWEST = 5

/** Shows the newest ones. */
export const showDebriefs: ShowSection = async (scope, { id }) => {
  const { rows } = await listDebriefs(scope, { operation: id })
  const { leads } = await scope.tx.one<{ leads: boolean }>(
    'select operations.viewer_leads_debriefs($1) as leads',
    [id],
  )
  return {
    id: 'debriefs',
    heading: 'Debriefs',
    head: ['Debrief', 'Observations', 'Lessons', 'State'],
    rows: rows.slice(0, NEWEST).map((one) => debriefRow(one, scope.now)),
    empty: 'No debrief was begun.',
    links: [
      { text: 'All debriefs', href: `/operations/${id}/debriefs` },
      ...(leads ? [{ text: 'Begin a debrief', href: `/operations/${id}/debriefs/new` }] : []),
    ],
  }
}
