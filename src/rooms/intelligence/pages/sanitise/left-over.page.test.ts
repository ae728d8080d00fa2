/** What is cut from the text of a sanitised version does not go out on a card: from the writer's list to the partner. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allForms, filledIn, formOf, textOf } from '../../../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../../../test/support/node.ts'
import { saveDraft, readDraft } from '../../drafts.ts'
import { fileReport } from '../../file-reports.ts'
import { beginNewVersion } from '../../new-version.ts'
import { acting, approveAsSeen, checked, sussex, sussexSecond } from '../../reports.test-support.ts'
import { beginSanitised } from '../../sanitise.ts'
import { submitDraft } from '../../submit-draft.ts'

let node: TestNode
let as: ReturnType<typeof acting>
let writer: Desk
before(async () => {
  node = await testNode()
  as = acting(node)
  writer = await node.signIn(sussex)
})
after(() => node.close())

const grade = { source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' }
const TEXT =
  'Viktor Quigley paid from account GB33BUKB20201555555555, then rang 07700 900124 beside his brother Ivan Quigley.'
const CUT = 'Viktor Quigley paid and rang 0044 7700 900124.'

/** A sanitised version whose text was cut, and whose subjects are still those of its original. */
async function begun(): Promise<string> {
  const original = await as(sussex, (scope) =>
    fileReport(
      scope,
      checked({
        items: [{ text: TEXT, ...grade }],
        subjects: [
          { kind: 'person', item: 1, category: 'suspected', names: ['Viktor Quigley'] },
          { kind: 'account', item: 1, value: 'GB33BUKB20201555555555', belongs_to: 1 },
          { kind: 'phone', item: 1, value: '07700 900124', belongs_to: 1 },
          { kind: 'person', item: 1, category: 'suspected', names: ['Ivan Quigley'] },
        ],
      }),
    ),
  )
  return await as(sussex, async (scope) => {
    const draft = await beginSanitised(scope, original.id)
    await saveDraft(scope, draft.id, draft.revision, {
      ...draft.document,
      title: 'A payment for engines',
      handling: 'P',
      review_on: '2029-01-01',
      items: [{ text: CUT, ...grade }],
    })
    return draft.id
  })
}
const page = async (desk: Desk, path: string) => (await desk.get(path)).text
const namesOf = async (id: string) =>
  (await as(sussex, (scope) => readDraft(scope, id))).document.subjects?.map(
    (one) => one.value ?? one.names?.join(),
  )
const boxes = (html: string, group: string) => {
  const inside = new RegExp(`>${group}</h2>([\\s\\S]*?)</fieldset>`).exec(html)?.[1] ?? ''
  return [...inside.matchAll(/<input class="govuk-checkboxes__input"[^>]*value="([^"]+)"[^>]*>/g)].map(
    ([all, value = '']) => [/900124|GB33|Viktor|Ivan/.exec(value)?.[0], /\schecked/.test(all)],
  )
}

void test('subjects stand in two groups, and one press leaves out all that the text no longer names', async () => {
  const id = await begun()
  const html = await page(writer, `/reports/drafts/${id}/subjects`)
  assert.deepEqual(boxes(html, 'In your text'), [
    ['Viktor', true],
    ['900124', true],
  ])
  assert.deepEqual(boxes(html, 'No longer in your text'), [
    ['GB33', false],
    ['Ivan', false],
  ])
  const sent = await writer.post(`/reports/drafts/${id}/subjects`, filledIn(formOf(html, 'keep'), {}))
  assert.equal(sent.status, 303, sent.text)
  assert.deepEqual(await namesOf(id), ['Viktor Quigley', '07700 900124'])
  assert.doesNotMatch(await page(writer, `/reports/drafts/${id}/check`), /in your text/)
})

void test('whoever goes straight to check answers is warned, and leaves them out there with one press', async () => {
  const id = await begun()
  const html = await page(writer, `/reports/drafts/${id}/check`)
  assert.match(
    textOf(html),
    /2 subjects are not in your text .*Account GB33BUKB20201555555555 .*Person Ivan Quigley/i,
  )
  const leave = allForms(html).find(({ action }) => action.endsWith('/subjects?return=check'))
  assert.ok(leave)
  const sent = await writer.post(leave.action, filledIn(leave, {}))
  assert.equal(sent.status, 303)
  assert.deepEqual(await namesOf(id), ['Viktor Quigley', '07700 900124'])
})

