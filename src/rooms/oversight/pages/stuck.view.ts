/** Where sharing is stuck, as tables. Pure. */
import { plural } from '../../../design/words.ts'
import type { Owed, PairCount, WhereStuck } from '../national/where-stuck.ts'

/** How a number stands that is not said. */
export const NOT_SAID = 'Not shown'

const numeric = (text: string) => ({ text, numeric: true })
const shown = (value: number | null) => (value === null ? { text: NOT_SAID } : { number: value })
const days = (count: number) => (count === 0 ? 'Less than a day' : plural(count, 'day'))

/** Rows of one table: fifty agencies have more than a thousand pairs. */
const MOST = 100

/**
 * Writes the tables, what has waited longest first.
 * @param all - what was counted
 * @param agency - the name of the one that is looked at; null: all
 * @returns a table each: what it is called, how it is counted, its columns and rows, how many rows more there are, and
 *   what it says when empty
 */
export function stuckTables(all: WhereStuck, agency: string | null) {
  const stuck = agency === null ? all : of(all, agency)
  return tables(stuck).map((table) => ({
    ...table,
    rows: table.rows.slice(0, MOST),
    more: Math.max(0, table.rows.length - MOST),
  }))
}

/** What one agency has part in. */
const of = (all: WhereStuck, agency: string): WhereStuck => ({
  countedAt: all.countedAt,
  pairs: all.pairs.filter((one) => [one.nameA, one.nameB].includes(agency)),
  answers: all.answers.filter((one) => [one.owes, one.waits].includes(agency)),
  notices: all.notices.filter((one) => one.name === agency),
  requirements: all.requirements.filter((one) => [one.owes, one.waits].includes(agency)),
  plans: all.plans.filter((one) => one.name === agency),
  groups: all.groups.filter((one) => one.name === agency),
  lacks: all.lacks.filter((one) => one.name === agency),
  disruptions: all.disruptions.filter((one) => one.name === agency),
  jointGaps: all.jointGaps.filter((one) => [one.nameA, one.nameB].includes(agency)),
})

const oldestFirst = (one: { oldestDays: number }, other: { oldestDays: number }) =>
  other.oldestDays - one.oldestDays

function tables(stuck: WhereStuck) {
  return [
    {
      title: 'Who has not answered whom',
      counted:
        'Matches on which the other agency wrote or answered, and this one has done neither since. Counted every hour.',
      head: ['Has not answered', 'Who waits', numeric('Matches'), numeric('Waits for')],
      rows: stuck.answers.toSorted(oldestFirst).map(owedRow),
      empty: stuck.countedAt === null ? 'Not counted yet.' : 'Nobody waits for an answer.',
    },
    {
      title: 'Recalls and corrections not acknowledged',
      counted: 'Notices to an agency that had the record, which has not said what became of its copies.',
      head: ['Agency', numeric('Recalls'), numeric('Other notices'), numeric('Oldest')],
      rows: stuck.notices
        .toSorted(oldestFirst)
        .map((one) => [one.name, { number: one.recalls }, { number: one.corrections }, days(one.oldestDays)]),
      empty: 'Every recall is acknowledged.',
    },
    {
      title: 'Requirements not answered',
      counted: 'Lines of collection plans that ask a partner, which has neither answered nor declined.',
      head: ['Was asked', 'By', numeric('Lines'), numeric('Late'), numeric('Asked for')],
      rows: stuck.requirements
        .toSorted(oldestFirst)
        .map((one) => [
          one.owes,
          one.waits,
          { number: one.count },
          { number: one.late },
          days(one.oldestDays),
        ]),
      empty: 'No requirement waits for a partner.',
    },
    {
      title: 'Matches by pair of agencies',
      counted:
        'Matches that both agencies let one another discover. Counted once a week, so that no number tells of one match. 1 to 4 is not shown, nor the sum beside such a number.',
      head: [
        'Agencies',
        numeric('Nobody has answered: up to 7 days'),
        numeric('8 to 28 days'),
        numeric('More than 28 days'),
        numeric('Both have answered'),
        numeric('Sum'),
      ],
      rows: stuck.pairs.map(pairRow),
      empty: stuck.countedAt === null ? 'Not counted yet.' : 'No match was counted.',
    },
    {
      title: 'Gaps that two coastal plans share',
      counted:
        'Where the coasts of two agencies meet and both plans leave that end to nobody. Miles of both together.',
      head: ['Agencies', numeric('Miles')],
      rows: stuck.jointGaps.map((one) => [`${one.nameA} and ${one.nameB}`, { number: one.miles }]),
      empty: 'No gap lies where two plans meet.',
    },
    {
      title: 'Coastal plans',
      counted: 'What each plan lacks. Where it lies, and who is named in it, stands in the plan alone.',
      head: [
        'Agency',
        numeric('Miles'),
        numeric('Gaps'),
        numeric('Miles in gaps'),
        numeric('Stretches without a lead'),
        numeric('Reviews overdue'),
      ],
      rows: stuck.plans.map((one) => [
        one.name,
        ...[one.miles, one.gaps, one.gapMiles, one.withoutLead, one.overdue].map((number) => ({ number })),
      ]),
      empty: 'No agency has laid out its coast.',
    },
    {
      title: 'Groups that need attention',
      counted:
        'Active and dormant organised crime groups of each agency that are in no operation. 1 to 4 is not shown, and there is no sum. Which groups they are, their agency alone reads.',
      head: [
        'Agency',
        numeric('Active'),
        numeric('Nobody leads'),
        numeric('No plan'),
        numeric('Plan stands still'),
        numeric('Review overdue'),
        numeric('Review due'),
      ],
      rows: stuck.groups.map((one) => [
        one.name,
        ...[
          ...[one.active, one.withoutLead, one.withoutPlan],
          ...[one.planStill, one.reviewOverdue, one.reviewDue],
        ].map(shown),
      ]),
      empty: 'No agency has a group.',
    },
    {
      title: 'Who lacks access to systems of record',
      counted:
        'Forces and other agencies that have nobody accredited for a system now, and what they asked of it through another’s desk in the last year, outside operations. Lapsed: authorised, and not made in time. Refused: for lack of access. Hours: whole hours from authorisation to answer, together. 1 to 4 is not shown.',
      head: [
        ...['Agency', 'System'],
        ...[numeric('Asked'), numeric('Lapsed'), numeric('Refused'), numeric('Hours waited')],
      ],
      rows: stuck.lacks.map((one) => [
        ...[one.name, one.system],
        ...[one.asked, one.lapsed, one.refused, one.hours].map(shown),
      ]),
      empty: 'Every agency has somebody accredited for every system.',
    },
    {
      title: 'Disruptions that were accepted',
      counted:
        'In the last twelve months, by level: whole to each agency that claims one, and once in the total. 1 to 4 is not shown, and a total only where each of its parts is.',
      head: ['Agency', numeric('Major'), numeric('Moderate'), numeric('Minor')],
      rows: stuck.disruptions.map((one) => [one.name, ...[one.major, one.moderate, one.minor].map(shown)]),
      empty: 'No disruption was accepted.',
    },
  ]
}

const owedRow = (one: Owed) => [one.owes, one.waits, { number: one.count }, days(one.oldestDays)]

const pairRow = (one: PairCount) => [
  `${one.nameA} and ${one.nameB}`,
  ...[one.days7, one.days28, one.older, one.bothSaid, one.every].map(shown),
]
