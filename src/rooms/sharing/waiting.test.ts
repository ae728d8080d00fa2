/** What partners release and recall waits at home, of every kind of record, and leads to the record's own page. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { inventKind } from '../../../test/support/invented-kind.ts'
import { newId, newReference } from '../../platform/identifiers.ts'
import type { RecordId } from '../../wire/ids.ts'
import { fileReport, reportKind } from '../intelligence/index.ts'
import { acting, checked, kent, kentAnalyst, sussex } from '../intelligence/reports.test-support.ts'
import { exhibits } from './kind.test-support.ts'
import { recallRecord } from './recall-record.ts'
import { releaseRecord } from './release-record.ts'
import { noteReading } from './note-reading.ts'
import { waitingOf } from './waiting.ts'

let db: TestDatabase
let as: ReturnType<typeof acting>
before(async () => {
  db = await testDatabase()
  await inventKind(db)
  as = acting(db)
})
after(() => db.close())

const notes = exhibits({
  kind: 'note',
  words: { one: 'note', many: 'notes' },
  href: (id) => `/notes/${id}`,
})
const kinds = [reportKind, notes]

async function waitingAt(who: string) {
  return await as(who, (scope) => waitingOf(kinds).list(scope, new Date(0), (_name, ask) => ask()))
}

async function counted(who: string): Promise<Record<string, number>> {
  const { counts } = await as(who, (scope) =>
    scope.tx.one<{ counts: Record<string, number> }>(
      `select access.waiting(access.shared()) -> 'counts' as counts`,
    ),
  )
  return counts
}

async function noteOf(who: string): Promise<RecordId> {
  const id = newId<RecordId>()
  await as(who, async (scope) => {
    await scope.tx.run(
      `insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
         review_on, created_at)
       values ($1, 'note', $2, $3, $4, 'disseminated', 'A note', 'OFFICIAL', 'P', '2040-01-01', now())`,
      [id, newReference(), scope.actor.agencyId, scope.actor.personId],
    )
    await scope.tx.run(`insert into scratch.note (id, aim) values ($1, 'Aim')`, [id])
    scope.record({ kind: 'collection', subject: { kind: 'note', id } })
  })
  return id
}

const toKent = () => ({ to: { agencies: [db.agency('kent-police')] }, reason: 'They work on it' })

void test('an arrival leads to the page of its kind, stands under its own words, and is new until it is opened', async () => {
  const note = await noteOf(sussex)
  const report = await as(sussex, (scope) => fileReport(scope, checked({ subjects: [] })))
  await as(sussex, (scope) => releaseRecord(scope, notes, note, toKent()))
  await as(sussex, (scope) => releaseRecord(scope, reportKind, report.id, toKent()))

  const waiting = await waitingAt(kent)
  assert.deepEqual(waiting.map(({ kind, href }) => [kind, href]).toSorted(), [
    ['unread note', `/notes/${note}`],
    ['unread report', `/reports/${report.id}`],
  ])
  assert.deepEqual(await counted(kent), { reports: 2, new: 2 })
  const folded = waitingOf(kinds).kinds.find(({ kind }) => kind === 'unread note')
  assert.equal(folded?.fold?.text('4', 'Kent Police'), '4 unread notes from Kent Police')

  await as(kent, async (scope) => {
    await noteReading(scope, note, 1)
    scope.record({ kind: 'consultation', subject: { kind: 'note', id: note } })
  })
  assert.deepEqual(
    (await waitingAt(kent)).map(({ kind }) => kind),
    ['unread report'],
  )
  assert.deepEqual(await counted(kent), { reports: 1, new: 1 })
  assert.equal((await waitingAt(kentAnalyst)).length, 2, 'a colleague has opened neither')

  await as(sussex, (scope) => recallRecord(scope, notes, note, 'The place was wrong'))
  const recalls = (await waitingAt(kent)).filter(({ kind }) => kind === 'recall')
  assert.deepEqual(
    recalls.map(({ href, total }) => [href, total]),
    [[`/recalls/${note}`, 1]],
  )
  assert.deepEqual(await counted(kent), { reports: 2, new: 2 })
  const all = waitingOf(kinds).kinds.find(({ kind }) => kind === 'recall')
  assert.match(all?.fold?.text('4', 'us') ?? '', /copies of 4 reports and notes from us/)
})

void test('an arrival under conditions asks for them first', async () => {
  const report = await as(sussex, (scope) =>
    fileReport(
      scope,
      checked({
        subjects: [],
        handling: 'C',
        conditions: 'Ask first',
        action_code: 'A1',
        sanitisation_code: 'S1',
      }),
    ),
  )
  await as(sussex, (scope) => releaseRecord(scope, reportKind, report.id, toKent()))
  const found = (await waitingAt(kent)).find(({ href }) => href === `/reports/${report.id}`)
  assert.equal(found?.kind, 'conditions report')
})
