/** A new version says what changed, to its author before it is saved and to those who read an earlier one. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { textOf } from '../../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../../test/support/node.ts'
import { acceptConditions, releaseReport } from '../../share-report.ts'
import { fileReport } from '../../file-reports.ts'
import { beginNewVersion } from '../../new-version.ts'
import { saveDraft } from '../../drafts.ts'
import { readReport } from '../../read-report.ts'
import {
  acting,
  approveAsSeen,
  aReport,
  checked,
  kent,
  kentAnalyst,
  kentSecond,
  sussex,
  sussexSecond,
  underCodeC,
} from '../../reports.test-support.ts'
import { beginSanitised } from '../../sanitise.ts'
import { waitingOf } from '../../../sharing/index.ts'
import { reportKind } from '../../report-kind.ts'
import { submitDraft } from '../../submit-draft.ts'
import { versionReadBefore } from '../../version-changes.ts'

let node: TestNode
let as: ReturnType<typeof acting>
before(async () => {
  node = await testNode()
  as = acting(node)
})
after(() => node.close())

const itemOf = (text: string) => ({
  text,
  source_evaluation: '2',
  intelligence_assessment: 'C',
  basis: 'fact',
})
const OLD = 'Three engines came to the slipway by Larkfield.'
const NEW = 'Three engines came to the slipway by Marshgate.'
const victim = { kind: 'person', item: 1, category: 'victim', names: ['Avery Example'] }
const REASON = 'The place was wrong'

const arrivedAt = async (who: string) =>
  await as(who, (scope) => waitingOf([reportKind]).list(scope, new Date(0), (_name, ask) => ask()))

async function released(more: Record<string, unknown> = {}) {
  const report = checked({ ...more, items: [itemOf(OLD)] })
  const filed = await as(sussex, (scope) => fileReport(scope, report))
  await as(sussex, (scope) =>
    releaseReport(scope, filed.id, { to: { agencies: [node.agency('kent-police')] }, reason: 'Theirs too' }),
  )
  return filed
}
/** A draft of the next version with other words. */
async function draftOf(id: string, more: Record<string, unknown> = {}) {
  const draft = await as(sussex, (scope) => beginNewVersion(scope, id))
  const document = { ...draft.document, ...more, items: [itemOf(NEW)] }
  return await as(sussex, (scope) => saveDraft(scope, draft.id, draft.revision, document))
}
async function page(who: string, address: string): Promise<string> {
  const desk = await node.signIn(who)
  return textOf((await desk.get(address)).text)
}

test('the author sees what changes and who gets the version, and says why before it is saved', async () => {
  const { id } = await released()
  await as(kent, (scope) => readReport(scope, id))
  const draft = await draftOf(id)
  const desk = await node.signIn(sussex)
  const address = `/reports/drafts/${draft.id}/check`
  const shown = textOf((await desk.get(address)).text)
  assert.match(shown, /What changes.*Larkfield.*Marshgate.*Who gets the new version.*Kent Police.*1 person/s)
  const form = { revision: String(draft.revision), version_of: id }
  const refused = await desk.post(address, { ...form, change_reason: '' })
  assert.equal(refused.status, 422)
  assert.match(textOf(refused.text), /Say what changed, and why/)
  const tooLong = await desk.post(address, { ...form, change_reason: 'x'.repeat(2001) })
  assert.match(textOf(tooLong.text), /Must be 2,000 characters or fewer/)
  assert.match(tooLong.text, /x{2001}/, 'what was typed is kept')
  assert.equal((await desk.post(address, { ...form, change_reason: REASON })).status, 303)
  assert.match(
    await page(sussex, `/reports/${id}`),
    /What changed\?.*Version 2.*The place was wrong.*Compare version 1 and version 2/s,
  )
  assert.match(await page(sussex, `/reports/${id}/changes?version=2`), /Larkfield.*Marshgate/s)
})

test('a reader of an earlier version is told what is new and why, and no word that was taken out', async () => {
  const { id, reference } = await released({ ...underCodeC, subjects: [] })
  await as(kent, (scope) => acceptConditions(scope, id))
  await as(kent, (scope) => readReport(scope, id))
  const draft = await draftOf(id, { subjects: [victim] })
  await as(sussex, (scope) =>
    submitDraft(scope, draft.id, draft.revision, { reason: REASON, described: 'no' }),
  )

  const [task] = (await arrivedAt(kent)).filter(({ href }) => href.endsWith(id))
  assert.equal(task?.text, `New version of ${reference}: Small boats bought for cash`)
  const [fresh] = (await arrivedAt(kentSecond)).filter(({ href }) => href.endsWith(id))
  assert.equal(fresh?.text, 'Small boats bought for cash', 'to who read none it is no new version')

  const asked = await page(kent, `/reports/${id}`)
  assert.match(asked, /You have read version 1\. This is version 2, so you accept again/)
  assert.doesNotMatch(asked, /The place was wrong|Marshgate/, 'nothing before the conditions are accepted')
  await as(kent, (scope) => acceptConditions(scope, id))
  const read = await page(kent, `/reports/${id}`)
  assert.match(
    read,
    /What changed\?.*The place was wrong.*New in item 1: “Marshgate\.”.*You last read version 1/s,
  )
  assert.doesNotMatch(read, /Larkfield|Avery/)
  assert.doesNotMatch(read, /Who and what the report names changed|New or changed/, 'a victim is no change')

  await as(kentSecond, (scope) => acceptConditions(scope, id))
  assert.doesNotMatch(await page(kentSecond, `/reports/${id}`), /What changed\?|The place was wrong/)
  const desk = await node.signIn(kent)
  assert.equal((await desk.get(`/reports/${id}/changes?version=2`)).status, 404)
  assert.equal((await desk.get(`/reports/${id}/changes`)).status, 404)
})

