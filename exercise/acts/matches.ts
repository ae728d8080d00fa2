/** Threads and words on matches between Sussex and the NCA, a silent report, and checks. */
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { newReference } from '../../src/platform/identifiers.ts'
import {
  checkBody,
  checkValue,
  confirmMatch,
  contactMatch,
  listMatches,
  matchQuery,
  rejectMatch,
  replyToMatch,
  type MatchRow,
} from '../../src/rooms/matches/index.ts'
import { normaliseIdentifier } from '../../src/library/identifiers/index.ts'
import { fileReport, parseReport } from '../../src/rooms/intelligence/index.ts'
import { SHOWN_NUMBER } from '../world.ts'
import {
  idOf,
  inDays,
  borderForceOfficer,
  kentOfficer,
  ncaAnalyst,
  ncaOfficer,
  sussexAnalyst,
  sussexOfficer,
  type Act,
} from './act.ts'
import type { RecordId, SideId } from '../../src/wire/ids.ts'

const PARTNER: Readonly<Record<string, string>> = { [sussexOfficer]: 'nca', [ncaOfficer]: 'sussex-police' }

type Line = readonly [account: string, message: string]

const threads: readonly { name: string; kind: 'phone' | 'vehicle'; lines: readonly Line[] }[] = [
  {
    name: 'a number',
    kind: 'phone',
    lines: [
      [
        sussexOfficer,
        'We hold this number from one report of last month. Is it live in anything of yours? We would not want to ring it and spoil your day.',
      ],
      [
        ncaOfficer,
        'It is in two of ours and still in use. Please leave it alone until Thursday. May we have sight of your report? Ours can be released to you today.',
      ],
    ],
  },
  {
    name: 'a vehicle',
    kind: 'vehicle',
    lines: [
      [
        ncaOfficer,
        'This vehicle is on our list for next week. Has it been seen on your side since the clocks went back?',
      ],
      [
        sussexOfficer,
        'Twice, both times before dawn and both times with a trailer. Our patrols only note it.',
      ],
      [ncaOfficer, 'That helps. Which road, if you can say?'],
      [
        sussexOfficer,
        'The coast road, westbound. I can release the report once my supervisor has seen it, tomorrow at the latest.',
      ],
    ],
  },
]

const REJECTED =
  'Ours is the public line of a boat-sales firm, copied from its window by a patrol. It says nothing about anybody.'
const CONFIRMED = 'Same weeks, same stretch of coast: our report and your desk’s account of yours agree.'

/** An open match of this person's with a partner: the first by its value, so that every node has the same. */
async function openMatch(scope: MemberScope, partner: string, kind?: string): Promise<MatchRow | null> {
  const { items } = await listMatches(scope, matchQuery.parse({ state: 'open', kind, limit: 500 }))
  const shown = normaliseIdentifier('phone', SHOWN_NUMBER)?.display
  const fitting = items.filter(
    (row) =>
      row.partner.slug === partner &&
      row.value !== shown &&
      // That two people are one wants a reason of its own.
      (kind !== undefined || row.kind !== 'person'),
  )
  const order = (row: MatchRow) => `${row.kind} ${row.value} ${row.my_report.agency_reference ?? ''}`
  return fitting.toSorted((left, right) => (order(left) < order(right) ? -1 : 1))[0] ?? null
}

/** What this person's agency calls a match by, found by what was written on it. */
async function sideOf(scope: MemberScope, sql: string, value: string): Promise<SideId | null> {
  const rows = await scope.tx.many<{ id: SideId }>(
    `select s.id from deconfliction.match_side s join (${sql}) w on w.match_id = s.match_id
     where s.agency_id = $2 order by s.id limit 1`,
    [value, scope.actor.agencyId],
  )
  return rows[0]?.id ?? null
}

const threadActs: readonly Act[] = threads.flatMap(({ name, kind, lines }) =>
  lines.map(([account, message], at) => ({
    step: `thread about ${name}: ${String(at + 1)}`,
    account,
    operation: `deconfliction.match.${at === 0 ? 'contact' : 'reply'}`,
    purpose: `Who works on ${name} (${String(at + 1)})`,
    perform: async (scope: MemberScope) => {
      const input = { message, message_id: idOf(`${name} ${String(at)}`) }
      if (at === 0) {
        const match = await openMatch(scope, PARTNER[account] ?? '', kind)
        if (match) await contactMatch(scope, match.id, input)
        return match !== null
      }
      const begun = 'select match_id from deconfliction.message where id = $1'
      const side = await sideOf(scope, begun, idOf(`${name} 0`))
      if (side !== null) await replyToMatch(scope, side, input)
      return side !== null
    },
  })),
)

