/** What partners read of a sanitised report is said as it is: on each page that speaks of it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { textOf } from '../../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../../test/support/node.ts'
import { saveDraft } from '../../drafts.ts'
import { fileReport } from '../../file-reports.ts'
import { beginNewVersion } from '../../new-version.ts'
import { releaseReport } from '../../share-report.ts'
import { acting, approveAsSeen, checked, kent, sussex, sussexSecond } from '../../reports.test-support.ts'
import { beginSanitised } from '../../sanitise.ts'
import { submitDraft } from '../../submit-draft.ts'
import type { RecordId } from '../../../../wire/ids.ts'

let node: TestNode
let as: ReturnType<typeof acting>
before(async () => {
  node = await testNode()
  as = acting(node)
})
after(() => node.close())

const CLEAN = {
  title: 'A boat may leave',
  classification: 'OFFICIAL',
  handling: 'P',
  review_on: '2029-01-01',
}

async function sanitised(): Promise<RecordId> {
  const original = await as(sussex, (scope) => fileReport(scope, checked()))
  const draft = await as(sussex, (scope) => beginSanitised(scope, original.id))
  const saved = await as(sussex, (scope) =>
    saveDraft(scope, draft.id, draft.revision, { ...draft.document, ...CLEAN }),
  )
  await as(sussex, (scope) => submitDraft(scope, draft.id, saved.revision))
  await as(sussexSecond, (scope) => approveAsSeen(scope, draft.id))
  return draft.id
}
const release = (id: RecordId) =>
  as(sussex, (scope) =>
    releaseReport(scope, id, { to: { agencies: [node.agency('kent-police')] }, reason: 'Theirs too' }),
  )
/** Sends the next version to the second officer. @returns the draft */
async function sendNext(id: string): Promise<string> {
  const draft = await as(sussex, (scope) => beginNewVersion(scope, id))
  await as(sussex, (scope) => submitDraft(scope, draft.id, draft.revision))
  return draft.id
}
/** A version of before there were checks of each version. */
const uncheck = (id: string) =>
  node.admin(
    `set session_replication_role = replica;
     delete from intelligence.version_check where report_id = '${id}' and version > 1;
     set session_replication_role = origin`,
  )
async function pages(who: string, addresses: readonly string[]): Promise<string[]> {
  const desk = await node.signIn(who)
  const read = []
  for (const address of addresses) read.push(textOf((await desk.get(address)).text))
  return read
}

test('partners “go on reading” a version only where it was released and checked', async () => {
  const id = await sanitised()
  const [beginning] = await pages(sussex, [`/reports/${id}/new-version`])
  assert.match(beginning ?? '', /No partner reads this report yet: it is not released/)
  const draft = await sendNext(id)
  const addresses = [`/reports/${id}`, `/checks/${draft}`]
  for (const text of await pages(sussex, addresses)) {
    assert.match(text, /No partner reads this report yet: it is not released/)
    assert.doesNotMatch(text, /partners (go on )?read(ing)? version/)
  }
  const [check = ''] = await pages(sussexSecond, [`/checks/${draft}`])
  assert.doesNotMatch(check, /also for the partners/)
  await release(id)
  for (const text of await pages(sussex, addresses)) assert.match(text, /partners go on reading version 1/)
})

test('a version that no second officer has checked is called so, and its owner is told who must do what', async () => {
  const id = await sanitised()
  await release(id)
  const second = await sendNext(id)
  await as(sussexSecond, (scope) => approveAsSeen(scope, second))
  await uncheck(id)
  assert.equal((await (await node.signIn(kent)).get(`/reports/${id}`)).status, 404)
  const preview = `/reports/${id}/release/preview?to=named&agency=${String(node.agency('nca'))}`
  const [report = '', recipients = '', audience = '', home = ''] = await pages(sussex, [
    `/reports/${id}`,
    `/reports/${id}/release`,
    preview,
    '/',
  ])
  for (const text of [report, recipients, audience]) {
    assert.match(text, /No partner reads version 2/)
    assert.match(text, /another intelligence officer of your agency checks it/)
  }
  assert.match(audience, /its text is shown to nobody there/)
  assert.match(home, /Write a new version.*A boat may leave/)

  const draft = await sendNext(id)
  const [mine = '', later = ''] = await pages(sussex, [`/checks/${draft}`, '/'])
  assert.match(mine, /no second officer has checked version 2/)
  assert.doesNotMatch(later, /Write a new version/)
  const [check = ''] = await pages(sussexSecond, [`/checks/${draft}`])
  assert.doesNotMatch(check, /Version 2, checked/)
})
