/** Each version of a sanitised report has its own check, from whatever entrance it comes. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enterCompartment } from '../../../test/support/compartments.ts'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../platform/identifiers.ts'
import { digestOfDraft, readDraft, saveDraft, type DraftDocument } from './drafts.ts'
import { evaluateReport } from './evaluate.ts'
import { fileReport, fileReports } from './file-reports.ts'
import { historyOf } from '../sharing/index.ts'
import { reportKind } from './report-kind.ts'
import { checksOf } from './version-checks.ts'
import { beginNewVersion } from './new-version.ts'
import { readReport } from './read-report.ts'
import { recallReport, releaseReport } from './share-report.ts'
import { acting, approveAsSeen, checked, kent, sussex, sussexSecond } from './reports.test-support.ts'
import { approveSanitised, beginSanitised, returnSanitised } from './sanitise.ts'
import { secondOfficersFor } from './second-officer.ts'
import { submitDraft } from './submit-draft.ts'
import { intelligenceCounts } from './tasks.ts'
import { wholeReport } from './whole-report.ts'
import { writeVersion } from './write-version.ts'
import type { RecordId } from '../../wire/ids.ts'

const COORDINATOR = 'coordinator@sussex-police.example'
const CLEAN = {
  title: 'A boat may leave',
  classification: 'OFFICIAL',
  handling: 'P',
  review_on: '2029-01-01',
}
const RAW = 'RAW: an informant close to the skipper said so'

let db: TestDatabase
let as: ReturnType<typeof acting>
before(async () => {
  db = await testDatabase()
  as = acting(db)
})
after(() => db.close())

const own = () => `SP-${String(Math.random()).slice(2)}`

/** A sanitised version of a report, approved and released to Kent. */
async function released(of?: RecordId): Promise<{ id: RecordId; original: RecordId; reference: string }> {
  const original =
    of ?? (await as(sussex, (scope) => fileReport(scope, checked({ agency_reference: own() })))).id
  const { reference } = await as(sussex, (scope) => readReport(scope, original))
  const draft = await as(sussex, (scope) => beginSanitised(scope, original))
  const saved = await as(sussex, (scope) =>
    saveDraft(scope, draft.id, draft.revision, { ...draft.document, ...CLEAN }),
  )
  await as(sussex, (scope) => submitDraft(scope, draft.id, saved.revision))
  await as(sussexSecond, (scope) => approveAsSeen(scope, draft.id))
  const to = { agencies: [db.agency('kent-police')] }
  await as(sussex, (scope) => releaseReport(scope, draft.id, { to, reason: 'Theirs too' }))
  return { id: draft.id, original, reference: reference ?? '' }
}

/** Sends a next version on the pages' way. @returns the draft's id and what submitting it said */
async function sendNext(id: string, change: DraftDocument) {
  const draft = await as(sussex, (scope) => beginNewVersion(scope, id))
  const saved = await as(sussex, (scope) =>
    saveDraft(scope, draft.id, draft.revision, { ...draft.document, ...change }),
  )
  return { draft: draft.id, sent: await as(sussex, (scope) => submitDraft(scope, draft.id, saved.revision)) }
}

async function kentReads(id: string) {
  const { version, title, classification } = await as(kent, (scope) => readReport(scope, id))
  return { version, title, classification }
}
const FIRST = { version: 1, title: CLEAN.title, classification: 'OFFICIAL' }

test('no version of a sanitised report is read by a partner before a second officer has checked that version', async () => {
  const { id } = await released()
  const { draft, sent } = await sendNext(id, { title: RAW })
  assert.ok('filed' in sent)
  assert.deepEqual([sent.filed.id, sent.filed.version, sent.filed.awaitsCheck], [id, 1, true])
  assert.deepEqual(await kentReads(id), FIRST)
  for (const [who, code] of [
    [sussex, 'second-officer'],
    [COORDINATOR, 'wrong-role'],
    [kent, 'not-found'],
  ] as const)
    await assert.rejects(
      as(who, (scope) => approveSanitised(scope, draft, 'x')),
      { code },
      who,
    )
  assert.equal((await as(sussexSecond, intelligenceCounts))['second-check'], 1)
  assert.equal((await as(COORDINATOR, intelligenceCounts))['second-check'], 0)

  await as(sussexSecond, (scope) => returnSanitised(scope, draft, 'It names the source'))
  assert.deepEqual(await kentReads(id), FIRST)
  const back = await as(sussex, (scope) => beginNewVersion(scope, id))
  assert.deepEqual([back.id, back.derivationNote], [draft, 'It names the source'])
  const mended = await as(sussex, (scope) =>
    saveDraft(scope, draft, back.revision, { ...back.document, title: 'A boat may leave on Sunday' }),
  )
  await as(sussex, (scope) => submitDraft(scope, draft, mended.revision))
  const waits = await as(sussex, (scope) => readReport(scope, id))
  assert.deepEqual(waits.nextVersions, [{ id: draft, version: 2, state: 'awaiting-check' }])
  assert.equal(waits.sanitised, true)

  const filed = await as(sussexSecond, (scope) => approveAsSeen(scope, draft))
  assert.deepEqual([filed.id, filed.version], [id, 2])
  assert.deepEqual(await kentReads(id), { ...FIRST, version: 2, title: 'A boat may leave on Sunday' })
  const [version] = await db.admin<{ author_id: string }>(
    'select author_id from intelligence.version where report_id = $1 and version = 2',
    [id],
  )
  assert.equal(version?.author_id, db.person(sussex).id, 'who wrote it stays its author')
  const checks = await as(sussex, (scope) => checksOf(scope, id))
  assert.deepEqual(
    checks.map((one) => one.version),
    [1, 2],
  )
  assert.ok(checks.every(({ writtenBy, checkedBy }) => writtenBy !== checkedBy))
  const events = await as(sussex, (scope) => historyOf(scope, reportKind, id))
  assert.deepEqual(
    events.flatMap(({ detail }) => (detail['version'] === 2 && detail['sanitised'] ? [detail['state']] : [])),
    ['approved', 'awaiting-check', 'returned', 'awaiting-check'],
  )
})