void test('what its writer keeps stays, is said on check answers, and the second officer is warned of it', async () => {
  const id = await begun()
  const form = formOf(await page(writer, `/reports/drafts/${id}/subjects`), 'keep')
  const ivan = form.fields['listed']?.find((token) => token.includes('Ivan')) ?? ''
  await writer.post(
    `/reports/drafts/${id}/subjects`,
    filledIn(form, { keep: [...(form.fields['keep'] ?? []), ivan] }),
  )
  const check = textOf(await page(writer, `/reports/drafts/${id}/check`))
  assert.match(check, /You keep these, although your text does not name them.*Ivan Quigley/)
  assert.deepEqual(boxes(await page(writer, `/reports/drafts/${id}/subjects`), 'No longer in your text'), [
    ['Ivan', true],
  ])
  const draft = await as(sussex, (scope) => readDraft(scope, id))
  await as(sussex, (scope) => submitDraft(scope, id, draft.revision))
  const second = await node.signIn(sussexSecond)
  const seen = textOf(await page(second, `/checks/${id}`))
  assert.match(seen, /What the text does not say.*The writer chose to keep: ?Person Ivan Quigley/)
  assert.doesNotMatch(seen, /chose to keep:(?:(?!Open the original).)*GB33/)
})

void test('the second officer is told what is not in the text where its writer never looked, in a new version too', async () => {
  const id = await begun()
  const draft = await as(sussex, (scope) => readDraft(scope, id))
  await as(sussex, (scope) => submitDraft(scope, id, draft.revision))
  const second = await node.signIn(sussexSecond)
  const told = /Not in the sanitised text: ?(.*?)(In the text|Open)/
  const first = told.exec(textOf(await page(second, `/checks/${id}`)))?.[1] ?? ''
  assert.match(first, /GB33BUKB20201555555555.*Ivan Quigley/)
  assert.doesNotMatch(first, /Viktor|900124/)
  await as(sussexSecond, (scope) => approveAsSeen(scope, id))

  const next = await as(sussex, async (scope) => {
    const begins = await beginNewVersion(scope, id)
    const { document } = begins
    return await saveDraft(scope, begins.id, begins.revision, {
      ...document,
      items: [{ text: 'Viktor Quigley paid.', ...grade }],
    })
  })
  const html = await page(writer, `/reports/drafts/${next.id}/subjects`)
  assert.deepEqual(
    boxes(html, 'No longer in your text').map(([what]) => what),
    ['GB33', '900124', 'Ivan'],
  )
  assert.match(
    textOf(await page(writer, `/reports/drafts/${next.id}/check`)),
    /3 subjects are not in your text/,
  )
})

void test('adding somebody by hand takes nothing out, and a report of its own is asked nothing', async () => {
  const id = await begun()
  const form = formOf(await page(writer, `/reports/drafts/${id}/subjects`), 'keep')
  const sent = await writer.post(`/reports/drafts/${id}/subjects`, filledIn(form, { do: 'person' }))
  assert.equal(sent.headers.get('location'), `/reports/drafts/${id}/subjects/person`)
  assert.equal((await namesOf(id))?.length, 4)
  const own = await as(sussex, async (scope) => {
    const filed = await fileReport(scope, checked())
    return await beginNewVersion(scope, filed.id)
  })
  assert.doesNotMatch(await page(writer, `/reports/drafts/${own.id}/subjects`), /o longer in your text/)
  assert.doesNotMatch(await page(writer, `/reports/drafts/${own.id}/check`), /in your text/)
})

void test('a list that was open while a colleague changed the draft takes out nobody that it did not show', async () => {
  const id = await begun()
  const form = formOf(await page(writer, `/reports/drafts/${id}/subjects`), 'keep')
  const draft = await as(sussex, (scope) => readDraft(scope, id))
  const [, ...others] = draft.document.subjects ?? []
  const saved = await as(sussex, (scope) =>
    saveDraft(scope, id, draft.revision, {
      ...draft.document,
      subjects: others.map(({ belongs_to: _, ...one }) => one),
    }),
  )
  await writer.post(`/reports/drafts/${id}/subjects`, filledIn(form, { revision: String(saved.revision) }))
  assert.equal((await namesOf(id))?.length, 3)
})
