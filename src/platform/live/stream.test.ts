/** Live streams and who hears them: a stream is worth no more than its session. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { startDraft } from '../../../test/support/drafts.ts'
import { testNode, type Desk, type TestNode } from '../../../test/support/node.ts'
import { openStream } from '../../../test/support/stream.ts'
import { until } from '../../../test/support/until.ts'
import { STREAM_LIMITS } from './open-streams.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const COLLEAGUE = 'intelligence-officer-2@sussex-police.example'
const ANALYST = 'analyst@nca.example'

void describe('a live stream', () => {
  let node: TestNode
  let beside: TestNode
  before(async () => {
    node = await testNode()
    beside = await testNode({ beside: node })
  })
  after(async () => {
    await beside.close()
    await node.close()
  })

  /** Something begins to wait for the person, and their agency is woken. */
  const somethingHappens = async (browser: Desk, email: string) => {
    await startDraft(browser)
    await wake(email)
  }
  const wake = (email: string) =>
    node.admin(`select pg_notify('seamark_wake', $1)`, [
      JSON.stringify({ agencies: [node.person(email).agencyId], room: null }),
    ])
  const sessionOf = (email: string, change: string) =>
    node.admin(`update identity.session set ${change} where person_id = $1 and ended_at is null`, [
      node.person(email).id,
    ])
  const ended = (stream: { ended: () => boolean }) =>
    until('the stream to end', () => Promise.resolve(stream.ended()))

  void test('a signed-out page hears nothing more, in this process or another', async () => {
    const [browser, control] = [await node.signIn(OFFICER), await node.signIn(OFFICER)]
    const [here, there] = [await openStream(node.base, browser), await openStream(beside.base, browser)]
    const still = await openStream(beside.base, control)
    for (const stream of [here, there, still]) await stream.next()
    await browser.get('/')
    await browser.post('/sign-out', {})
    await somethingHappens(control, OFFICER)
    await still.next()
    for (const stream of [here, there]) {
      await ended(stream)
      assert.equal(stream.waiting(), 0)
      assert.match(stream.said(), /event: signed-out\ndata: \{\}\n\n$/)
    }
    assert.equal(still.ended(), false, 'the same person’s other session goes on')
    still.close()
  })

  for (const [how, change] of [
    ['idles out', `seen_at = now() - interval '31 minutes'`],
    ['reaches its hours', `created_at = now() - interval '12 hours 1 minute'`],
  ] as const)
    void test(`a stream ends when its session ${how}`, async () => {
      const browser = await node.signIn(OFFICER)
      const stream = await openStream(beside.base, browser)
      await stream.next()
      await sessionOf(OFFICER, change)
      await wake(OFFICER)
      await ended(stream)
      assert.match(stream.said(), /signed-out/)
    })

  void test('a stream ends at once when somebody ends the session, by whatever road', async () => {
    for (const change of ['ended_at = now()', `ended_at = now() - interval '1 hour'`]) {
      const browser = await node.signIn(OFFICER)
      const stream = await openStream(beside.base, browser)
      await stream.next()
      await sessionOf(OFFICER, change)
      await ended(stream)
    }
    const browser = await node.signIn(OFFICER)
    const stream = await openStream(beside.base, browser)
    await stream.next()
    await node.admin('delete from identity.session where person_id = $1', [node.person(OFFICER).id])
    await ended(stream)
  })

  void test('a stream does not keep its session alive', async () => {
    const browser = await node.signIn(OFFICER)
    const stream = await openStream(node.base, browser)
    await stream.next()
    await sessionOf(OFFICER, `seen_at = now() - interval '10 minutes'`)
    await somethingHappens(await node.signIn(OFFICER), OFFICER)
    await stream.next()
    const rows = await node.admin<{ idle: boolean }>(
      `select seen_at < now() - interval '9 minutes' as idle from identity.session
       where person_id = $1 and ended_at is null order by seen_at limit 1`,
      [node.person(OFFICER).id],
    )
    assert.deepEqual(rows, [{ idle: true }])
    stream.close()
  })

  const changePerson = (email: string, change: string, values: unknown[] = []) =>
    node.database.performAsService(
      { service: 'test', operation: 'people.person.change', agencyId: node.person(email).agencyId },
      async (scope) => {
        await scope.tx.run(`update identity.person set ${change} where id = $1`, [
          node.person(email).id,
          ...values,
        ])
        scope.record({ kind: 'administration', subject: { kind: 'person', id: node.person(email).id } })
      },
    )

  void test('a person who was stopped hears nothing more, without anything happening', async () => {
    const browser = await node.signIn(COLLEAGUE)
    const stream = await openStream(beside.base, browser)
    await stream.next()
    await changePerson(COLLEAGUE, 'active = false')
    await ended(stream)
    await changePerson(COLLEAGUE, 'active = true')
  })

  void test('a person given other roles hears at once what waits for those, and the stream goes on', async () => {
    const browser = await node.signIn(ANALYST)
    await changePerson(ANALYST, `roles = '{intelligence_officer}'`)
    await startDraft(browser)
    const stream = await openStream(beside.base, browser)
    const before = await stream.next()
    await changePerson(ANALYST, `roles = '{records_manager}'`)
    assert.notEqual(await stream.next(), before)
    assert.equal(stream.ended(), false)
    stream.close()
  })

  void test('a browser with many tabs goes on; beyond the limit the oldest make room', async () => {
    const browser = await node.signIn(COLLEAGUE)
    const tabs = []
    for (let tab = 0; tab < STREAM_LIMITS.session + 2; tab++) tabs.push(await openStream(node.base, browser))
    for (const stream of tabs.slice(0, 2)) {
      await ended(stream)
      assert.match(stream.said(), /retry: 60000\n\n$/)
    }
    await somethingHappens(browser, COLLEAGUE)
    for (const stream of tabs.slice(2)) {
      await stream.next()
      assert.equal(stream.ended(), false)
      stream.close()
    }
  })
})
