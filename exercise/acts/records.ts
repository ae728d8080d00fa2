/** Records whose review date has come, and what was decided of some: holds, a correction, an erasure that waits. */
import type { MemberScope } from '../../src/platform/database/scope.ts'
import {
  fileReports,
  parseReport,
  releaseReport,
  reportKind,
  room as intelligence,
  writeVersion,
} from '../../src/rooms/intelligence/index.ts'
import { correctRecord, decideReviews, listReviews, placeHold } from '../../src/rooms/records/index.ts'
import { inDays, sussexOfficer, type Act } from './act.ts'

const manager = 'records-manager@sussex-police.example'
/** So many come due, the oldest two months ago and the youngest today. */
const DUE = 60
const DAY = 86_400_000

const places = [
  ['the east arm of the marina', 'harbour office'],
  ['the slipway below the sailing club', 'sailing club'],
  ['the lay-by on the coast road', 'patrol'],
  ['the car park behind the beach huts', 'warden'],
  ['the yard of a closed garage', 'landlord'],
  ['the shingle at the end of the lane', 'angler'],
] as const
const sights = [
  ['An empty trailer stood there for two nights', 'Somebody fetched it before five in the morning.'],
  ['Forty plastic fuel cans were left behind', 'They were new, and half of them were full of water.'],
  ['A white van came without lights', 'It left within ten minutes and came back once.'],
  ['Two men asked when the gate is locked', 'They said they had a boat, and had none.'],
  ['Wet life jackets lay in a skip', 'They were of the cheapest kind, all for adults.'],
] as const

/** Whom a report names: nobody, a suspect, a witness, or a victim beside a suspect. */
const named: readonly (readonly object[])[] = [
  [],
  [{ kind: 'person', item: 1, category: 'suspected', names: ['unknown'], note: 'The driver' }],
  [{ kind: 'person', item: 1, category: 'witness', names: ['unknown'], note: 'Who rang' }],
  [
    { kind: 'person', item: 1, category: 'suspected', names: ['unknown'], note: 'The driver' },
    { kind: 'person', item: 1, category: 'victim', names: ['unknown'], note: 'In the back' },
  ],
]

const fileWhatIsDue: Act = {
  step: 'records: reports whose review date has come',
  account: sussexOfficer,
  operation: 'intelligence.report.file',
  purpose: 'Reports of earlier years',
  perform: async (scope) => {
    const rows = Array.from({ length: DUE }, (_, index) => {
      const [place, from] = places[index % places.length] ?? places[0]
      const [seen, then] = sights[index % sights.length] ?? sights[0]
      const years = 2 + (index % 11)
      const parsed = parseReport({
        title: `${seen} at ${place}`,
        classification: index % 7 === 0 ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
        handling: 'P',
        discoverable: true,
        review_on: inDays(scope, index - DUE + 1),
        items: [
          {
            text: `${seen} at ${place}. ${then} Told by the ${from}.`,
            source_evaluation: '2',
            intelligence_assessment: 'C',
            basis: 'fact',
          },
        ],
        subjects: named[index % named.length] ?? [],
      })
      if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
      return {
        report: parsed.report,
        createdAt: new Date(scope.now.getTime() - years * 365 * DAY),
        needsEvaluation: false,
      }
    })
    await fileReports(scope, scope.actor.agencyId, rows)
    return true
  },
}

/** In the order in which they come due. */
const dueNow = async (scope: MemberScope) => (await listReviews(scope, { mine: true })).rows

const hold = (place: number, purpose: string, reason: string): Act => ({
  step: `records: hold ${String(place)}`,
  account: manager,
  operation: 'records.hold.place',
  purpose,
  perform: async (scope) => {
    const review = (await dueNow(scope))[place]
    if (review === undefined) return false
    await placeHold(scope, review.id, reason)
    return true
  },
})

const askErasure: Act = {
  step: 'records: an erasure waits for a second person',
  account: manager,
  operation: 'records.review.decide',
  purpose: 'Reviews of the week',
  perform: async (scope) => {
    const review = (await dueNow(scope)).find(({ suggested, holds }) => suggested === 'erase' && holds === 0)
    if (review === undefined) return false
    const rules = new Map((intelligence.retention ?? []).map((rule) => [rule.name, rule]))
    await decideReviews(scope, rules, [review], {
      ...{ decision: 'erase', ground: 'no-longer-needed', group: null, criteria: [], reason: null },
    })
    return true
  },
}

const correct: Act = {
  step: 'records: a version was wrong',
  account: sussexOfficer,
  operation: 'records.correction.say',
  purpose: 'The marina looked at its camera again',
  perform: async (scope) => {
    const imported = await scope.tx.many(
      `select from access.record where agency_id = $1 and author_id is null and kind = 'report' limit 1`,
      [scope.actor.agencyId],
    )
    if (imported.length === 0) return false
    const body = (engines: string) => {
      const parsed = parseReport({
        title: `${engines} engines carried to a boat at night`,
        classification: 'OFFICIAL',
        handling: 'P',
        discoverable: true,
        review_on: inDays(scope, 365),
        items: [
          {
            text: `The camera of the marina shows ${engines.toLowerCase()} engines carried to an inflatable at 0310.`,
            source_evaluation: '1',
            intelligence_assessment: 'B',
            basis: 'fact',
          },
        ],
        subjects: [],
      })
      if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
      return parsed.report
    }
    const first = { report: body('Three'), createdAt: scope.now, needsEvaluation: false }
    const [filed] = await fileReports(scope, scope.actor.agencyId, [first])
    if (filed === undefined || 'already' in filed) return false
    const to = await scope.tx.many<{ id: number }>(
      `select id from identity.agency where slug in ('kent-police', 'nca')`,
    )
    await releaseReport(scope, filed.id, {
      to: { agencies: to.map(({ id }) => id) },
      reason: 'The boat may go along your coast',
    })
    await writeVersion(scope, filed.id, { version: 1 }, body('Two'))
    await correctRecord(scope, reportKind, filed.id, 1, 'The camera shows two engines, not three')
    return true
  },
}

/** Before the clock brings them due. */
export const dueActs: readonly Act[] = [fileWhatIsDue, correct]

/** After it. */
export const recordActs: readonly Act[] = [
  hold(1, 'Crown Court case', 'Crown Court, case T20269999: exhibits are not listed yet'),
  hold(4, 'Coroner’s inquiry', 'Coroner’s inquiry 2026/114'),
  askErasure,
]
