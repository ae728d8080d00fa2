import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AudienceRow } from '../../audience.ts'
import type { HistoryRow } from '../../holders.ts'
import type { ReportView } from '../../read-report.ts'
import { historySentences } from './history.view.ts'
import { holdersView } from './holders.view.ts'
import { actionsOf, readMeanwhile, reportPage, subjectsOf, withheldSentence } from './report.view.ts'

const ID = '3f0d1c52-8d0e-4a6b-9c55-2f1a7f5f6a01'
const AT = new Date('2026-11-22T15:00:00Z')
const kent = { id: 2, slug: 'kent-police', name: 'Kent Police' }

const report: ReportView = {
  sight: 'full',
  id: ID,
  reference: 'SM-RA78-49QF-4',
  version: 2,
  currentVersion: 2,
  revision: 5,
  owner: { ...kent, deskName: 'Desk', deskPhone: '01632 960102', deskEmail: '', deskHours: '' },
  own: true,
  title: 'Boats',
  classification: 'OFFICIAL',
  handling: 'C',
  conditions: 'Ask us',
  actionCode: 'A1',
  sanitisationCode: 'S1',
  status: 'disseminated',
  reviewOn: '2032-11-22',
  createdAt: AT,
  filedAt: AT,
  needsEvaluation: false,
  originalGrade: null,
  agencyReference: null,
  discoverable: true,
  compartment: null,
  released: { toAll: false, agencies: [kent] },
  items: [{ text: 'Seen', source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' }],
  subjects: [
    { kind: 'person', item: 1, number: 1, category: 'witness', names: ['A', 'B'], withheld: true },
    { kind: 'phone', item: 1, number: 2, value: '07700 900123', belongs_to: 1, withheld: true },
    { kind: 'vehicle', item: 1, number: 3, value: '??', withheld: false },
  ],
  leftOut: [],
  withheldCount: 2,
  derivedFrom: null,
  derivatives: [],
  sanitised: false,
  unchecked: false,
  nextVersions: [],
  versions: [1, 2],
  recall: null,
}

void test('who decides is offered what can be done; others read', () => {
  assert.deepEqual(
    actionsOf(report, ['intelligence_officer']).map(({ text }) => text),
    ['Release', 'Sanitise', 'New version', 'Recall'],
  )
  assert.deepEqual(actionsOf(report, ['analyst']), [])
  assert.deepEqual(actionsOf({ ...report, own: false }, ['coordinator']), [])
  assert.deepEqual(actionsOf({ ...report, status: 'withdrawn' }, ['coordinator']), [])
  assert.equal(actionsOf({ ...report, needsEvaluation: true }, ['coordinator'])[0]?.text, 'Grade')
})

void test('nothing is done with an earlier version', () => {
  const page = reportPage({ ...report, version: 1 }, ['intelligence_officer'])
  assert.deepEqual(page.record.actions, [])
  assert.deepEqual(page.old, { current: 2, href: `/reports/${ID}` })
  assert.deepEqual(page.versions, [
    { number: 2, href: `/reports/${ID}`, shown: false },
    { number: 1, href: `/reports/${ID}?version=1`, shown: true },
  ])
})

void test('what partners go on reading is said of a released and checked version only', () => {
  assert.match(readMeanwhile(report), /partners go on reading version 2/)
  for (const other of [{ status: 'submitted' as const }, { unchecked: true }])
    assert.match(readMeanwhile({ ...report, ...other }), /No partner reads this report/)
})

void test('subjects are shown as written and as understood', () => {
  const [person, phone, vehicle] = subjectsOf(report)
  assert.equal(person?.card['written'], 'A, also B')
  assert.equal(phone?.card['understood'], '+44 7700 900123')
  assert.equal(phone.belongsTo, 'A, also B')
  assert.equal(vehicle?.card['understood'], null)
})

void test('by what a value that is not understood is matched is said truly', () => {
  const warningOf = (kind: 'phone' | 'vehicle' | 'vessel', value: string) => {
    const subjects = [{ kind, item: 1, number: 1, value, withheld: false }]
    return subjectsOf({ ...report, subjects })[0]?.card['warning'] as string | undefined
  }
  assert.match(warningOf('phone', '07700 9OO.123') ?? '', /^Matched by exact spelling only\. .*letter/)
  for (const [kind, value] of [
    ['vehicle', '??'],
    ['phone', 'withheld'],
    ['phone', '########'],
    ['phone', '4.47701E+11'],
  ] as const)
    assert.match(warningOf(kind, value) ?? '', /^Not matched\. /, value)
  assert.match(warningOf('vessel', 'Grey Lady') ?? '', /^A name\. .*It is not matched: add the IMO/)
  assert.match(warningOf('vessel', 'IMO 9074728') ?? '', /check digit/)
  assert.equal(warningOf('phone', '07700 900123'), undefined)
})

void test('a partner learns how many subjects stay, and nothing of them', () => {
  assert.equal(withheldSentence({ own: false, withheldCount: 1 }), '1 further subject stays with the owner.')
  assert.equal(withheldSentence({ own: false, withheldCount: 0 }), null)
})

const event = (more: Partial<HistoryRow>): HistoryRow => ({
  at: AT,
  kind: 'consultation',
  operation: 'intelligence.report.read',
  agency: { id: 1, slug: 'sussex-police', name: 'Sussex Police' },
  who: 'Robin Ashdown',
  recipients: [],
  detail: {},
  ...more,
})

void test('history is sentences; looking several times in a row is one', () => {
  const sentences = historySentences([
    event({ detail: { version: 1, sight: 'full' } }),
    event({ detail: { audience: true } }),
    event({ detail: { version: 1, sight: 'full' } }),
    event({ kind: 'disclosure', recipients: [kent], detail: { version: 1, toAll: false } }),
    event({
      who: 'Intelligence officer, Kent Police',
      agency: kent,
      detail: { accepted: true, version: 1 },
    }),
    event({ kind: 'alteration', detail: { submitted: true, version: 1 } }),
  ])
  assert.deepEqual(
    sentences.map(({ text, by }) => [text, by]),
    [
      ['Read version 1. Looked at who sees which part.', 'Robin Ashdown, Sussex Police'],
      ['Released version 1 to Kent Police.', 'Robin Ashdown, Sussex Police'],
      ['Accepted the conditions of version 1.', 'Intelligence officer, Kent Police'],
      ['Filed it.', 'Robin Ashdown, Sussex Police'],
    ],
  )
})

const row = (more: Partial<AudienceRow>): AudienceRow => ({
  agency: kent,
  sight: 'none',
  readers: 3,
  reason: 'Because',
  opened: [],
  accepted: [],
  recallAcknowledged: null,
  stated: [],
  ...more,
})

void test('holders are those who see it or have seen it; a hit is said apart', () => {
  const seen = { reader: 1, who: 'Somebody', at: AT, version: 1, lastAt: AT }
  const view = holdersView(
    [row({ sight: 'full' }), row({ sight: 'hit' }), row({}), row({ opened: [seen] })],
    { status: 'disseminated', released: null },
  )
  assert.equal(view.rows.length, 2)
  assert.equal(view.onlyHit, 'Kent Police')
  assert.deepEqual(view.rows[1]?.[2], {
    text: '1 person',
    detail: 'Somebody, version 1, 22 November 2026 at 3:00pm',
  })
})

void test('“opened by” counts persons: who opened two versions is one, two of the same role are two', () => {
  const opened = [
    { reader: 1, who: 'Intelligence Officer, Kent Police', at: AT, version: 1, lastAt: AT },
    { reader: 1, who: 'Intelligence Officer, Kent Police', at: AT, version: 2, lastAt: AT },
    { reader: 2, who: 'Intelligence Officer, Kent Police', at: AT, version: 2, lastAt: AT },
  ]
  const view = holdersView([row({ sight: 'conditions', opened, accepted: opened })], {
    status: 'disseminated',
    released: null,
  })
  for (const column of [2, 3])
    assert.deepEqual(view.rows[0]?.[column], {
      text: '2 people',
      detail:
        'Intelligence Officer, Kent Police, version 1, 22 November 2026 at 3:00pm, version 2, 22 November 2026 at 3:00pm; Intelligence Officer, Kent Police, version 2, 22 November 2026 at 3:00pm',
    })
})

void test('after a recall the question is who has acknowledged', () => {
  const nca = { id: 3, slug: 'nca', name: 'National Crime Agency' }
  const view = holdersView(
    [
      row({ recallAcknowledged: { who: 'Somebody', at: AT } }),
      row({ agency: nca }),
      row({ agency: { ...nca, id: 4 } }),
    ],
    { status: 'withdrawn', released: { toAll: false, agencies: [kent, nca] } },
  )
  assert.equal(view.head.at(-1), 'Recall acknowledged')
  assert.equal(view.rows.length, 2, 'an agency where nobody opened it was asked as well')
  assert.match(JSON.stringify(view.rows[0]), /Acknowledged/)
  assert.match(JSON.stringify(view.rows[1]), /Not yet/)
})
