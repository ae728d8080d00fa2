import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testHolders, type TestHolders } from '../../../test/support/holders.ts'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { fileReport, phone, withdrawReport } from '../../../test/support/plain-reports.ts'
import { dayIn, handleFor } from '../../../test/support/sealed.ts'
import { matchesOfReport } from '../matches/index.ts'
import { sealInputs } from '../../holder-client/index.ts'
import { nodeCaller, type NodeCaller } from './node-caller.ts'
import { addHolder, type HolderInput } from './enter-holders.ts'
import { refreshHolders } from './holders.ts'
import { moveIndex } from './rotate.ts'
import { sealHoldings } from './seal-holdings.ts'
import type { SealedParameters } from './parameters.ts'
import { newSigningKey } from '../../library/sealing/index.ts'
import { openPool, type Pool } from '../../library/oprf/index.ts'

const ESSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const agency = { id: 'sealing-agency', key: newSigningKey() }

void describe('the index with two key holders', () => {
  let node: TestNode
  let holders: TestHolders
  let caller: NodeCaller
  let folder: string
  let pool: Pool
  before(async () => {
    node = await testNode()
    folder = node.dataFolder
    caller = await nodeCaller(folder)
    holders = await testHolders([
      { id: caller.id, key: caller.public },
      { id: agency.id, key: agency.key.public },
    ])
    pool = openPool(1)
  })
  after(async () => {
    await pool.close()
    await holders.close()
    await node.close()
  })

  const parameters = async () =>
    (await node.api(ESSEX, 'GET', '/deconfliction/sealed/parameters')).json<SealedParameters>()

  /** As the agency's machine does it: through both holders, then handle and token to the node. */
  async function seal(handle: string, digits: string) {
    const known = await parameters()
    const connect = ({ name, url, identity }: SealedParameters['holders'][number]) => ({
      ...{ name, url, identity, caller: agency.id, key: agency.key, purpose: 'seal' as const },
    })
    const [one, two] = known.holders
    assert.ok(one && two)
    const keys = known.keys['phone'] ?? {}
    const bytes = (name: string) => new Uint8Array(Buffer.from(keys[name] ?? '', 'base64url'))
    const row = await sealInputs(
      pool,
      { holders: [connect(one), connect(two)], keys: [bytes(one.name), bytes(two.name)] },
      { kind: 'phone', epoch: known.epoch },
      [`seamark-sealed/1\0phone\0id\0+44770090${digits}`],
    )
    const element = Buffer.from(row).toString('base64url')
    const records = [
      {
        handle: handleFor(handle),
        classification: 'OFFICIAL',
        expires_on: dayIn(200),
        tokens: [{ kind: 'phone', element }],
      },
    ]
    return await node.api(ESSEX, 'POST', '/deconfliction/sealed/records', { epoch: known.epoch, records })
  }
  const matches = async (email: string) =>
    (await node.api(email, 'GET', '/deconfliction/matches')).json<{
      items: { id: string; value: string; partner: { slug: string }; my_report: { reference: string } }[]
    }>().items

  const operator = { service: 'operator', operation: 'deconfliction.sealed.holder.enter' }
  const enter = (holder: HolderInput) =>
    node.database.performAsService(operator, (scope) => addHolder(scope, holder))

  void test('the operator enters both holders, and the first epoch begins', async () => {
    for (const { name, url, identity } of holders.both)
      await enter({ name, url, identity, body: `Body of ${name}` })
    assert.deepEqual(await refreshHolders(node.database, { caller }), { rotating: false, faults: {} })
    const desk = await node.signIn('administrator@kent-police.example')
    const page = await desk.get('/settings/sealed')
    assert.match(page.text, /The index is at epoch 1/)
    assert.match(page.text, /Both holders answer at one machine/)
    assert.ok(page.text.includes(caller.public))
    await assert.rejects(
      enter({
        name: 'west',
        body: 'A third',
        url: 'http://127.0.0.1:9',
        identity: newSigningKey().public,
      }),
      { code: 'two-holders' },
    )
  })

  void test('a holder that does not let this node in says so on the page, and who mends it', async () => {
    const [north] = holders.both
    const entered = await north.callers()
    await north.enter(entered.filter(({ id }) => id !== caller.id))
    const { faults, rotating } = await refreshHolders(node.database, { caller })
    assert.match(faults['north'] ?? '', /unknown-caller.*agency add node-[a-z0-9]+ --key KEY --node/)
    assert.deepEqual([faults['south'], rotating], [undefined, false])
    const desk = await node.signIn('administrator@kent-police.example')
    assert.match((await desk.get('/settings/sealed')).text, /does not know this node as a caller/)
    await north.enter(
      entered.map((one) =>
        one.id === caller.id ? { ...one, perDay: { seal: 0, check: 10, rekey: 0 } } : one,
      ),
    )
    assert.match((await refreshHolders(node.database, { caller })).faults['north'] ?? '', /is used up/)
    await north.enter(entered)
    assert.deepEqual(await refreshHolders(node.database, { caller }), { rotating: false, faults: {} })
    assert.doesNotMatch((await desk.get('/settings/sealed')).text, /unknown-caller|used up/)
  })

  void test('what one agency keeps sealed meets what another holds here in clear: both are told', async () => {
    const report = await fileReport(node, { agency: 'kent-police', values: [phone('0771')] })
    await sealHoldings(node.database, folder)
    const sent = await seal('file 7', '0771')
    assert.equal(sent.status, 200, sent.text)
    const [theirs] = await matches(KENT)
    const [ours] = await matches(ESSEX)
    assert.deepEqual([theirs?.value, theirs?.partner.slug], ['+44 7700 900771', 'sussex-police'])
    assert.deepEqual([ours?.partner.slug, ours?.my_report.reference], ['kent-police', handleFor('file 7')])
    assert.doesNotMatch(JSON.stringify(ours), /900771/)
    const kent = await node.signIn(KENT)
    assert.match((await kent.get(`/matches/${theirs?.id ?? ''}`)).text, /\+44 7700 900771/)
    const named = await node.database.performAs(
      { personId: node.person(KENT).id, operation: 'test', purpose: null },
      (scope) => matchesOfReport(scope, report),
    )
    assert.deepEqual(
      named.map(({ value, partners }) => [value, partners.map(({ slug }) => slug)]),
      [['+44 7700 900771', ['sussex-police']]],
    )
    const page = await (await node.signIn(ESSEX)).get(`/matches/${ours?.id ?? ''}`)
    assert.match(page.text, /open the record in your own system/)
    assert.doesNotMatch(page.text, /0771|\/reports\/null/)
    await withdrawReport(node, report, 'kent-police')
    assert.deepEqual(await matches(ESSEX), [])
    await sealHoldings(node.database, folder)
    assert.deepEqual(await matches(KENT), [])
  })

  void test('a holder that is down leaves nothing half done, and the next run goes on', async () => {
    await fileReport(node, { agency: 'kent-police', values: [phone('0772')] })
    await seal('file 8', '0772')
    await holders.both[1].stop()
    await assert.rejects(sealHoldings(node.database, folder), { code: 'holder-down' })
    assert.deepEqual(await matches(KENT), [])
    await holders.both[1].start()
    await sealHoldings(node.database, folder)
    assert.equal((await matches(KENT)).length, 1)
  })

  void test('a value checked in clear meets an agency that shares tokens only', async () => {
    await seal('file 10', '0774')
    const check = async (digits: string) =>
      (
        await node.api(KENT, 'POST', '/deconfliction/check', {
          ...{ kind: 'phone', value: `07700 90${digits}`, purpose: 'Operation Test' },
        })
      ).json<{ held: boolean; sealed: boolean; partners: { slug: string }[] }>()
    const met = await check('0774')
    assert.deepEqual([met.held, met.sealed, met.partners[0]?.slug], [true, true, 'sussex-police'])
    assert.deepEqual([(await check('0775')).held], [false])
    const list = await node.api(KENT, 'POST', '/deconfliction/check/list', {
      ...{
        purpose: 'Operation Test',
        items: ['0774', '0776'].map((digits) => ({ kind: 'phone', value: `0770090${digits}` })),
      },
    })
    const { answers } = list.json<{ answers: { held: boolean }[] }>()
    assert.deepEqual(
      answers.map(({ held }) => held),
      [true, false],
    )
    // What a token means is written down nowhere once the clock has looked.
    await node.database.performAsService(
      { service: 'checks', operation: 'deconfliction.notice-silent-hits' },
      (scope) => scope.tx.one('select deconfliction.notice_silent_hits(100)'),
    )
    assert.deepEqual(await node.admin('select from deconfliction.check_awaiting_notice'), [])
    await holders.both[0].stop()
    const alone = await check('0774')
    assert.deepEqual([alone.held, alone.sealed], [false, false])
    await holders.both[0].start()
  })

  void test('the index moves to the next epoch without the agencies', async () => {
    const before = await matches(ESSEX)
    await holders.offerRotation()
    assert.deepEqual(await refreshHolders(node.database, { caller }), { rotating: true, faults: {} })
    assert.equal((await seal('file 9', '0773')).status, 503)
    await moveIndex(node.database, folder)
    assert.deepEqual(await node.admin('select distinct epoch from deconfliction.sealed_token'), [
      { epoch: 2 },
    ])
    assert.deepEqual(await matches(ESSEX), before)
    await holders.finishRotation()
    assert.deepEqual(await refreshHolders(node.database, { caller }), { rotating: false, faults: {} })
    assert.equal((await parameters()).epoch, 2)
    // Sealed anew by its agency, the same number is the same token: nothing is replaced.
    assert.deepEqual((await seal('file 8', '0772')).json<{ already: number }>().already, 1)
    await fileReport(node, { agency: 'nca', values: [phone('0772')] })
    await sealHoldings(node.database, folder)
    assert.deepEqual((await matches(ESSEX)).map(({ partner }) => partner.slug).sort(), ['kent-police', 'nca'])
  })
})