test('a check is of what the second officer looked at: what has changed since is refused in words', async () => {
  const { id } = await released()
  const { draft } = await sendNext(id, { title: 'A boat may leave soon' })
  const look = () => as(sussexSecond, async (scope) => digestOfDraft(await readDraft(scope, draft)))
  const seen = await look()
  await as(sussexSecond, (scope) => returnSanitised(scope, draft, 'Say less'))
  const back = await as(sussex, (scope) => beginNewVersion(scope, id))
  const changed = { ...back.document, title: RAW }
  const saved = await as(sussex, (scope) => saveDraft(scope, draft, back.revision, changed))
  await as(sussex, (scope) => submitDraft(scope, draft, saved.revision))
  for (const old of [seen, ''])
    await assert.rejects(
      as(sussexSecond, (scope) => approveSanitised(scope, draft, old)),
      { code: 'changed-meanwhile', message: /check it again/ },
    )
  assert.deepEqual(await kentReads(id), FIRST)
  // Words that were changed past the use cases, which count no revision, are others too.
  const now = await look()
  await as(sussexSecond, async (scope) => {
    await scope.tx.run(
      `select intelligence.rewrite_draft(c.report_id, c.document || '{"title": "Other"}', now())
       from intelligence.version_content c where c.report_id = $1`,
      [draft],
    )
    scope.record({ kind: 'alteration', subject: { kind: 'report', id: draft } })
  })
  await assert.rejects(
    as(sussexSecond, (scope) => approveSanitised(scope, draft, now)),
    { code: 'changed-meanwhile' },
  )
})

test('a change over the API and a grading of a sanitised report wait for a second officer too', async () => {
  const { id } = await released()
  const whole = wholeReport(await as(sussex, (scope) => readReport(scope, id)))
  const written = await as(sussex, (scope) =>
    writeVersion(scope, id, { version: 1 }, { ...whole, title: RAW }),
  )
  assert.deepEqual([written.version, written.awaitsCheck], [1, true])
  assert.deepEqual(await kentReads(id), FIRST)
  const { revision } = await as(sussex, (scope) => readReport(scope, id))
  const graded = await as(sussex, (scope) =>
    evaluateReport(scope, id, revision, [
      { source_evaluation: '1', intelligence_assessment: 'A', basis: 'fact' },
    ]),
  )
  assert.equal(graded.awaitsCheck, true)
  assert.deepEqual(await kentReads(id), FIRST)
})

test('an import that names a sanitised report’s reference writes no version of it', async () => {
  const agency_reference = own()
  const original = await as(sussex, (scope) => fileReport(scope, checked()))
  const draft = await as(sussex, (scope) => beginSanitised(scope, original.id))
  const saved = await as(sussex, (scope) =>
    saveDraft(scope, draft.id, draft.revision, { ...draft.document, ...CLEAN, agency_reference }),
  )
  await as(sussex, (scope) => submitDraft(scope, draft.id, saved.revision))
  await as(sussexSecond, (scope) => approveAsSeen(scope, draft.id))
  const agencyId = db.agency('sussex-police')
  const row = {
    report: checked({ ...CLEAN, title: RAW, agency_reference }),
    createdAt: new Date(),
    needsEvaluation: false,
  }
  const outcome = await db.database.performAsService(
    { service: 'import', operation: 'test', agencyId },
    (scope) => fileReports(scope, agencyId, [row]),
  )
  assert.deepEqual(outcome, [{ already: agency_reference }])
  const view = await as(sussex, (scope) => readReport(scope, draft.id))
  assert.deepEqual([view.version, view.title], [1, CLEAN.title])
})