test('what the accept page promises is true: the owner counts persons and sees role and agency, no name', async () => {
  const { id } = await released({ ...underCodeC, subjects: [] })
  assert.match(
    await page(kent, `/reports/${id}`),
    /Your agency’s records show your name\. The owner sees your role and your agency/,
  )
  for (const who of [kent, kentSecond]) {
    await as(who, (scope) => acceptConditions(scope, id))
    await as(who, (scope) => readReport(scope, id))
  }
  const draft = await draftOf(id)
  await as(sussex, (scope) => submitDraft(scope, draft.id, draft.revision, { reason: REASON }))
  await as(kent, (scope) => acceptConditions(scope, id))
  await as(kent, (scope) => readReport(scope, id))
  const names = await node.admin<{ name: string }>('select name from identity.person where agency_id = $1', [
    node.agency('kent-police'),
  ])
  const holders = await page(sussex, `/reports/${id}/holders`)
  assert.match(holders, /2 people Intelligence Officer, Kent Police, version 1.*version 2.*2 people/)
  assert.doesNotMatch(holders, /3 people Intelligence/)
  for (const text of [holders, await page(sussex, `/reports/${id}/history`)])
    for (const { name } of names) assert.ok(!text.includes(name), 'not by name')
})

test('what changed is no partner’s by SQL either, unless they read the report and an earlier version of it', async () => {
  const { id } = await released()
  const draft = await draftOf(id)
  await as(sussex, (scope) => submitDraft(scope, draft.id, draft.revision, { reason: REASON }))
  const rows = (who: string) =>
    as(who, (scope) => scope.tx.many('select from intelligence.version_change where report_id = $1', [id]))
  assert.equal((await rows(sussex)).length, 1)
  assert.equal((await rows(kent)).length, 0)
  await as(kent, (scope) => readReport(scope, id))
  assert.equal((await rows(kent)).length, 0, 'the first that they read')
  assert.equal(await as(kent, (scope) => versionReadBefore(scope, id)), null)
  await assert.rejects(
    as(kent, (scope) =>
      scope.tx.run(
        `insert into intelligence.version_change (report_id, version, parts) values ($1, 2, '[]')`,
        [id],
      ),
    ),
  )
})

test('what the writer of a sanitised report’s next version tells its readers is checked with it', async () => {
  const original = await as(sussex, (scope) => fileReport(scope, checked()))
  const begun = await as(sussex, (scope) => beginSanitised(scope, original.id))
  const clean = { ...aReport({ title: 'A boat may leave', subjects: [] }), items: [itemOf(OLD)] }
  const saved = await as(sussex, (scope) => saveDraft(scope, begun.id, begun.revision, clean))
  await as(sussex, (scope) => submitDraft(scope, begun.id, saved.revision))
  await as(sussexSecond, (scope) => approveAsSeen(scope, begun.id))
  const next = await draftOf(begun.id)
  await as(sussex, (scope) => submitDraft(scope, next.id, next.revision, { reason: REASON }))
  assert.match(await page(sussexSecond, `/checks/${next.id}`), /Its writer tells them: “The place was wrong”/)
  await as(sussexSecond, (scope) => approveAsSeen(scope, next.id))
  assert.match(await page(sussex, `/reports/${begun.id}`), /What changed\?.*The place was wrong/s)
})

test('a reader who could not have read every version between is told so, and its owner’s people likewise', async () => {
  const { id } = await released()
  await as(kentAnalyst, (scope) => readReport(scope, id))
  await as(kent, (scope) => readReport(scope, id))
  const high = await draftOf(id, { classification: 'OFFICIAL-SENSITIVE' })
  await as(sussex, (scope) => submitDraft(scope, high.id, high.revision, { reason: 'For few alone' }))
  const low = await as(sussex, (scope) => beginNewVersion(scope, id))
  const document = { ...low.document, classification: 'OFFICIAL', title: 'Lower' }
  const saved = await as(sussex, (scope) => saveDraft(scope, low.id, low.revision, document))
  await as(sussex, (scope) => submitDraft(scope, low.id, saved.revision, { reason: 'For all again' }))
  const less = await page(kentAnalyst, `/reports/${id}`)
  assert.match(
    less,
    /Version 3.*For all again.*You last read version 1.*you could not have read are not listed/s,
  )
  assert.doesNotMatch(less, /For few alone|The classification is now/)
  assert.match(less, /follows a version that you could not have read/)
  const all = await page(kent, `/reports/${id}`)
  assert.match(all, /Version 3.*For all again.*Version 2.*For few alone/s)
  assert.doesNotMatch(all, /are not listed/)
  assert.match(await page(sussex, `/reports/${id}`), /Compare version 2 and version 3/)
  await node.admin(
    `set session_replication_role = replica;
     update identity.person set clearance = 'OFFICIAL' where id = '${node.person(sussexSecond).id}';
     reset session_replication_role`,
  )
  const own = await page(sussexSecond, `/reports/${id}`)
  assert.doesNotMatch(own, /Compare version 2|Version 2|For few alone/)
  const desk = await node.signIn(sussexSecond)
  for (const address of [`/reports/${id}/changes?version=3`, `/reports/${id}?version=2`])
    assert.equal((await desk.get(address)).status, 404, address)
})
