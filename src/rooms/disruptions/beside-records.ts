/** Beside a group: disruptions of it. Beside a report: disruptions that it shows. Both ways within sight. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { may } from '../../platform/identity/roles.ts'
import type { ShowLinked } from '../../platform/rooms/filing.ts'
import { disruptionState, type Classification, type DisruptionState } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import { ukDate } from '../../design/dates.ts'

/** So many stand beside a record; the rest are in the lists. */
const MOST = 20

/**
 * Shows them.
 * @returns null where there is nothing in sight and nothing to draft
 */
export const showDisruptions: ShowLinked = async (scope, { kind, id }) => {
  if (kind !== 'group' && kind !== 'report') return null
  const rows = await linkedWith(scope, kind, id)
  const drafts = kind === 'group' && may(scope.actor.roles, 'decides')
  if (rows.length === 0 && !drafts) return null
  return {
    heading: kind === 'group' ? 'Disruptions of this group' : 'Disruptions that it shows',
    items: rows.map((row) => ({
      text: row.title,
      href: `/disruptions/${row.id}`,
      note: `${row.owner}, ${ukDate(row.happenedOn)}, ${disruptionState[row.state].toLowerCase()}`,
      classification: row.classification,
    })),
    next: drafts ? { text: 'Draft a disruption', href: `/disruptions/new?group=${id}` } : null,
  }
}

type Row = {
  id: RecordId
  title: string
  owner: string
  classification: Classification
  happenedOn: string
  state: DisruptionState
}

const linkedWith = (scope: MemberScope, kind: 'group' | 'report', id: RecordId): Promise<Row[]> =>
  scope.tx.many<Row>(
    `select d.id, r.title, a.name as owner, r.classification, d.happened_on::text as "happenedOn", d.state
     from ${kind === 'group' ? 'disruptions.of_group k' : '(select distinct disruption_id, record_id from disruptions.evidence where record_id = $1) k'}
     join disruptions.disruption d on d.id = k.disruption_id
     join access.record r on r.id = d.id
     join identity.agency a on a.id = r.agency_id
     where ${kind === 'group' ? 'k.group_id = $1' : 'k.record_id = $1'} and r.status <> 'withdrawn'
     order by d.happened_on desc, d.id limit ${String(MOST)}`,
    [id],
  )
