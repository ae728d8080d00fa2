/** Three requests of data subjects, each at another step; dates are relative to when the exercise is loaded. */
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { fileReports, parseReport, room as intelligence } from '../../src/rooms/intelligence/index.ts'
import {
  checkIdentity,
  decideItem,
  itemsOf,
  listRequests,
  makeReady,
  nameOfficer,
  noteSent,
  readItem,
  searchForSubject,
  takeInRequest,
} from '../../src/rooms/records/index.ts'
import { room as requirements } from '../../src/rooms/requirements/index.ts'
import { room as search } from '../../src/rooms/search/index.ts'
import { inDays, sussexOfficer, type Act } from './act.ts'

const manager = 'records-manager@sussex-police.example'
const rights = [search, intelligence, requirements].flatMap(({ subjectRights }) =>
  subjectRights ? [subjectRights] : [],
)

type Wanted = {
  name: string
  received: number
  asked: Parameters<typeof takeInRequest>[1]['rights']
  asks: string
}

/** Invented, as everybody here; the first is victim in one report and suspect in another. */
const wanted: readonly Wanted[] = [
  {
    name: 'Tamsin Yelland',
    received: -24,
    asked: ['access'],
    asks: 'A copy of everything that you hold on me, please.',
  },
  {
    name: 'Corin Blethyn',
    received: -9,
    asked: ['access', 'rectification'],
    asks: 'I never owned that boat. Show me what you hold, and put it right.',
  },
  {
    name: 'Isolde Marchbank',
    received: -2,
    asked: ['access', 'erasure'],
    asks: 'What do you hold on me? Delete it.',
  },
]

const fileWhatNamesThem: Act = {
  step: 'requests: reports that name who asks',
  account: sussexOfficer,
  operation: 'intelligence.report.file',
  purpose: 'Reports that name who asks',
  perform: async (scope) => {
    const about = (name: string, category: string, text: string) => {
      const parsed = parseReport({
        title: text.slice(0, 60),
        classification: 'OFFICIAL',
        handling: 'P',
        discoverable: false,
        review_on: inDays(scope, 700),
        items: [{ text, source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' }],
        subjects: [{ kind: 'person', item: 1, category, names: [name], born: '1984' }],
      })
      if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
      return { report: parsed.report, createdAt: scope.now, needsEvaluation: false }
    }
    await fileReports(scope, scope.actor.agencyId, [
      about('Tamsin Yelland', 'suspected', 'Paid the berth of an inflatable in cash for two months.'),
      about('Tamsin Yelland', 'victim', 'Her telephone was used by others to arrange the crossing.'),
      about('Corin Blethyn', 'suspected', 'Named by the yard as the owner of the third boat.'),
    ])
    return true
  },
}

const takeIn = ({ name, received, asked, asks }: Wanted): Act => ({
  step: `requests: ${name} asks`,
  account: manager,
  operation: 'records.request.take-in',
  purpose: `Request of ${inDaysName(received)}`,
  perform: async (scope) => {
    await takeInRequest(scope, {
      ...{ rights: asked, received_on: inDays(scope, received), channel: 'letter', names: [name] },
      ...{ born: '1984', identifiers: [], asks, answer_to: '14 Invented Street, Brighton' },
    })
    return true
  },
})
const inDaysName = (days: number) => `${String(-days)} days ago`

const requestOf = async (scope: MemberScope, name: string) =>
  (await listRequests(scope)).rows.find(({ names }) => names.includes(name))

/** As far as the officer who reads. */
const prepare = ({ name, received }: Wanted): Act => ({
  step: `requests: ${name} is known, and an officer is named`,
  account: manager,
  operation: 'records.request.search',
  purpose: `Request of ${inDaysName(received)}`,
  perform: async (scope) => {
    const request = await requestOf(scope, name)
    const officer = await scope.tx.maybe<{ id: Parameters<typeof nameOfficer>[2] }>(
      'select id from identity.person where email = $1',
      [sussexOfficer],
    )
    if (!request || !officer) return false
    await checkIdentity(scope, request.id, {
      outcome: 'proven',
      identity_on: inDays(scope, received + 1),
      identity_note: 'Passport and a letter of the council, seen at the front desk',
    })
    await nameOfficer(scope, request.id, officer.id)
    await searchForSubject(scope, rights, request.id)
    return true
  },
})

const readAndDecide: Act = {
  step: 'requests: the first answer is ready',
  account: sussexOfficer,
  operation: 'records.request.ready',
  purpose: 'Answer to a request',
  perform: async (scope) => {
    const request = await requestOf(scope, 'Tamsin Yelland')
    if (!request) return false
    for (const { id, categories } of (await itemsOf(scope, request.id)).rows) {
      const { parts } = await readItem(scope, rights, request.id, id)
      await decideItem(scope, rights, new Map(), request.id, id, {
        ...{ about: 'them', others: [] },
        parts: parts.map(({ part }) =>
          categories.includes('suspected')
            ? {
                ...{ part, given: false, ground: 'crime' as const },
                reason: 'The berth is watched. Giving it would tell of the inquiry.',
              }
            : { part, given: true, ground: null, reason: null },
        ),
      })
    }
    await makeReady(scope, request.id, false)
    return true
  },
}

const send: Act = {
  step: 'requests: the first answer is sent',
  account: manager,
  operation: 'records.request.sent',
  purpose: 'Answer to a request',
  perform: async (scope) => {
    const request = await requestOf(scope, 'Tamsin Yelland')
    if (request?.state !== 'ready') return false
    await noteSent(scope, request.id, {
      answered_on: inDays(scope, 0),
      answered_how: 'Recorded delivery, to the address in the request',
    })
    return true
  },
}

/** One answered, one that waits for its officer, one whose identity nobody has checked. */
export const subjectRequestActs: readonly Act[] = [
  fileWhatNamesThem,
  ...wanted.map(takeIn),
  ...wanted.slice(0, 2).map(prepare),
  readAndDecide,
  send,
]
