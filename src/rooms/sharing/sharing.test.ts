import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import {
  acceptConditions,
  acknowledgeRecall,
  fileReport,
  readReport,
  recallReport,
  releaseReport,
  reportKind,
} from '../intelligence/index.ts'
import {
  acting,
  checked,
  eventsOf,
  kent,
  kentAnalyst,
  nca,
  sussex,
  underCodeC,
} from '../intelligence/reports.test-support.ts'
import { audienceOf } from './audience.ts'
import { historyOf } from './holders.ts'
import { listInbox } from './inbox.ts'
import { listRecalls } from './recall-notices.ts'
import { waitingOf } from './waiting.ts'

let db: TestDatabase
let as: ReturnType<typeof acting>
before(async () => {
  db = await testDatabase()
  as = acting(db)
})
after(() => db.close())

const destroyed = { copies: 'destroyed', note: null } as const
const notFound = { code: 'not-found' }
const waitingAt = async (who: string) =>
  (await as(who, (scope) => waitingOf([reportKind]).list(scope, new Date(0), (_name, ask) => ask()))).map(
    ({ kind }) => kind,
  )
const toKent = () => ({ to: { agencies: [db.agency('kent-police')] }, reason: 'They work on it' })

test('file, release, accept, read, recall, acknowledge: each in the ledger', async () => {
  const report = checked({
    ...underCodeC,
    agency_reference: 'SP-000001',
    subjects: [
      { kind: 'person', item: 1, category: 'victim', names: ['Avery Example'] },
      { kind: 'phone', item: 1, value: '07700 900111', belongs_to: 1 },
      { kind: 'vehicle', item: 1, value: 'AB12 CDE', country: 'GB' },
    ],
  })
  const { id, reference, version } = await as(sussex, (scope) => fileReport(scope, report))
  assert.equal(version, 1)
  assert.deepEqual(await eventsOf(db, id), ['collection'])
  await assert.rejects(
    as(kent, (scope) => readReport(scope, id)),
    notFound,
  )

  const own = await as(sussex, (scope) => readReport(scope, id))
  assert.equal(own.subjects.length, 3)
  assert.deepEqual(
    own.subjects.map((one) => one.withheld),
    [true, true, false],
  )
  assert.equal(own.agencyReference, 'SP-000001')

  await as(sussex, (scope) => releaseReport(scope, id, toKent()))
  const header = await as(kent, (scope) => readReport(scope, id))
  assert.equal(header.sight, 'conditions')
  assert.equal(header.conditions, underCodeC.conditions)
  assert.deepEqual([header.reference, header.items, header.subjects], [null, [], []])
  assert.deepEqual(
    (await as(kent, (scope) => listInbox(scope))).rows.map((row) => [row.id, row.sight, row.read]),
    [[id, 'conditions', false]],
  )
  assert.deepEqual(await waitingAt(kent), ['conditions report'])
  await assert.rejects(
    as(nca, (scope) => readReport(scope, id)),
    notFound,
  )
  await assert.rejects(
    as(nca, (scope) => acceptConditions(scope, id)),
    notFound,
  )

  await as(kent, (scope) => acceptConditions(scope, id))
  await as(kent, (scope) => acceptConditions(scope, id))
  const view = await as(kent, (scope) => readReport(scope, id))
  assert.equal(view.sight, 'full')
  assert.equal(view.reference, reference)
  assert.equal(view.agencyReference, null)
  assert.equal(view.released, null)
  assert.equal(view.withheldCount, 2)
  assert.doesNotMatch(JSON.stringify(view), /Avery|900111|SP-000001/)
  assert.deepEqual(await waitingAt(kent), [])
  assert.deepEqual((await as(kent, (scope) => listInbox(scope, { unreadOnly: true }))).rows, [])

  const audience = await as(sussex, (scope) => audienceOf(scope, reportKind, id))
  const row = audience.find((one) => one.agency.slug === 'kent-police')
  assert.equal(row?.sight, 'conditions')
  assert.equal(row.opened.length, 1)
  assert.equal(row.accepted.length, 1)
  assert.match(row.opened[0]?.who ?? '', /Kent Police/)
  await assert.rejects(
    as(kent, (scope) => audienceOf(scope, reportKind, id)),
    notFound,
  )
  await assert.rejects(
    as(kent, (scope) => historyOf(scope, reportKind, id)),
    notFound,
  )
  await assert.rejects(
    as(kent, (scope) => recallReport(scope, id, 'x')),
    notFound,
  )

  await as(sussex, (scope) => recallReport(scope, id, 'The source was mistaken'))
  await assert.rejects(
    as(kent, (scope) => readReport(scope, id)),
    notFound,
  )
  const [notice] = await as(kent, listRecalls)
  assert.equal(notice?.reason, 'The source was mistaken')
  assert.equal(notice.acknowledged, null)
  assert.deepEqual(await waitingAt(kent), ['recall'])
  await assert.rejects(
    as(nca, (scope) => acknowledgeRecall(scope, id, destroyed)),
    notFound,
  )
  await as(kent, (scope) => acknowledgeRecall(scope, id, destroyed))
  await as(kent, (scope) => acknowledgeRecall(scope, id, destroyed))
  const after = await as(sussex, (scope) => audienceOf(scope, reportKind, id))
  assert.ok(after.find((one) => one.agency.slug === 'kent-police')?.recallAcknowledged)
  await assert.rejects(
    as(sussex, (scope) => releaseReport(scope, id, toKent())),
    { code: 'is-recalled' },
  )

  const kinds = await eventsOf(db, id)
  for (const kind of ['collection', 'disclosure', 'consultation', 'alteration'])
    assert.ok(kinds.includes(kind))
  const history = await as(sussex, (scope) => historyOf(scope, reportKind, id))
  const disclosed = history.find(({ kind }) => kind === 'disclosure')
  assert.deepEqual(
    disclosed?.recipients.map(({ slug }) => slug),
    ['kent-police'],
  )
  const left = await db.admin('select from deconfliction.identifier where record_id = $1', [id])
  assert.equal(left.length, 0)
})

