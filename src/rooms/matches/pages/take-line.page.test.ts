import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { textOf } from '../../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { fileReport, phone } from '../../../../test/support/plain-reports.ts'

const OFFICER = 'intelligence-officer@kent-police.example'
const ANALYST = 'analyst@kent-police.example'
const COORDINATOR = 'coordinator@kent-police.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'

void describe('a match that somebody takes', () => {
  let node: TestNode
  let officer: Desk
  let analyst: Desk
  let sussex: Desk
  before(async () => {
    node = await testNode()
    officer = await node.signIn(OFFICER)
    analyst = await node.signIn(ANALYST)
    sussex = await node.signIn(SUSSEX)
  })
  after(() => node.close())

  /** A line of Kent with Sussex: its page for Kent, and that for Sussex. */
  async function line(digits: string): Promise<{ ours: string; theirs: string }> {
    await fileReport(node, { agency: 'sussex-police', values: [phone(digits)] })
    await fileReport(node, { agency: 'kent-police', values: [phone(digits)] })
    const first = async (desk: Desk) => {
      const { text } = await desk.get(`/matches?q=${digits}`)
      return /href="(\/matches\/[0-9a-f-]{36})/.exec(text.slice(text.indexOf('<main')))?.[1] ?? ''
    }
    return { ours: await first(officer), theirs: await first(sussex) }
  }
  const press = async (desk: Desk, path: string, act: 'take' | 'give-back') => {
    await desk.get(path)
    const done = await desk.post(`${path}/${act}`, {})
    assert.equal(done.status, 303, textOf(done.text).slice(0, 300))
    return await desk.get(path)
  }
  const asked = (email: string) => ({
    ...{ personId: node.person(email).id, operation: 'test', purpose: null },
  })

  void test('is shown to colleagues, stands in their list, and is found as one’s own', async () => {
    const { ours, theirs } = await line('0831')
    const before = textOf((await sussex.get(theirs)).text)
    assert.match(textOf((await officer.get(ours)).text), /Nobody at your agency has taken this match/)
    assert.match(
      textOf((await press(officer, ours, 'take')).text),
      /You have taken this match.*You took this match on/,
    )
    const name =
      /class="seamark-person__link"[^>]*><strong>([^<]+)/.exec((await officer.get('/')).text)?.[1] ?? ''
    const seen = textOf((await analyst.get(ours)).text)
    assert.match(seen, new RegExp(`${name} took this match on`))
    assert.doesNotMatch(seen, /Give it back/)
    assert.match(textOf((await analyst.get('/matches')).text), new RegExp(`Taken by ${name}`))
    assert.match(textOf((await officer.get('/matches?mine=1')).text), /0831.*Taken by you/)
    assert.doesNotMatch(textOf((await analyst.get('/matches?mine=1')).text), /0831/)
    assert.equal(textOf((await sussex.get(theirs)).text), before, 'no partner learns of it')
    assert.doesNotMatch(textOf((await sussex.get('/matches')).text), /Taken/)
    const events = await node.admin<{ detail: object; agency_id: number }>(
      `select detail, agency_id from ledger.event where operation = 'deconfliction.match.take'`,
    )
    assert.deepEqual(events, [{ detail: { taken: true }, agency_id: node.agency('kent-police') }])
  })

  void test('is one person’s until they give it back, or a coordinator does', async () => {
    const { ours } = await line('0832')
    await press(officer, ours, 'take')
    assert.match(
      textOf((await press(analyst, ours, 'take')).text),
      /A colleague has taken this match meanwhile/,
    )
    await press(analyst, ours, 'give-back')
    assert.match(textOf((await officer.get(ours)).text), /You took this match/)
    const coordinator = await node.signIn(COORDINATOR)
    await press(coordinator, ours, 'give-back')
    assert.match(textOf((await press(analyst, ours, 'take')).text), /You took this match/)
    assert.match(textOf((await press(analyst, ours, 'give-back')).text), /free again.*Nobody at your agency/)
  })

  void test('has one taker when two take at the same moment', async () => {
    const { ours } = await line('0833')
    await Promise.all([officer.get(ours), analyst.get(ours)])
    await Promise.all([officer.post(`${ours}/take`, {}), analyst.post(`${ours}/take`, {})])
    const pages = [await officer.get(ours), await analyst.get(ours)].map(({ text }) => textOf(text))
    assert.equal(pages.filter((text) => text.includes('You took this match')).length, 1)
  })

  void test('is free again when the account of whoever has it ends', async () => {
    const { ours } = await line('0834')
    await press(officer, ours, 'take')
    const arrange = (active: boolean) =>
      node.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
        const { id } = node.person(OFFICER)
        await scope.tx.run('update identity.person set active = $2 where id = $1', [id, active])
        scope.record({ kind: 'administration', subject: { kind: 'person', id } })
      })
    await arrange(false)
    assert.match(textOf((await analyst.get(ours)).text), /Nobody at your agency has taken this match/)
    assert.match(textOf((await press(analyst, ours, 'take')).text), /You took this match/)
    await arrange(true)
    officer = await node.signIn(OFFICER)
  })

  void test('by plain SQL is nobody’s but the own agency’s, and never on behalf of another', async () => {
    const { ours, theirs } = await line('0835')
    await press(officer, ours, 'take')
    const count = (email: string) =>
      node.database.performAs(asked(email), async (scope) => {
        const { n } = await scope.tx.one<{ n: number }>(
          'select count(*)::integer as n from deconfliction.match_taken',
        )
        return n
      })
    assert.ok((await count(OFFICER)) > 0)
    for (const email of [SUSSEX, 'records-manager@kent-police.example']) assert.equal(await count(email), 0)
    const [side] = await node.admin<{ match_id: string }>(
      'select match_id from deconfliction.match_side where id = $1',
      [theirs.split('/')[2]],
    )
    for (const [email, person, agency] of [
      [SUSSEX, SUSSEX, 'kent-police'],
      [ANALYST, OFFICER, 'kent-police'],
      ['intelligence-officer@nca.example', 'intelligence-officer@nca.example', 'nca'],
    ] as const) {
      const forced = node.database.performAs(asked(email), async (scope) => {
        scope.record({ kind: 'alteration', subject: { kind: 'match', id: side?.match_id ?? '' } })
        await scope.tx.run(
          `insert into deconfliction.match_taken (match_id, agency_id, person_id) values ($1, $2, $3)`,
          [side?.match_id, node.agency(agency), node.person(person).id],
        )
      })
      await assert.rejects(forced, /row-level security/)
    }
  })
})