const wordActs: readonly Act[] = [
  {
    step: 'word: Sussex confirms',
    account: sussexOfficer,
    operation: 'deconfliction.match.confirm',
    purpose: 'Two reports that belong together',
    perform: async (scope) => {
      const match = await openMatch(scope, 'nca')
      if (match) await confirmMatch(scope, match.id, { reason: CONFIRMED, version: 0 })
      return match !== null
    },
  },
  {
    step: 'word: the NCA confirms',
    account: ncaOfficer,
    operation: 'deconfliction.match.confirm',
    purpose: 'Two reports that belong together',
    perform: async (scope) => {
      const answered = 'select match_id from deconfliction.match_answer where reason = $1'
      const side = await sideOf(scope, answered, CONFIRMED)
      if (side !== null) await confirmMatch(scope, side, { reason: undefined, version: 0 })
      return side !== null
    },
  },
  {
    step: 'word: Sussex rejects',
    account: sussexOfficer,
    operation: 'deconfliction.match.reject',
    purpose: 'Clearing the list of matches',
    perform: async (scope) => {
      const match = await openMatch(scope, 'nca', 'phone')
      if (match) await rejectMatch(scope, match.id, { reason: REJECTED, version: 0 })
      return match !== null
    },
  },
]

/** From the part of the numbers that no country has; nobody else holds it. */
const SILENT_NUMBER = '+999 640 215 387'

const silentReport: Act = {
  step: 'silent: the NCA files',
  account: ncaOfficer,
  operation: 'intelligence.report.file',
  purpose: 'Bookings of night crossings',
  perform: async (scope) => {
    const parsed = parseReport({
      title: 'Number used by whoever books the night crossings',
      classification: 'OFFICIAL-SENSITIVE',
      handling: 'C',
      conditions: 'Development only; the source may be identifiable',
      action_code: 'A1',
      sanitisation_code: 'S2',
      discoverable: false,
      review_on: inDays(scope, 90),
      items: [
        {
          text: 'Places on a crossing are booked by message to this number between noon and two, and never by voice. The number answers with a time and a car park. It has been the same since the summer.',
          source_evaluation: '1',
          intelligence_assessment: 'B',
          basis: 'fact',
        },
      ],
      subjects: [{ kind: 'phone', item: 1, value: SILENT_NUMBER }],
    })
    if ('fields' in parsed) throw new Error(`silent report: ${JSON.stringify(parsed.fields)}`)
    await fileReport(scope, parsed.report, {
      id: idOf('silent report') as RecordId,
      reference: newReference(),
    })
    return true
  },
}

const checks = [
  [sussexAnalyst, 'phone', SILENT_NUMBER, 'Number in a notebook found on the shingle'],
  [sussexAnalyst, 'vehicle', 'QX68 LTN', 'Stop of a box van on the coast road'],
  [kentOfficer, 'phone', null, 'Card found in a hired van'],
  [ncaAnalyst, 'email', 'pontoon.tideline4471@coastparts.example', 'Order for outboard engines'],
  [borderForceOfficer, 'vessel', 'MMSI 999204117', 'Small craft without lights off the point'],
] as const

const checkActs: readonly Act[] = checks.map(([account, kind, value, purpose]) => ({
  step: `check: ${purpose}`,
  account,
  operation: 'deconfliction.check',
  purpose,
  perform: async (scope) => {
    await checkValue(scope, checkBody.parse({ kind, value: value ?? (await heldByPartner(scope)), purpose }))
    return true
  },
}))

/** A number that a partner holds too, so that not every check is answered with no. */
async function heldByPartner(scope: MemberScope): Promise<string> {
  const { items } = await listMatches(scope, matchQuery.parse({ kind: 'phone', limit: 500 }))
  return items.map((row) => row.value).toSorted()[0] ?? SHOWN_NUMBER
}

export const matchActs: readonly Act[] = [...threadActs, ...wordActs, silentReport, ...checkActs]
