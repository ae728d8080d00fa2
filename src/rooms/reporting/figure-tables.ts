/** Tables of figures on what the public reports, for those who hold the agency to account. */
import type { FigureTable } from '../../platform/rooms/accountability.ts'

export const figureTables: readonly FigureTable[] = [
  {
    name: 'reporting.first-look',
    title: 'Time until the desk first looked at a public report',
    counted:
      'Reports of the public to the agency’s desk, by the whole hours from the hour of arrival to the hour of the first look. Reports passed to another desk are counted there. Doubtful reports are not counted.',
    about: 'persons',
    rows: [
      { key: 'same', text: 'In the same hour' },
      { key: 'four', text: '1 to 4 hours' },
      { key: 'day', text: '5 to 24 hours' },
      { key: 'more', text: 'More than 24 hours' },
      { key: 'none', text: 'Not looked at' },
    ],
    sql: `select case when p.opened_first_minutes is null then 'none' when p.opened_first_minutes < 60 then 'same'
            when p.opened_first_minutes <= 240 then 'four' when p.opened_first_minutes <= 1440 then 'day'
            else 'more' end as key,
       count(*)::integer as count
from reporting.public_report p
where p.agency_id = $1 and p.outcome is distinct from 'passed' and not p.doubtful
  and p.hour >= $2::date::timestamp at time zone 'Europe/London'
  and p.hour < $3::date::timestamp at time zone 'Europe/London'
group by 1`,
  },
]
