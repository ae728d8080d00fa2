import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { acceptConditions, releaseReport } from './share-report.ts'
import { saveDraft, type Draft } from './drafts.ts'
import { fileReport } from './file-reports.ts'
import { readReport } from './read-report.ts'
import {
  acting,
  approveAsSeen,
  checked,
  kent,
  sussex,
  sussexSecond,
  underCodeC,
} from './reports.test-support.ts'
import { beginSanitised, returnSanitised } from './sanitise.ts'
import { submitDraft } from './submit-draft.ts'
import { intelligenceCounts } from './tasks.ts'

let db: TestDatabase
let as: ReturnType<typeof acting>
before(async () => {
  db = await testDatabase()
  as = acting(db)
})
after(() => db.close())

const original = () =>
  checked({
    ...underCodeC,
    classification: 'OFFICIAL-SENSITIVE',
    agency_reference: `SP-${String(Math.random()).slice(2)}`,
    subjects: [
      { kind: 'person', item: 1, category: 'victim', names: ['Avery Example'] },
      { kind: 'person', item: 1, category: 'suspected', names: ['Blake Example'] },
      { kind: 'phone', item: 1, value: '07700 900112', belongs_to: 2 },
    ],
  })

const finished = (draft: Draft) => ({
  ...draft.document,
  title: 'Engines delivered',
  classification: 'OFFICIAL',
  handling: 'P',
  review_on: '2029-01-01',
})

test('two officers: one writes, another checks, and a partner finds no trace of the original', async () => {
  const report = original()
  const { id, reference } = await as(sussex, (scope) => fileReport(scope, report))
  const draft = await as(sussex, (scope) => beginSanitised(scope, id))
  assert.deepEqual(
    draft.document.subjects?.map(({ kind, belongs_to }) => [kind, belongs_to]),
    [
      ['person', undefined],
      ['phone', 1],
    ],
  )
  assert.equal(draft.document.agency_reference, undefined)
  assert.equal(draft.derivationState, 'being-written')

  const trace = { ...finished(draft), title: `As in ${reference.toLowerCase()}` }
  const first = await as(sussex, (scope) => saveDraft(scope, draft.id, draft.revision, trace))
  const refused = await as(sussex, (scope) => submitDraft(scope, draft.id, first.revision))
  assert.ok('fields' in refused && 'title' in refused.fields)
  await assert.rejects(
    as(sussexSecond, (scope) => saveDraft(scope, draft.id, first.revision, trace)),
    { code: 'another-officer' },
  )

  const second = await as(sussex, (scope) => saveDraft(scope, draft.id, first.revision, finished(draft)))
  assert.ok('filed' in (await as(sussex, (scope) => submitDraft(scope, draft.id, second.revision))))
  assert.equal((await as(sussexSecond, intelligenceCounts))['second-check'], 1)
  assert.equal((await as(sussex, intelligenceCounts))['second-check'], 0)
  await assert.rejects(
    as(sussex, (scope) => saveDraft(scope, draft.id, second.revision + 1, finished(draft))),
    { code: 'awaiting-check' },
  )
  await assert.rejects(
    as(sussex, (scope) => approveAsSeen(scope, draft.id)),
    { code: 'second-officer' },
  )
  await assert.rejects(
    as(kent, (scope) => approveAsSeen(scope, draft.id)),
    { code: 'not-found' },
  )
  await assert.rejects(
    as(sussex, (scope) => releaseReport(scope, draft.id, { to: { all: true }, reason: 'x' })),
    { code: 'is-draft' },
  )

  await as(sussexSecond, (scope) => returnSanitised(scope, draft.id, 'Say less about the van'))
  assert.equal((await as(sussex, intelligenceCounts)).returned, 1)
  const back = await as(sussex, (scope) => saveDraft(scope, draft.id, second.revision + 2, finished(draft)))
  assert.equal(back.derivationNote, 'Say less about the van')
  await as(sussex, (scope) => submitDraft(scope, draft.id, back.revision))
  const filed = await as(sussexSecond, (scope) => approveAsSeen(scope, draft.id))
  assert.notEqual(filed.reference, reference)
  await assert.rejects(
    as(sussexSecond, (scope) => approveAsSeen(scope, draft.id)),
    { code: 'not-found' },
  )

  const to = { agencies: [db.agency('kent-police')] }
  await as(sussex, (scope) => releaseReport(scope, filed.id, { to, reason: 'Wider' }))
  const partner = await as(kent, (scope) => readReport(scope, filed.id))
  const seen = JSON.stringify(partner)
  for (const hidden of [id, reference, report.agency_reference ?? '', 'Avery'])
    assert.ok(!seen.includes(hidden))
  assert.equal(partner.derivedFrom, null)
  await assert.rejects(
    as(kent, (scope) => readReport(scope, id)),
    { code: 'not-found' },
  )

  const owner = await as(sussex, (scope) => readReport(scope, filed.id))
  assert.deepEqual(owner.derivedFrom, { id, reference })
  const source = await as(sussex, (scope) => readReport(scope, id))
  assert.deepEqual(source.derivatives, [{ id: filed.id, reference: filed.reference, state: 'approved' }])
})

test('a partner’s report is not sanitised by its reader; under S2 its owner is asked first', async () => {
  const { id } = await as(sussex, (scope) =>
    fileReport(scope, checked({ ...underCodeC, sanitisation_code: 'S2' })),
  )
  const to = { agencies: [db.agency('kent-police')] }
  await as(sussex, (scope) => releaseReport(scope, id, { to, reason: 'Theirs too' }))
  await assert.rejects(
    as(kent, (scope) => beginSanitised(scope, id)),
    { code: 'not-found' },
  )
  await as(kent, (scope) => acceptConditions(scope, id))
  await assert.rejects(
    as(kent, (scope) => beginSanitised(scope, id)),
    { code: 'consult-originator' },
  )
})
