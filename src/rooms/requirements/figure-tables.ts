/** Tables of figures on requirements, for those who hold the agency to account. */
import type { FigureTable } from '../../platform/rooms/accountability.ts'

export const figureTables: readonly FigureTable[] = [
  {
    name: 'requirements.asked',
    title: 'What partners asked the agency to find out',
    counted: 'Lines of partners’ collection plans that ask this agency, by what it did about them.',
    about: 'duty',
    rows: [
      { key: 'answered', text: 'Answered' },
      { key: 'nothing', text: 'Nothing found' },
      { key: 'declined', text: 'Declined, with a reason' },
      { key: 'waiting', text: 'Not answered yet' },
      { key: 'late', text: 'Not answered, and late' },
      { key: 'dropped', text: 'No longer asked' },
    ],
    sql: `select case when l.state in ('answered', 'nothing', 'declined', 'dropped') then l.state
            when l.by_when < (now() at time zone 'Europe/London')::date then 'late' else 'waiting' end as key,
       count(*)::integer as count
from requirements.line l join access.record r on r.id = l.requirement_id
where l.agency_id = $1 and l.source = 'partner'
  and r.status <> 'draft' and r.compartment_id is null and r.restricted_at is null
  and (r.released_to_all or l.agency_id = any (r.released_to))
  and l.asked_at >= $2::date::timestamp at time zone 'Europe/London'
  and l.asked_at < $3::date::timestamp at time zone 'Europe/London'
group by 1`,
  },
]
