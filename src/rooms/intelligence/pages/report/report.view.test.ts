import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportView } from '../../read-report.ts'
import { reportSentence } from './history.view.ts'
import { actionsOf, readMeanwhile, reportPage, subjectsOf, withheldSentence } from './report.view.ts'
import type { RecordId } from '../../../../wire/ids.ts'

const ID = '3f0d1c52-8d0e-4a6b-9c55-2f1a7f5f6a01' as RecordId
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

void test('what only a report’s history says', () => {
  const said = (detail: Record<string, unknown>) =>
    reportSentence({
      at: AT,
      kind: 'alteration',
      operation: 'intelligence.report.change',
      agency: kent,
      who: 'Robin Ashdown',
      recipients: [],
      detail,
    })
  assert.equal(said({ sanitised: true, state: 'approved', version: 2 }), 'Approved version 2.')
  assert.equal(said({ sanitised: true, state: 'returned' }), 'Returned the sanitised version.')
  assert.equal(said({ evaluated: true, version: 3 }), 'Graded it, as version 3.')
  assert.equal(said({ left_out: 1 }), 'Left out what was found in the text.')
  assert.equal(said({ submitted: true, version: 1 }), null)
})
