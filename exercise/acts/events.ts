/** Reports that say where and when: four of two agencies near one beach, in the fortnight before the exercise is loaded. */
import { newReference } from '../../src/platform/identifiers.ts'
import { fileReport, parseReport, releaseReport } from '../../src/rooms/intelligence/index.ts'
import type { RecordId } from '../../src/wire/ids.ts'
import { idOf, inDays, kentOfficer, sussexAnalyst, sussexOfficer, type Act } from './act.ts'

type Seen = {
  step: string
  account: string
  purpose: string
  title: string
  text: string
  basis: 'fact' | 'assessment'
  grade: readonly ['1' | '2' | '3', 'A' | 'B' | 'C' | 'D' | 'E']
  /** what happened; `ago`: days before the exercise is loaded; `at`: the time of day, where it is known */
  events: { ago: number; at?: string; kind: string; where?: string; within_m?: number; place: string }[]
  releasedToAll?: string
}

const reports: readonly Seen[] = [
  {
    step: 'events: a dinghy on Winchelsea Beach',
    account: sussexOfficer,
    purpose: 'Patrols between Pett Level and Camber',
    title: 'Inflatable and fuel cans left on Winchelsea Beach',
    text: 'An inflatable of about eight metres lay above the tide line, its floor cut. Six fuel cans stood beside it. Tracks of a trailer led back to the sea road.',
    basis: 'fact',
    grade: ['1', 'A'],
    events: [
      {
        ...{ ago: 3, at: '05:40', kind: 'found-on-beach', where: '50.9146 N, 0.7391 E' },
        ...{ within_m: 100, place: 'Winchelsea Beach, by the old lifeboat house' },
      },
    ],
  },
  {
    step: 'events: engines behind the sea road',
    account: sussexAnalyst,
    purpose: 'Stores behind the beaches',
    title: 'Outboard engines kept in a lock-up off the sea road',
    text: 'A lock-up off the sea road is opened two nights before calm weather. Engines under blankets are carried to a trailer. The same was said in spring of a yard at Pett Level.',
    basis: 'assessment',
    grade: ['2', 'C'],
    events: [
      {
        ago: 5,
        kind: 'equipment-stored',
        where: 'TQ 905 165',
        within_m: 500,
        place: 'Lock-up off the sea road',
      },
      { ago: 200, kind: 'equipment-stored', where: '50.898, 0.708', place: 'Pett Level' },
    ],
  },
  {
    step: 'events: a launch seen from Camber',
    account: kentOfficer,
    purpose: 'The coast west of Dungeness',
    title: 'Launch without lights seen from Camber Sands',
    text: 'A low boat without lights was pushed off west of the dunes by four people, and went out to the south. A van waited until it was out of sight and left inland.',
    basis: 'fact',
    grade: ['2', 'B'],
    events: [
      { ago: 8, at: '02:15', kind: 'launch-seen', where: '50°55.7′ N 000°47.6′ E', place: 'Camber Sands' },
      { ago: 9, kind: 'meeting', place: 'A car park inland of Camber' },
    ],
    releasedToAll: 'For patrols on both sides of the county boundary',
  },
  {
    step: 'events: a landing in spring',
    account: sussexOfficer,
    purpose: 'Landings of the last year',
    title: 'Landing at Pett Level in spring',
    text: 'A boat with some thirty people came ashore at first light. They were met by coastguard officers and were well.',
    basis: 'fact',
    grade: ['1', 'A'],
    events: [{ ago: 190, kind: 'landing', where: '50.8975, 0.7065', within_m: 300, place: 'Pett Level' }],
  },
]

/** Each report is filed once, under an id that a second load knows. */
export const eventActs: readonly Act[] = reports.map((seen) => ({
  step: seen.step,
  account: seen.account,
  operation: 'intelligence.report.file',
  purpose: seen.purpose,
  perform: async (scope) => {
    const parsed = parseReport({
      title: seen.title,
      classification: 'OFFICIAL',
      handling: 'P',
      discoverable: true,
      review_on: inDays(scope, 700),
      items: [
        {
          text: seen.text,
          source_evaluation: seen.grade[0],
          intelligence_assessment: seen.grade[1],
          basis: seen.basis,
          events: seen.events.map(({ ago, at, within_m, ...event }) => ({
            ...event,
            when: at === undefined ? inDays(scope, -ago) : `${inDays(scope, -ago)} at ${at}`,
            ...(within_m === undefined ? {} : { where_sure: 'within', within_m }),
          })),
        },
      ],
      subjects: [],
    })
    if ('fields' in parsed) throw new Error(`${seen.step}: ${JSON.stringify(parsed.fields)}`)
    const filed = await fileReport(scope, parsed.report, {
      id: idOf(seen.step) as RecordId,
      reference: newReference(),
    })
    if (seen.releasedToAll !== undefined)
      await releaseReport(scope, filed.id, { to: { all: true }, reason: seen.releasedToAll })
    return true
  },
}))
