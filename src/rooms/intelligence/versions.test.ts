import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { acceptConditions, recallReport, releaseReport } from './share-report.ts'
import { discardDraft, isStaleDraft, listDrafts, readDraft, saveDraft, startDraft } from './drafts.ts'
import { evaluateReport, evaluationQueue } from './evaluate.ts'
import { fileReport, fileReports } from './file-reports.ts'
import { beginNewVersion } from './new-version.ts'
import { readReport } from './read-report.ts'
import {
  acting,
  aReport,
  checked,
  eventsOf,
  kent,
  sussex,
  sussexSecond,
  underCodeC,
} from './reports.test-support.ts'
import { isStaleVersion, startFromCurrent, submitDraft } from './submit-draft.ts'

let db: TestDatabase
let as: ReturnType<typeof acting>
before(async () => {
  db = await testDatabase()
  as = acting(db)
})
after(() => db.close())

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => assert.fail('It was not refused'),
    (thrown: unknown) => thrown,
  )

test('a draft is saved at every step and filed at the end, under the id it had from the start', async () => {
  const draft = await as(sussex, (scope) => startDraft(scope))
  assert.equal(draft.classification, 'OFFICIAL-SENSITIVE')
  const saved = await as(sussex, (scope) => saveDraft(scope, draft.id, draft.revision, { title: 'Engines' }))
  const refused = await as(sussex, (scope) => submitDraft(scope, draft.id, saved.revision))
  assert.ok('fields' in refused && 'items' in refused.fields)
  const whole = await as(sussex, (scope) =>
    saveDraft(scope, draft.id, saved.revision, {
      ...aReport(),
      subjects: [
        { kind: 'person', item: 1, category: 'witness', names: ['Avery Example'] },
        { kind: 'phone', item: 1, value: '07700 900123' },
      ],
    }),
  )
  await assert.rejects(
    as('analyst@sussex-police.example', (scope) => readDraft(scope, draft.id)),
    { code: 'not-found' },
  )
  assert.equal((await as(sussexSecond, (scope) => readDraft(scope, draft.id))).id, draft.id)
  // A witness is held back, and the text goes out whole.
  assert.deepEqual(await as(sussex, (scope) => submitDraft(scope, draft.id, whole.revision)), {
    fields: { described: 'Say whether the text describes somebody who stays with your agency' },
  })
  const filed = await as(sussex, (scope) => submitDraft(scope, draft.id, whole.revision, { described: 'no' }))
  assert.deepEqual(filed, { filed: { id: draft.id, reference: draft.reference, version: 1 } })
  // the same press of the button, sent twice
  assert.deepEqual(await as(sussex, (scope) => submitDraft(scope, draft.id, whole.revision)), filed)
  const view = await as(sussex, (scope) => readReport(scope, draft.id))
  assert.deepEqual(
    view.subjects.map((one) => [one.number, one.withheld]),
    [
      [1, true],
      [2, false],
    ],
  )
  const kinds = await eventsOf(db, draft.id)
  assert.deepEqual(kinds.slice(0, 4), ['collection', 'alteration', 'alteration', 'alteration'])
})

test('somebody who saved meanwhile is not overwritten: both are shown', async () => {
  const draft = await as(sussex, (scope) => startDraft(scope, { title: 'One' }))
  await as(sussexSecond, (scope) => saveDraft(scope, draft.id, draft.revision, { title: 'Theirs' }))
  const thrown = await caught(
    as(sussex, (scope) => saveDraft(scope, draft.id, draft.revision, { title: 'Mine' })),
  )
  assert.ok(isStaleDraft(thrown))
  assert.equal(thrown.code, 'stale')
  assert.equal(thrown.theirs.document.title, 'Theirs')
})

test('a draft that is thrown away is gone, and the ledger says so', async () => {
  const draft = await as(sussex, (scope) => startDraft(scope, { title: 'Never mind' }))
  await as(sussex, (scope) => discardDraft(scope, draft.id))
  await assert.rejects(
    as(sussex, (scope) => readDraft(scope, draft.id)),
    { code: 'not-found' },
  )
  assert.deepEqual(await eventsOf(db, draft.id), ['collection', 'erasure'])
})

test('a draft holds no character that cannot be stored', async () => {
  for (const title of ['a\u0000b', 'a\ud800'])
    await assert.rejects(
      as(sussex, (scope) => startDraft(scope, { title })),
      { code: 'invalid' },
    )
  const typed = String.raw`a \u0000 that somebody typed`
  const draft = await as(sussex, (scope) => startDraft(scope, { title: typed }))
  assert.equal(draft.document.title, typed)
})

