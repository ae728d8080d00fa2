/** Tables of figures on encounters, for those who hold the agency to account. They count persons, so small numbers are not shown. */
import type { FigureTable } from '../../platform/rooms/accountability.ts'
import { IDENTIFIED } from './words.ts'

const IN_QUARTER = `e.agency_id = $1
  and e.found_at >= $2::date::timestamp at time zone 'Europe/London'
  and e.found_at < $3::date::timestamp at time zone 'Europe/London'`

export const figureTables: readonly FigureTable[] = [
  {
    name: 'encounters.identified',
    title: 'Adults found on arrival, identified or not',
    counted:
      'Adults who were counted in encounters of the agency, by whether they were identified and, if not, why, as those who recorded the encounter said. Somebody who may be under 18, or whose age is not known, takes the child path and is not in this table. Quarters are by the day on which people were found.',
    about: 'persons',
    rows: [
      ...Object.entries(IDENTIFIED).map(([key, text]) => ({ key, text })),
      { key: 'not-said', text: 'Not said yet' },
    ],
    sql: `select i.outcome as key, sum(i.how_many)::integer as count
from encounters.identification i join encounters.encounter e on e.id = i.encounter_id
where ${IN_QUARTER}
group by 1
union all
select 'not-said', sum(e.adults - coalesce((select sum(i.how_many) from encounters.identification i
                                            where i.encounter_id = e.id), 0))::integer
from encounters.encounter e
where ${IN_QUARTER}
having sum(e.adults - coalesce((select sum(i.how_many) from encounters.identification i
                                where i.encounter_id = e.id), 0)) > 0`,
  },
  {
    name: 'encounters.people',
    title: 'People found on arrival',
    counted:
      'People who were counted in encounters of the agency, each once, by what was said of their age. Quarters are by the day on which people were found.',
    about: 'persons',
    rows: [
      { key: 'adults', text: 'Adults' },
      { key: 'children', text: 'May be under 18' },
      { key: 'unknown', text: 'Age not known' },
    ],
    sql: `select c.key, sum(c.number)::integer as count
from encounters.encounter e
cross join lateral (values ('adults', e.adults), ('children', e.may_be_children), ('unknown', e.age_unknown)) as c (key, number)
where ${IN_QUARTER}
group by 1
having sum(c.number) > 0`,
  },
]
