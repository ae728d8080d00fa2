/** Tables of figures on recalls, for those who hold the agency to account. */
import type { FigureTable } from '../../platform/rooms/accountability.ts'

export const figureTables: readonly FigureTable[] = [
  {
    name: 'sharing.recalls',
    title: 'Recalls that the agency was told of',
    counted:
      'Notices that a record was recalled, by whether the agency has said what became of its copies. What is in an operation of its own is not counted.',
    about: 'duty',
    rows: [
      { key: 'week', text: 'Acknowledged within 7 days' },
      { key: 'later', text: 'Acknowledged later' },
      { key: 'open', text: 'Not acknowledged yet' },
    ],
    sql: `select case when n.acknowledged_at is null then 'open'
            when n.acknowledged_at <= n.at + interval '7 days' then 'week' else 'later' end as key,
       count(*)::integer as count
from access.recall_notice n
where n.agency_id = $1 and n.compartment_id is null
  and n.at >= $2::date::timestamp at time zone 'Europe/London'
  and n.at < $3::date::timestamp at time zone 'Europe/London'
group by 1`,
  },
]