test('a new version keeps its recipients, who accept again', async () => {
  const { id } = await as(sussex, (scope) => fileReport(scope, checked(underCodeC)))
  const to = { agencies: [db.agency('kent-police')] }
  await as(sussex, (scope) => releaseReport(scope, id, { to, reason: 'Theirs too' }))
  await as(kent, (scope) => acceptConditions(scope, id))
  assert.equal((await as(kent, (scope) => readReport(scope, id))).sight, 'full')

  const draft = await as(sussex, (scope) => beginNewVersion(scope, id))
  assert.equal((await as(sussex, (scope) => beginNewVersion(scope, id))).id, draft.id)
  const saved = await as(sussex, (scope) =>
    saveDraft(scope, draft.id, draft.revision, {
      ...draft.document,
      title: 'Engines, corrected',
      subjects: [{ kind: 'vehicle', item: 1, value: 'AB12 CDE', country: 'GB' }],
    }),
  )
  const submitted = await as(sussex, (scope) => submitDraft(scope, draft.id, saved.revision))
  assert.ok('filed' in submitted)
  assert.deepEqual([submitted.filed.id, submitted.filed.version], [id, 2])

  const header = await as(kent, (scope) => readReport(scope, id))
  assert.deepEqual([header.sight, header.title, header.version], ['conditions', 'Engines, corrected', 2])
  await as(kent, (scope) => acceptConditions(scope, id))
  assert.equal((await as(kent, (scope) => readReport(scope, id))).sight, 'full')
  await assert.rejects(
    as(kent, (scope) => readReport(scope, id, { version: 1 })),
    { code: 'not-found' },
  )
  const first = await as(sussex, (scope) => readReport(scope, id, { version: 1 }))
  assert.deepEqual([first.title, first.currentVersion, first.versions], [checked().title, 2, [1, 2]])
  const held = await db.admin<{ kind: string }>(
    'select kind from deconfliction.identifier where record_id = $1',
    [id],
  )
  assert.deepEqual(held, [{ kind: 'vehicle' }])
})

test('a new version of a report that moved on is not written over it', async () => {
  const { id } = await as(sussex, (scope) => fileReport(scope, checked()))
  const mine = await as(sussex, (scope) => beginNewVersion(scope, id))
  const theirs = await as(sussexSecond, (scope) => beginNewVersion(scope, id))
  assert.notEqual(mine.id, theirs.id)
  await as(sussexSecond, (scope) => submitDraft(scope, theirs.id, theirs.revision))
  const thrown = await caught(as(sussex, (scope) => submitDraft(scope, mine.id, mine.revision)))
  assert.ok(isStaleVersion(thrown))
  assert.equal(thrown.current.version, 2)
  const again = await as(sussex, (scope) => startFromCurrent(scope, mine.id, mine.revision))
  assert.equal(again.basedOn, 2)
  const done = await as(sussex, (scope) => submitDraft(scope, mine.id, again.revision))
  assert.ok('filed' in done && done.filed.version === 3)
})

test('a recalled report has no new version', async () => {
  const { id } = await as(sussex, (scope) => fileReport(scope, checked()))
  const draft = await as(sussex, (scope) => beginNewVersion(scope, id))
  await as(sussex, (scope) => recallReport(scope, id, 'Wrong'))
  await assert.rejects(
    as(sussex, (scope) => submitDraft(scope, draft.id, draft.revision)),
    { code: 'is-recalled' },
  )
})

test('a translated grade is replaced by a person’s, as a new version', async () => {
  const agencyId = db.agency('sussex-police')
  const row = { report: checked({ original_grade: 'E41' }), createdAt: new Date(), needsEvaluation: true }
  const [filed] = await db.database.performAsService(
    { service: 'import', operation: 'test', agencyId },
    (scope) => fileReports(scope, agencyId, [row]),
  )
  assert.ok(filed && 'id' in filed)
  const waiting = await as(sussex, (scope) => evaluationQueue(scope))
  assert.deepEqual(
    waiting.map((one) => [one.id, one.originalGrade]),
    [[filed.id, 'E41']],
  )
  assert.deepEqual(await as(sussex, (scope) => evaluationQueue(scope, filed.id)), [])
  const { revision } = await as(sussex, (scope) => readReport(scope, filed.id))
  const grade = { source_evaluation: '1', intelligence_assessment: 'A', basis: 'assessment' }
  await assert.rejects(
    as(sussex, (scope) => evaluateReport(scope, filed.id, revision, [])),
    { code: 'invalid' },
  )
  await assert.rejects(
    as(sussex, (scope) => evaluateReport(scope, filed.id, revision - 1, [grade])),
    { code: 'stale' },
  )
  const done = await as(sussex, (scope) => evaluateReport(scope, filed.id, revision, [grade]))
  assert.equal(done.version, 2)
  assert.deepEqual(await as(sussex, (scope) => evaluationQueue(scope)), [])
  const view = await as(sussex, (scope) => readReport(scope, filed.id))
  assert.deepEqual([view.items[0]?.source_evaluation, view.needsEvaluation], ['1', false])
})

test('drafts are listed: mine first', async () => {
  const mine = await as(sussex, (scope) => startDraft(scope, { title: 'Mine' }))
  const theirs = await as(sussexSecond, (scope) => startDraft(scope, { title: 'Theirs' }))
  const rows = await as(sussex, (scope) => listDrafts(scope))
  const place = (id: string) => rows.findIndex((row) => row.id === id)
  assert.ok(place(mine.id) < place(theirs.id))
  assert.equal(rows[place(theirs.id)]?.mine, false)
})
