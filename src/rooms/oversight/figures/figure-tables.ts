/** Tables of figures on an agency's own duties to those who hold it to account. */
import type { FigureTable } from '../../../platform/rooms/accountability.ts'

export const figureTables: readonly FigureTable[] = [
  {
    name: 'oversight.recommendations',
    title: 'Recommendations that were due',
    counted:
      'Recommendations of which the agency is an addressee, by the day on which they are due. Complete is what the inspectorate has recorded.',
    about: 'duty',
    rows: [
      { key: 'complete', text: 'Complete' },
      { key: 'proposed', text: 'Proposed as complete' },
      { key: 'open', text: 'Not complete' },
    ],
    sql: `select case when s.outcome = 'complete' then 'complete' when s.stage = 'complete-proposed' then 'proposed' else 'open' end as key,
       count(*)::integer as count
from oversight.duty_state s
where s.agency_id = $1 and s.ended_on is null and s.due_on >= $2::date and s.due_on < $3::date
group by 1`,
  },
  {
    name: 'oversight.promises',
    title: 'Promises that were due',
    counted: 'Promises that the agency made at meetings that were held, by the day on which they are due.',
    about: 'duty',
    rows: [
      { key: 'in-time', text: 'Kept in time' },
      { key: 'later', text: 'Kept late' },
      { key: 'open', text: 'Not kept yet' },
    ],
    sql: `select case when p.kept_on is null then 'open' when p.kept_on <= p.due_on then 'in-time' else 'later' end as key,
       count(*)::integer as count
from oversight.promise p join oversight.meeting m on m.id = p.meeting_id and m.state = 'held'
where p.agency_id = $1 and p.due_on >= $2::date and p.due_on < $3::date
group by 1`,
  },
]
