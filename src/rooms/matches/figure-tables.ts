/** Tables of figures on matches, for those who hold the agency to account. */
import type { FigureTable } from '../../platform/rooms/accountability.ts'

export const figureTables: readonly FigureTable[] = [
  {
    name: 'matches.opened',
    title: 'Matches with partners',
    counted:
      'Matches that opened, with a partner, where both agencies let one another discover them. An answer or a message counts as a word.',
    about: 'persons',
    rows: [
      { key: 'both', text: 'Both agencies have answered' },
      { key: 'one', text: 'One agency has answered' },
      { key: 'nobody', text: 'Nobody has answered' },
    ],
    sql: `select case when s.a and s.b then 'both' when s.a or s.b then 'one' else 'nobody' end as key,
       count(*)::integer as count
from (select m.wrote_a is not null or exists (select from deconfliction.match_answer w
               where w.match_id = m.id and w.agency_id = m.agency_a and w.answer is not null) as a,
             m.wrote_b is not null or exists (select from deconfliction.match_answer w
               where w.match_id = m.id and w.agency_id = m.agency_b and w.answer is not null) as b
      from deconfliction.match m
      where $1 in (m.agency_a, m.agency_b) and not m.common
        and m.opened_at >= $2::date::timestamp at time zone 'Europe/London'
        and m.opened_at < $3::date::timestamp at time zone 'Europe/London'
        and 2 = (select count(distinct o.agency_id) from deconfliction.match_side o join access.record r on r.id = o.record_id
                 where o.match_id = m.id and o.held and r.status = 'disseminated' and r.discoverable
                   and r.compartment_id is null and r.restricted_at is null)) s
group by 1`,
  },
]
