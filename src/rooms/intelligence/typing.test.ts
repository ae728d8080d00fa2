import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { discardDraft, isStaleDraft, saveDraft, startDraft } from './drafts.ts'
import { leaveOutFinds } from './leave-out.ts'
import { fileReport } from './file-reports.ts'
import { readReport } from './read-report.ts'
import { acting, aReport, checked, eventsOf, kent, sussex, sussexSecond } from './reports.test-support.ts'
import { submitDraft } from './submit-draft.ts'
import { dropTyping, keepTyping, typingOf } from './typing.ts'

let db: TestDatabase
let as: ReturnType<typeof acting>
before(async () => {
  db = await testDatabase()
  as = acting(db)
})
after(() => db.close())

const words = (text: string) => ({ page: 'text', fields: { 'items.0.text': text } })

test('typing is its author’s alone, costs no event, and goes when the draft is filed', async () => {
  const draft = await as(sussex, (scope) => startDraft(scope, aReport()))
  const first = await as(sussex, (scope) =>
    keepTyping(scope, draft.id, { ...words('One'), basedOn: draft.revision, turn: 0 }),
  )
  const second = await as(sussex, (scope) =>
    keepTyping(scope, draft.id, { ...words('One two'), basedOn: draft.revision, turn: first }),
  )
  assert.deepEqual([first, second], [1, 2])
  assert.deepEqual(await eventsOf(db, draft.id), ['collection'])
  const [mine] = await as(sussex, (scope) => typingOf(scope, draft.id))
  assert.deepEqual(mine?.fields, { 'items.0.text': 'One two' })
  for (const who of [sussexSecond, kent]) {
    assert.deepEqual(await as(who, (scope) => typingOf(scope, draft.id)), [])
    assert.deepEqual(
      await as(who, (scope) => scope.tx.many('select * from intelligence.typing')),
      [],
      `${who} by SQL`,
    )
  }
  await as(sussexSecond, (scope) =>
    keepTyping(scope, draft.id, { ...words('Theirs'), basedOn: draft.revision, turn: 0 }),
  )
  await as(sussex, (scope) => submitDraft(scope, draft.id, draft.revision))
  assert.deepEqual(await db.admin('select * from intelligence.typing'), [])
})

test('nobody types into a draft of another agency, and nobody writes over what was saved or typed elsewhere', async () => {
  const draft = await as(sussex, (scope) => startDraft(scope, aReport()))
  const type = (who: string, basedOn: number, turn: number) =>
    as(who, (scope) => keepTyping(scope, draft.id, { ...words('x'), basedOn, turn }))
  await assert.rejects(type(kent, draft.revision, 0), { code: 'not-found' })
  await type(sussex, draft.revision, 0)
  await assert.rejects(type(sussex, draft.revision, 0), { code: 'typed-elsewhere' })
  await as(sussexSecond, (scope) => saveDraft(scope, draft.id, draft.revision, { title: 'Theirs' }))
  await assert.rejects(type(sussex, draft.revision, 1), isStaleDraft)
  await as(sussex, (scope) => dropTyping(scope, draft.id, 'text'))
  assert.deepEqual(await as(sussex, (scope) => typingOf(scope, draft.id)), [])
  await type(sussex, draft.revision + 1, 0)
  await as(sussex, (scope) => discardDraft(scope, draft.id))
  assert.deepEqual(await db.admin('select * from intelligence.typing'), [])
})

test('a draft that a page begins twice is begun once, and another person’s name for theirs is their own', async () => {
  const as7 = { as: '01a22665-745a-7586-b7f0-7c308e07fec0' }
  const [one, two] = await Promise.all([
    as(sussex, (scope) => startDraft(scope, { title: 'Once' }, as7)),
    as(sussex, (scope) => startDraft(scope, { title: 'Once' }, as7)),
  ])
  assert.equal(one.id, two.id)
  const theirs = await as(kent, (scope) => startDraft(scope, { title: 'Theirs' }, as7))
  assert.notEqual(theirs.id, one.id)
})

test('what was found in a filed report is left out by its own agency, with an event, and nobody else learns of it', async () => {
  const items = [{ ...checked().items[0], text: 'Call 07700 900461.' }]
  const { id } = await as(sussex, (scope) => fileReport(scope, checked({ items, subjects: [] })))
  await assert.rejects(
    as(kent, (scope) => leaveOutFinds(scope, id, 1)),
    { code: 'not-found' },
  )
  await assert.rejects(
    as(sussex, (scope) => leaveOutFinds(scope, id, 2)),
    { code: 'changed-meanwhile' },
  )
  await as(sussex, (scope) => leaveOutFinds(scope, id, 1))
  const { leftOut, version } = await as(sussex, (scope) => readReport(scope, id))
  assert.deepEqual([leftOut, version], [[{ kind: 'phone', value: '07700 900461' }], 1])
  assert.ok((await eventsOf(db, id)).includes('alteration'))
  assert.deepEqual(await as(kent, (scope) => scope.tx.many('select * from intelligence.left_out')), [])
})
