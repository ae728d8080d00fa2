/** What an operation is about on its own page; and beside a group, the operations that work against it, for who is in them. */
import type { ShowLinked } from '../../../platform/rooms/filing.ts'
import { operationState, type Classification, type OperationState } from '../../../wire/codes.ts'
import type { OperationId } from '../ids.ts'
import type { ShowSection } from '../pages/sections.ts'
import { aboutOf } from './choose.ts'

/** Shows groups and stretches, as far as the viewer sees them. */
export const showAbout: ShowSection = async (scope, { id, leads, deputises, state }) => {
  const { groups, stretches } = await aboutOf(scope, id)
  const chooses = (leads || deputises) && (state === 'open' || state === 'winding-down')
  if (groups.length + stretches.length === 0 && !chooses) return null
  return {
    id: 'about',
    heading: 'Groups and stretches of coast',
    head: ['Which', 'Kind', 'Owner'],
    rows: [
      ...groups.map((one) => [
        { text: one.name, href: `/groups/${one.id}`, detail: one.classification },
        'Group',
        one.owner,
      ]),
      ...stretches.map((one) => [
        { text: one.name, href: `/coast/stretches/${one.id}` },
        'Stretch of coast',
        'Our coastal plan',
      ]),
    ],
    empty: 'Nobody has said yet which groups it works against, and where.',
    links: chooses ? [{ text: 'Choose groups and stretches', href: `/operations/${id}/about` }] : [],
  }
}

/** Beside a group: nobody who is in none of the operations learns that there is one. */
export const showOperations: ShowLinked = async (scope, { kind, id }) => {
  if (kind !== 'group') return null
  const rows = await scope.tx.many<{
    id: OperationId
    codename: string
    lead: string
    state: OperationState
    classification: Classification
  }>(
    `select o.id, o.codename, a.name as lead, o.state, r.classification
     from operations.operation_group k
     join operations.operation o on o.id = k.operation_id
     join access.record r on r.id = o.id
     join identity.agency a on a.id = o.agency_id
     where k.group_id = $1 order by o.created_at desc, o.id limit 50`,
    [id],
  )
  if (rows.length === 0) return null
  return {
    heading: 'Operations against it that you are in',
    items: rows.map((one) => ({
      text: one.codename,
      href: `/operations/${one.id}`,
      note: `${one.lead}, ${operationState[one.state].toLowerCase()}`,
      classification: one.classification,
    })),
    next: null,
  }
}
