/** A check says as what it understood a value, whoever holds it: a slip of the finger is seen in the answer. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { textOf } from '../../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'

const KENT = 'intelligence-officer@kent-police.example'

void describe('what a check understood', () => {
  let node: TestNode
  let desk: Desk
  before(async () => {
    node = await testNode()
    desk = await node.signIn(KENT)
  })
  after(() => node.close())

  const answered = async (way: string, body: Record<string, string>) => {
    await desk.get(way)
    const page = await desk.post(way, { purpose: 'Preventing crime', ...body })
    return { status: page.status, text: textOf(page.text) }
  }

  for (const [value, kind, understood] of [
    ['07700 900999', '', 'Understood as telephone +44 7700 900999 (United Kingdom)'],
    ['+44 7700 900999', 'phone', 'Understood as telephone +44 7700 900999 (United Kingdom)'],
    ['qx54tyw', 'vehicle', 'Understood as vehicle QX54 TYW (United Kingdom)'],
    ['CJ 12 ABC (RO)', 'vehicle', 'Understood as vehicle RO:CJ12ABC (Romania)'],
    ['imo9074729', 'vessel', 'Understood as vessel IMO 9074729'],
    ['GULL@Example.ORG', 'email', 'Understood as e-mail address gull@example.org'],
  ] as const)
    void test(`of ${value}, which nobody holds`, async () => {
      const { text } = await answered('/check', { kind, value })
      assert.match(text, /no partner is known to hold this/)
      assert.ok(
        text.includes(understood),
        text.slice(text.indexOf('no partner'), text.indexOf('no partner') + 200),
      )
    })

  void test('of a value that is asked as it is written: its kind, and that it has no other spelling', async () => {
    const { text } = await answered('/check', { kind: 'phone', value: '0770O 900461', as_written: 'yes' })
    assert.match(text, /Understood as telephone 0770O ?900461/)
    assert.match(text, /matched only when written alike/)
  })

  void test('a bare word is asked as nothing until somebody says what kind it is', async () => {
    for (const value of ['hello', 'gull']) {
      const { status, text } = await answered('/check', { value })
      assert.equal(status, 422, value)
      assert.match(text, /Seamark cannot tell what kind this is. Choose what kind it is/)
      assert.doesNotMatch(text, /no partner is known/)
    }
    for (const [value, kind] of [
      ['@gull_77', ''],
      ['gull', 'handle'],
    ] as const) {
      const { text } = await answered('/check', { value, kind })
      assert.match(text, /Understood as online handle @gull/, value)
    }
    const list = await answered('/check/list', { list: 'hello\n07700 900999' })
    assert.match(list.text, /1 line checked, 0 held by a partner; 1 line not checked/)
  })

  void test('of a person: the name and the birth', async () => {
    const { text } = await answered('/check/person', { value: 'Nobody Whatsoever', born: '5 March 1990' })
    assert.match(text, /Understood as person Nobody Whatsoever, born 5 March 1990/)
    const hijri = await answered('/check/person', { value: 'Nobody Whatsoever', born: '1366' })
    assert.match(hijri.text, /Understood as person Nobody Whatsoever, born (?!1366)/)
  })

  void test('of each line of a list, held or not', async () => {
    const { text } = await answered('/check/list', { list: '07700 900999\nqx54tyw\n+44 7700 900998' })
    for (const said of [
      'understood as +44 7700 900999 (United Kingdom)',
      'understood as QX54 TYW (United Kingdom)',
      'understood as +44 7700 900998 (United Kingdom)',
    ])
      assert.ok(text.includes(said), said)
  })
})