test('released to all partners: every other agency, and again after it was released to one', async () => {
  const { id } = await as(sussex, (scope) => fileReport(scope, checked()))
  await as(sussex, (scope) => releaseReport(scope, id, toKent()))
  await as(sussex, (scope) => releaseReport(scope, id, { to: { all: true }, reason: 'Wider' }))
  for (const account of [kent, nca]) assert.equal((await as(account, (s) => readReport(s, id))).sight, 'full')
  const inbox = await as(kent, (scope) => listInbox(scope))
  assert.equal(inbox.rows.filter((row) => row.id === id).length, 1)
  await as(sussex, (scope) => recallReport(scope, id, 'Wrong'))
  const notices = await db.admin('select from access.recall_notice where record_id = $1', [id])
  const agencies = await db.admin('select from identity.agency')
  assert.equal(notices.length, agencies.length - 1)
})

test('what is above a reader’s clearance is not there for them', async () => {
  const secret = checked({ classification: 'OFFICIAL-SENSITIVE' })
  const { id } = await as(sussex, (scope) => fileReport(scope, secret))
  await as(sussex, (scope) => releaseReport(scope, id, toKent()))
  await assert.rejects(
    as(kentAnalyst, (scope) => readReport(scope, id)),
    notFound,
  )
  await assert.rejects(
    as(kentAnalyst, (scope) => fileReport(scope, secret)),
    { code: 'invalid' },
  )
})

test('a release names a known partner and a reason', async () => {
  const { id } = await as(sussex, (scope) => fileReport(scope, checked()))
  const to = (agencies: number[], reason = 'x') =>
    as(sussex, (scope) => releaseReport(scope, id, { to: { agencies }, reason }))
  await assert.rejects(to([db.agency('sussex-police')]), { code: 'invalid' })
  await assert.rejects(to([9_999]), { code: 'invalid' })
  await assert.rejects(to([db.agency('nca')], ' '), { code: 'invalid' })
  await assert.rejects(
    as('analyst@sussex-police.example', (scope) => releaseReport(scope, id, toKent())),
    { code: 'wrong-role' },
  )
})

test('what was released in one moment is all listed, page after page', async () => {
  const ids = await as(sussex, async (scope) => {
    const filed = []
    for (let one = 0; one < 60; one++) filed.push((await fileReport(scope, checked())).id)
    for (const id of filed)
      await releaseReport(scope, id, { to: { agencies: [db.agency('border-force')] }, reason: 'Theirs' })
    return filed
  })
  const listed: string[] = []
  let cursor: string | undefined
  do {
    const from = cursor === undefined ? {} : { cursor }
    const page = await as('intelligence-officer@border-force.example', (scope) => listInbox(scope, from))
    listed.push(...page.rows.map(({ id }) => id))
    cursor = page.cursor ?? undefined
  } while (cursor !== undefined)
  assert.deepEqual(listed.toSorted(), ids.toSorted())
})
