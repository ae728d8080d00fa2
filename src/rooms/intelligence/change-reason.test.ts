/** Why there is a new version is a text that partners read: it says nothing that the report's own text may not. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { saveDraft } from './drafts.ts'
import { fileReport } from './file-reports.ts'
import { beginNewVersion } from './new-version.ts'
import { readReport } from './read-report.ts'
import { recallReport, releaseReport } from './share-report.ts'
import { acting, approveAsSeen, checked, sussex, sussexSecond } from './reports.test-support.ts'
import { beginSanitised } from './sanitise.ts'
import { submitDraft } from './submit-draft.ts'
import { wholeReport } from './whole-report.ts'
import { writeVersion } from './write-version.ts'
import type { RecordId } from '../../wire/ids.ts'

let db: TestDatabase
let as: ReturnType<typeof acting>
before(async () => {
  db = await testDatabase()
  as = acting(db)
})
after(() => db.close())

const victim = { kind: 'person', item: 1, category: 'victim', names: ['Avery Example'] }
const theirs = { kind: 'phone', item: 1, value: '+447700900777', belongs_to: 1 }
const nobody = { kind: 'person', item: 1, category: 'victim', names: ['Unknown woman'] }

/** Sends a next version with this reason. @returns what it was told */
async function sendNext(id: string, reason: string, change: Record<string, unknown> = {}) {
  const draft = await as(sussex, (scope) => beginNewVersion(scope, id))
  const saved = await as(sussex, (scope) =>
    saveDraft(scope, draft.id, draft.revision, { ...draft.document, ...change }),
  )
  return await as(sussex, (scope) =>
    submitDraft(scope, draft.id, saved.revision, { described: 'no', reason }),
  )
}

const mustNot = /somebody who stays with your agency/

test('it names nobody who stays with the agency, nor what belongs to them, in any spelling', async () => {
  const { id } = await as(sussex, (scope) =>
    fileReport(scope, checked({ subjects: [victim, theirs, nobody] })),
  )
  for (const reason of ['EXAMPLE, Avery was found', 'She can be rung: 07700 900 777']) {
    const told = await sendNext(id, reason)
    assert.ok('fields' in told, reason)
    assert.match(told.fields['change_reason'] ?? '', mustNot)
  }
  const told = await sendNext(id, 'The place is unknown')
  assert.ok('filed' in told && told.filed.version === 2)
})

test('nor whom an earlier version held back, and whom this one does not name any more', async () => {
  const { id } = await as(sussex, (scope) => fileReport(scope, checked({ subjects: [victim] })))
  const gone = await sendNext(id, 'Avery Example is named no more', { subjects: [] })
  assert.ok('fields' in gone)
  assert.match(gone.fields['change_reason'] ?? '', mustNot)
  assert.ok('filed' in (await sendNext(id, 'One is named no more', { subjects: [] })))
  const later = await sendNext(id, 'As Avery Example says')
  assert.ok('fields' in later)
})

test('nor by a way that has no page', async () => {
  const { id } = await as(sussex, (scope) => fileReport(scope, checked({ subjects: [victim] })))
  const whole = wholeReport(await as(sussex, (scope) => readReport(scope, id)))
  await assert.rejects(
    as(sussex, (scope) => writeVersion(scope, id, { version: 1 }, whole, { reason: 'Avery Example' })),
    { code: 'invalid' },
  )
})

test('nor does the reason of a recall, which they read as well', async () => {
  const original = await as(sussex, (scope) => fileReport(scope, checked({ subjects: [victim] })))
  const begun = await as(sussex, (scope) => beginSanitised(scope, original.id))
  const saved = await as(sussex, (scope) =>
    saveDraft(scope, begun.id, begun.revision, { ...begun.document, handling: 'P', review_on: '2029-01-01' }),
  )
  await as(sussex, (scope) => submitDraft(scope, begun.id, saved.revision))
  await as(sussexSecond, (scope) => approveAsSeen(scope, begun.id))
  const to = { agencies: [db.agency('kent-police')] }
  for (const id of [original.id, begun.id])
    await as(sussex, (scope) => releaseReport(scope, id, { to, reason: 'Theirs too' }))
  const recall = (id: RecordId, reason: string) => as(sussex, (scope) => recallReport(scope, id, reason))
  for (const [id, reason] of [
    [original.id, 'Avery Example told us more'],
    [begun.id, 'Avery Example told us more'],
    [begun.id, `It follows ${original.reference}`],
  ] as const)
    await assert.rejects(recall(id, reason), { code: 'invalid' }, reason)
  for (const id of [original.id, begun.id]) await recall(id, 'It was wrong')
})

test('nor what a sanitised version comes from', async () => {
  const original = await as(sussex, (scope) =>
    fileReport(scope, checked({ agency_reference: 'SP-2291-77', subjects: [victim] })),
  )
  const begun = await as(sussex, (scope) => beginSanitised(scope, original.id))
  const saved = await as(sussex, (scope) =>
    saveDraft(scope, begun.id, begun.revision, {
      ...begun.document,
      handling: 'P',
      review_on: '2029-01-01',
    }),
  )
  await as(sussex, (scope) => submitDraft(scope, begun.id, saved.revision))
  await as(sussexSecond, (scope) => approveAsSeen(scope, begun.id))
  for (const [reason, words] of [
    [`It follows ${original.reference.toLowerCase()}`, /reference of the original/],
    ['It follows sp/2291/77', /reference of the original/],
    ['Avery Example was found', mustNot],
  ] as const) {
    const told = await sendNext(begun.id, reason)
    assert.ok('fields' in told, reason)
    assert.match(told.fields['change_reason'] ?? '', words)
  }
  const sent = await sendNext(begun.id, 'The place was wrong')
  assert.ok('filed' in sent && sent.filed.awaitsCheck === true)
})
