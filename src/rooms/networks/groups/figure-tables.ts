/** Tables of figures on groups, for those who hold the agency to account. They count acts, and say nothing of any group. */
import type { FigureTable } from '../../../platform/rooms/accountability.ts'

export const groupFigureTables: readonly FigureTable[] = [
  {
    name: 'networks.group-lines',
    title: 'Plans against organised crime groups',
    counted:
      'Lines of 4P plans that the agency planned in the quarter, by how far they have come. Groups that are restricted or in an operation of their own are not counted.',
    about: 'duty',
    rows: [
      { key: 'done', text: 'Done' },
      { key: 'under-way', text: 'Under way' },
      { key: 'open', text: 'Not begun' },
      { key: 'late', text: 'Not done, and late' },
      { key: 'dropped', text: 'Dropped, with a reason' },
    ],
    sql: `select case when l.state in ('done', 'dropped') then l.state
            when l.due_on < (now() at time zone 'Europe/London')::date then 'late' else l.state end as key,
       count(*)::integer as count
from networks.group_line l join access.record r on r.id = l.group_id
where l.agency_id = $1 and r.compartment_id is null and r.restricted_at is null
  and l.created_at >= $2::date::timestamp at time zone 'Europe/London'
  and l.created_at < $3::date::timestamp at time zone 'Europe/London'
group by 1`,
  },
]
