/** What the viewer's agency works on in an operation, on its page. */
import type { ShowSection } from '../pages/sections.ts'
import { findPlaceOfInterests, listInterests } from './read-interests.ts'
import { interestHead, interestRow } from './pages/interest.view.ts'

const NEWEST = 5

/** Shows the newest open interests of the viewer's own agency. */
export const showInterests: ShowSection = async (scope, { id }) => {
  const { rows } = await listInterests(scope, id, 'open')
  const { acts } = await findPlaceOfInterests(scope, id)
  const at = `/operations/${id}/interests`
  return {
    id: 'interests',
    heading: 'What your people work on',
    head: interestHead,
    rows: rows.slice(0, NEWEST).map(interestRow),
    empty: 'Your people have added no interest. One is matched with what other agencies hold.',
    links: [
      { text: 'All interests', href: at },
      ...(acts ? [{ text: 'Add an interest', href: `${at}/new` }] : []),
    ],
  }
}
