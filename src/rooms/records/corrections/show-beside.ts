/** What this room shows beside an own record: versions that were said to be wrong, and the way to say so. */
import { ukDate } from '../../../design/dates.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { ShowBeside } from '../../../platform/rooms/filing.ts'
import { correctionsOf } from './correct-record.ts'

/**
 * Says of an own record which of its versions were wrong.
 * @returns nothing for a draft, or for somebody who does not decide
 */
export const showCorrections: ShowBeside = async (scope, id) => {
  if (!may(scope.actor.roles, 'decides')) return []
  const filed = await scope.tx.maybe(
    `select id from access.record where id = $1 and agency_id = $2 and status <> 'draft'`,
    [id, scope.actor.agencyId],
  )
  if (!filed) return []
  const said = await correctionsOf(scope, id)
  return [
    {
      heading: 'Corrections',
      from: { text: 'Say that a version was wrong, and see who was told', href: `/corrections/${id}` },
      pictures: [],
      notes: said.map(
        ({ wrongVersion, reason, at }) =>
          `Version ${String(wrongVersion)} was wrong, as was said on ${ukDate(at)}: ${reason}`,
      ),
      unlockHref: null,
    },
  ]
}
