/** Tables of figures on intelligence reports, for those who hold the agency to account. */
import type { FigureTable } from '../../platform/rooms/accountability.ts'

export const figureTables: readonly FigureTable[] = [
  {
    name: 'intelligence.reports',
    title: 'Intelligence reports',
    counted:
      'Reports that the agency filed, by the day on which it made them. Drafts are not counted, nor what is restricted or in an operation of its own.',
    about: 'persons',
    rows: [
      { key: 'released', text: 'Released to a partner' },
      { key: 'kept', text: 'Released to nobody' },
    ],
    sql: `select case when r.released_to_all or cardinality(r.released_to) > 0 then 'released' else 'kept' end as key,
       count(*)::integer as count
from access.record r
where r.agency_id = $1 and r.kind = 'report' and r.status <> 'draft'
  and r.compartment_id is null and r.restricted_at is null
  and r.created_at >= $2::date::timestamp at time zone 'Europe/London'
  and r.created_at < $3::date::timestamp at time zone 'Europe/London'
group by 1`,
  },
]
