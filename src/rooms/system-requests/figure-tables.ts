/** A table of figures on requests, for those who hold the agency to account. They are what persons did, so small numbers are not shown. */
import type { FigureTable } from '../../platform/rooms/accountability.ts'

export const figureTables: readonly FigureTable[] = [
  {
    name: 'system-requests.asked',
    title: 'Requests to systems of record',
    counted:
      'Requests of the agency to systems of record that were asked for authorisation, each once, by how far each has come. A request has lapsed when it was authorised and not made in time. Quarters are by the day on which it was asked.',
    about: 'persons',
    rows: [
      { key: 'waiting', text: 'Waiting, or authorised' },
      { key: 'refused-access', text: 'Refused: the agency has no access' },
      { key: 'refused', text: 'Refused for another reason' },
      { key: 'lapsed', text: 'Lapsed' },
      { key: 'made', text: 'Made, without an answer yet' },
      { key: 'nothing', text: 'Answered: nothing' },
      { key: 'possible', text: 'Answered: possible, uncorroborated' },
      { key: 'corroborated', text: 'Answered: corroborated' },
      { key: 'wrong-person', text: 'Answered: wrong person' },
    ],
    sql: `select case
         when r.outcome is not null then r.outcome
         when r.state = 'made' then 'made'
         when r.state = 'refused' and r.refused_for = 'no-access' then 'refused-access'
         when r.state = 'refused' then 'refused'
         when r.state = 'authorised' and r.valid_until < now() then 'lapsed'
         else 'waiting' end as key,
       count(*)::integer as count
from system_requests.request r
where r.agency_id = $1
  and r.asked_at >= $2::date::timestamp at time zone 'Europe/London'
  and r.asked_at < $3::date::timestamp at time zone 'Europe/London'
group by 1`,
  },
]
