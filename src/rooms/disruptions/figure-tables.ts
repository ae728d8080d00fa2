/**
 * Tables of figures on disruptions, for those who hold the agency to account. Only accepted ones, each whole to every agency
 * that claims it, in the quarter in which it was accepted. They say what persons did, so small numbers are not shown.
 */
import type { FigureTable } from '../../platform/rooms/accountability.ts'

const ACCEPTED = `from disruptions.claim c
join disruptions.disruption d on d.id = c.disruption_id
join access.record r on r.id = d.id
where c.agency_id = $1 and d.level is not null
  and r.status = 'disseminated' and r.compartment_id is null and r.restricted_at is null and r.erased_at is null
  and d.accepted_at >= $2::date::timestamp at time zone 'Europe/London'
  and d.accepted_at < $3::date::timestamp at time zone 'Europe/London'
group by 1`

const COUNTED =
  'Disruptions that the agency claims and that another agency accepted in the quarter. One that several agencies claim counts whole to each of them. Those that are recalled, restricted or in an operation of their own are not counted.'

export const figureTables: readonly FigureTable[] = [
  {
    name: 'disruptions.levels',
    title: 'Disruptions, by level',
    counted: `${COUNTED} By the level at which each was accepted.`,
    about: 'persons',
    rows: [
      { key: 'major', text: 'Major' },
      { key: 'moderate', text: 'Moderate' },
      { key: 'minor', text: 'Minor' },
    ],
    sql: `select d.level as key, count(*)::integer as count
${ACCEPTED}`,
  },
  {
    name: 'disruptions.strands',
    title: 'Disruptions, by the four Ps',
    counted: `${COUNTED} By which of the four Ps each serves.`,
    about: 'persons',
    rows: [
      { key: 'pursue', text: 'Pursue' },
      { key: 'prevent', text: 'Prevent' },
      { key: 'protect', text: 'Protect' },
      { key: 'prepare', text: 'Prepare' },
    ],
    sql: `select d.strand as key, count(*)::integer as count
${ACCEPTED}`,
  },
  {
    name: 'disruptions.effects',
    title: 'What became of the effect of disruptions',
    counted: `${COUNTED} By what was last found when the effect was looked at again.`,
    about: 'persons',
    rows: [
      { key: 'still-disrupted', text: 'Still disrupted' },
      { key: 'recovered', text: 'Recovered' },
      { key: 'displaced', text: 'Displaced' },
      { key: 'cannot-tell', text: 'Cannot tell' },
      { key: 'due', text: 'Due to be looked at' },
      { key: 'not-yet', text: 'Not due yet' },
    ],
    sql: `select coalesce(
         (select e.outcome from disruptions.effect e where e.disruption_id = d.id order by e.at desc, e.id limit 1),
         case when d.effect_due_on <= (now() at time zone 'Europe/London')::date then 'due' else 'not-yet' end) as key,
       count(*)::integer as count
${ACCEPTED}`,
  },
]
