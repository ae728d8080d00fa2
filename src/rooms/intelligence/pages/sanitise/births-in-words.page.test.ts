/** A birth reads alike wherever a report is checked, and each subject is changed by itself. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { textOf } from '../../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../../test/support/node.ts'
import { readDraft, saveDraft } from '../../drafts.ts'
import { fileReport } from '../../file-reports.ts'
import { acting, checked, sussex, sussexSecond } from '../../reports.test-support.ts'
import { beginSanitised } from '../../sanitise.ts'
import { submitDraft } from '../../submit-draft.ts'

let node: TestNode
before(async () => {
  node = await testNode()
})
after(() => node.close())

test('check answers and the second check tell a birth in words, with one Change for each subject', async () => {
  const as = acting(node)
  const grade = { source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' }
  const original = await as(sussex, (scope) =>
    fileReport(
      scope,
      checked({
        items: [{ text: 'Viktor Quigley rang 07700 900124 from the quay.', ...grade }],
        subjects: [
          { kind: 'person', item: 1, category: 'suspected', names: ['Viktor Quigley'], born: '1991-03-14' },
          { kind: 'phone', item: 1, value: '07700 900124' },
        ],
      }),
    ),
  )
  const id = await as(sussex, async (scope) => {
    const draft = await beginSanitised(scope, original.id)
    await saveDraft(scope, draft.id, draft.revision, {
      ...draft.document,
      ...{ title: 'A call from the quay', handling: 'P', review_on: '2029-01-01' },
      items: [{ text: 'Viktor Quigley rang 07700 900124.', ...grade }],
    })
    return draft.id
  })
  const answers = (await (await node.signIn(sussex)).get(`/reports/drafts/${id}/check`)).text
  assert.match(textOf(answers), /Born 14 March 1991/)
  assert.doesNotMatch(textOf(answers), /1991-03-14/)
  for (const number of [1, 2])
    assert.match(
      answers,
      new RegExp(`href="/reports/drafts/${id}/subjects/${String(number)}\\?return=check"`),
    )

  const { revision } = await as(sussex, (scope) => readDraft(scope, id))
  await as(sussex, (scope) => submitDraft(scope, id, revision))
  const second = textOf((await (await node.signIn(sussexSecond)).get(`/checks/${id}`)).text)
  assert.match(second, /14 March 1991/)
  assert.doesNotMatch(second, /1991-03-14/)
})