test('a lower classification, other handling and being discoverable are part of the check', async () => {
  const { id, original } = await released()
  await as(sussex, (scope) => recallReport(scope, id, 'Begin anew'))
  const draft = await as(sussex, (scope) => beginSanitised(scope, original))
  const high = { ...CLEAN, classification: 'OFFICIAL-SENSITIVE', discoverable: false }
  const saved = await as(sussex, (scope) =>
    saveDraft(scope, draft.id, draft.revision, { ...draft.document, ...high }),
  )
  await as(sussex, (scope) => submitDraft(scope, draft.id, saved.revision))
  await as(sussexSecond, (scope) => approveAsSeen(scope, draft.id))
  await sendNext(draft.id, { classification: 'OFFICIAL', discoverable: true })
  const [row] = await db.admin<{ classification: string; discoverable: boolean }>(
    'select classification, discoverable from access.record where id = $1',
    [draft.id],
  )
  assert.deepEqual(row, { classification: 'OFFICIAL-SENSITIVE', discoverable: false })
})

test('a sanitised version of a sanitised version is checked like the first, and so is its next version', async () => {
  const { id } = await released()
  const further = await released(id)
  await sendNext(further.id, { title: RAW })
  assert.deepEqual(await kentReads(further.id), FIRST)
})

test('no version names what it comes from: over any number of steps, by any reference it ever had', async () => {
  const first = own()
  const original = await as(sussex, (scope) => fileReport(scope, checked({ agency_reference: first })))
  await as(sussex, (scope) =>
    writeVersion(scope, original.id, { version: 1 }, checked({ agency_reference: own() })),
  )
  const derivative = await released(original.id)
  const further = await released(derivative.id)
  for (const trace of [original.reference, first, derivative.id, original.id]) {
    const { sent } = await sendNext(further.id, { title: `As in ${trace.toLowerCase()}` })
    assert.ok('fields' in sent && 'title' in sent.fields, trace)
  }
  const { sent } = await sendNext(further.id, { title: `Follows ${further.id.slice(0, 8)}` })
  assert.ok('filed' in sent, 'its own reference is no trace')
  const whole = wholeReport(await as(sussex, (scope) => readReport(scope, derivative.id)))
  await assert.rejects(
    as(sussex, (scope) =>
      writeVersion(scope, derivative.id, { version: 1 }, { ...whole, title: original.reference }),
    ),
    { code: 'invalid' },
  )
})

test('of two versions that wait, the second does not undo the first', async () => {
  const { id } = await released()
  const whole = wholeReport(await as(sussex, (scope) => readReport(scope, id)))
  const drafts = []
  for (const title of ['One', 'Two']) {
    await as(sussex, (scope) => writeVersion(scope, id, { version: 1 }, { ...whole, title }))
    const { nextVersions } = await as(sussex, (scope) => readReport(scope, id))
    drafts.push(nextVersions.at(-1)?.id ?? '')
  }
  const [one = '', two = ''] = drafts
  await as(sussexSecond, (scope) => approveAsSeen(scope, one))
  await assert.rejects(
    as(sussexSecond, (scope) => approveAsSeen(scope, two)),
    { code: 'stale' },
  )
  assert.equal((await kentReads(id)).title, 'One')
  await as(sussexSecond, (scope) => returnSanitised(scope, two, 'Start from version 2'))
  await as(sussex, (scope) => recallReport(scope, id, 'Wrong'))
})

test('it is new to nobody who may not read its original, and so cannot check it', async () => {
  const compartment = newId()
  const inIt = { id: compartment, name: `Operation ${compartment}`, agencyId: db.agency('sussex-police') }
  await enterCompartment(db.database, { ...inIt, members: [db.person(sussex).id] })
  const { id: original } = await as(sussex, (scope) => fileReport(scope, checked({ compartment })))
  const draft = await as(sussex, (scope) => beginSanitised(scope, original))
  const saved = await as(sussex, (scope) =>
    saveDraft(scope, draft.id, draft.revision, { ...draft.document, ...CLEAN }),
  )
  const fresh = () =>
    as(sussexSecond, async (scope) => {
      const { waiting } = await scope.tx.one<{ waiting: { counts: { reports: number } } }>(
        'select intelligence.waiting(intelligence.shared()) as waiting',
      )
      return waiting.counts.reports
    })
  const before = await fresh()
  await as(sussex, (scope) => submitDraft(scope, draft.id, saved.revision))
  assert.equal(await fresh(), before)
  assert.equal((await sendNext((await released()).id, { title: 'Another' })).draft.length, 36)
  assert.ok((await fresh()) > before, 'one that they can check is')
})

test('the page names who can check, and nobody where there is one officer only', async () => {
  const { id } = await released()
  const { draft } = await sendNext(id, { title: 'Another' })
  const [name] = await db.admin<{ name: string }>('select name from identity.person where id = $1', [
    db.person(sussexSecond).id,
  ])
  assert.deepEqual(await as(sussex, (scope) => secondOfficersFor(scope, draft)), [name?.name])
  assert.deepEqual(await as(kent, (scope) => secondOfficersFor(scope, draft)), [])
  await db.admin(
    `set session_replication_role = replica;
     update identity.person set active = false where id = '${db.person(sussexSecond).id}';
     reset session_replication_role`,
  )
  assert.deepEqual(await as(sussex, (scope) => secondOfficersFor(scope, draft)), [])
})
