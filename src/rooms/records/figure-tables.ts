/** Tables of figures on reviews, for those who hold the agency to account. */
import type { FigureTable } from '../../platform/rooms/accountability.ts'

export const figureTables: readonly FigureTable[] = [
  {
    name: 'records.reviews',
    title: 'Reviews of records',
    counted:
      'Reviews by the day on which they were due, by whether they were decided within 30 days. What is in an operation of its own is not counted.',
    about: 'duty',
    rows: [
      { key: 'in-time', text: 'Decided within 30 days' },
      { key: 'later', text: 'Decided later' },
      { key: 'open', text: 'Not decided yet' },
    ],
    sql: `select case when v.decided_at is null then 'open'
            when (v.decided_at at time zone 'Europe/London')::date <= v.due_on + 30 then 'in-time' else 'later' end as key,
       count(*)::integer as count
from records.review v join access.record r on r.id = v.record_id
where v.agency_id = $1 and r.compartment_id is null and v.due_on >= $2::date and v.due_on < $3::date
group by 1`,
  },
]
