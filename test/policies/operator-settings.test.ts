/** What counts for all agencies is the operator's: no agency's administrator rules the node. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { holders } from '../../src/cli/holders.ts'
import { settings } from '../../src/cli/settings.ts'
import { WrongUse, type Terminal } from '../../src/cli/command.ts'
import { startDraft } from '../support/drafts.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { setUpSealing } from '../support/sealed.ts'

const ADMINISTRATOR = 'administrator@kent-police.example'
const key = () => randomBytes(32).toString('base64url')

void describe('an agency’s administrator cannot change everybody’s quota, threshold or key holders', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
    await setUpSealing(node)
  })
  after(() => node.close())

  const standing = () =>
    node.admin(
      `select s.common_threshold, s.checks_per_day, d.days_kept,
              (select jsonb_agg(to_jsonb(h) - 'asked_at' - 'fault' order by h.number) from deconfliction.key_holder h) as holders
       from deconfliction.setting s, deconfliction.sealed_setting d`,
    )

  void test('on a page: there is nothing to send, and what is sent to the old addresses does nothing', async () => {
    const before = await standing()
    const desk = await node.signIn(ADMINISTRATOR)
    for (const address of ['/settings/deconfliction', '/settings/sealed']) {
      const page = await desk.get(address)
      assert.equal(page.status, 200)
      assert.match(page.text, /[Tt]he operator of this node/)
      const main = /<main[\s\S]*<\/main>/.exec(page.text)?.[0] ?? ''
      assert.doesNotMatch(main, /<form|<input|<button/, address)
    }
    assert.match(
      (await desk.get('/settings/deconfliction')).text,
      /50 reports[\s\S]*As delivered[\s\S]*200 checks/,
    )
    for (const [address, fields] of [
      ['/settings/deconfliction', { common_threshold: '60', checks_per_day: '100000', version: '1' }],
      [
        '/settings/sealed/holders',
        { name: 'north', body: 'Kent', url: 'http://127.0.0.1:1', identity: key() },
      ],
      ['/settings/sealed/days', { days_kept: '1', version: '1' }],
      ['/settings/sealed/refresh', {}],
    ] as const) {
      await desk.get('/settings/deconfliction')
      assert.equal((await desk.post(address, fields)).status, 404, address)
    }
    assert.deepEqual(await standing(), before)
  })

  void test('nor by the API, which has no such call', async () => {
    const before = await standing()
    for (const [method, path] of [
      ['PUT', '/deconfliction/setting'],
      ['POST', '/deconfliction/settings'],
      ['POST', '/deconfliction/sealed/holders'],
      ['PUT', '/deconfliction/sealed/parameters'],
    ] as const)
      assert.equal((await node.api(ADMINISTRATOR, method, path, { checks_per_day: 100_000 })).status, 404)
    const changing = node.node.routes.filter(
      ({ operation }) => /^deconfliction\..*(setting|holder)/.test(operation) && !/\.show$/.test(operation),
    )
    assert.deepEqual(changing, [])
    assert.deepEqual(await standing(), before)
  })

  void test('nor by SQL, whatever roles they hold', async () => {
    const before = await standing()
    await node
      .admin(
        `update identity.person set roles = '{administrator,coordinator,records_manager,intelligence_officer}' where email = $1`,
        [ADMINISTRATOR],
      )
      .catch(() => undefined)
    const who = { personId: node.person(ADMINISTRATOR).id, operation: 'test', purpose: null }
    for (const statement of [
      'update deconfliction.setting set checks_per_day = 100000',
      'update deconfliction.setting set common_threshold = 2',
      'update deconfliction.setting set version = version + 1',
      'update deconfliction.sealed_setting set days_kept = 1',
      'update operations.setting set confirmed_days = 90',
      'update operations.setting set debrief_hours = 1',
      'update disruptions.setting set effect_days = 1000',
      'update operations.planned_setting set live_most = 500',
      `update deconfliction.key_holder set url = 'http://127.0.0.1:1'`,
      `update deconfliction.key_holder set body = 'Kent', fault = null`,
      'delete from deconfliction.key_holder where number = 2',
      `insert into deconfliction.key_holder (number, name, url, identity) values (1, 'x', 'y', sha256('x'))`,
      `insert into deconfliction.setting (common_threshold) values (2)`,
      'delete from deconfliction.setting',
      `insert into deconfliction.sealed_epoch (number, state) values (9, 'preparing')`,
      `update deconfliction.key_holder_key set public_key = sha256('x')`,
      `select ledger.tell_every_agency('deconfliction.setting.change', '{}')`,
    ])
      await assert.rejects(
        node.database.performAs(who, ({ tx }) => tx.run(statement)),
        { code: '42501' },
        statement,
      )
    assert.deepEqual(await standing(), before)
  })

  void test('nor does a member move a draft’s version into another agency’s report', async () => {
    const mine = await startDraft(await node.signIn('intelligence-officer@kent-police.example'))
    const theirs = await startDraft(await node.signIn('intelligence-officer@nca.example'))
    const who = {
      personId: node.person('intelligence-officer@kent-police.example').id,
      ...{ operation: 'test', purpose: null },
    }
    await assert.rejects(
      node.database.performAs(who, ({ tx }) =>
        tx.run('update intelligence.version set report_id = $2, version = 9 where report_id = $1', [
          mine,
          theirs,
        ]),
      ),
      { code: '42501' },
    )
  })
})

void describe('the operator’s change stands in every agency’s ledger', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const terminal = (env: NodeJS.ProcessEnv = {}) => {
    const [said, printed]: [string[], string[]] = [[], []]
    const made: Terminal = {
      env: { NODE_ENV: 'test', DATABASE_URL: node.url, ...env },
      out: (line) => printed.push(line),
      say: (line) => said.push(line),
      progress: () => undefined,
      endProgress: () => undefined,
    }
    return { ...made, said, printed }
  }
  const events = (operation: string) =>
    node.admin<{ agency_id: number; service: string; detail: Record<string, unknown> }>(
      'select agency_id, service, detail from ledger.event where operation = $1 order by id',
      [operation],
    )
  const agencies = async () => (await node.admin<{ id: number }>('select id from identity.agency')).length

  void test('with what it was and what it is, and each records manager reads it', async () => {
    const at = terminal()
    assert.equal(await settings(['set', 'checks-per-day', '300', 'common_threshold', '60'], at), 0)
    assert.match(
      at.said.join('\n'),
      /common_threshold is 60 now; it was 50\.\nchecks_per_day is 300 now; it was 200\./,
    )
    const told = await events('deconfliction.setting.change')
    assert.equal(told.length, 2 * (await agencies()))
    assert.deepEqual([...new Set(told.map(({ service }) => service))], ['operator'])
    assert.equal(new Set(told.map(({ agency_id }) => agency_id)).size, await agencies())
    assert.deepEqual(
      [...new Set(told.map(({ detail }) => JSON.stringify(detail)))].map(
        (text) => JSON.parse(text) as object,
      ),
      [
        { setting: 'common_threshold', from: 50, to: 60 },
        { setting: 'checks_per_day', from: 200, to: 300 },
      ],
    )
    for (const agency of ['kent-police', 'nca', 'sussex-police']) {
      const page = await (
        await node.signIn(`records-manager@${agency}.example`)
      ).get('/ledger?use=lawfulness')
      assert.match(page.text, /for all its agencies: checks a person and day 300, before 200/)
      assert.match(page.text, /The operator/)
    }
    const shown = await (await node.signIn(ADMINISTRATOR)).get('/settings/deconfliction')
    assert.match(shown.text, /60 reports[\s\S]*Since[\s\S]*300 checks/)
  })

  void test('also when somebody changes it past the program', async () => {
    const before = (await events('deconfliction.setting.change')).length
    await node.admin('update deconfliction.setting set checks_per_day = 250')
    const told = (await events('deconfliction.setting.change')).slice(before)
    assert.equal(told.length, await agencies())
    assert.deepEqual(told[0]?.detail, { setting: 'checks_per_day', from: 300, to: 250 })
    assert.equal(told[0].service, 'database')
  })

  void test('and nothing stands there when nothing was changed', async () => {
    const before = (await events('deconfliction.setting.change')).length
    assert.equal(await settings(['set', 'checks_per_day', '250'], terminal()), 0)
    for (const wrong of [
      ['set', 'common_threshold', '2'],
      ['set', 'common_threshold', '1001'],
      ['set', 'checks_per_day', '100000'],
      ['set', 'checks_per_day', '260', 'common_threshold', '9'],
      ['set', 'checks_per_day', '1.5'],
      ['set', 'checks_per_day'],
      ['set', 'quota', '5'],
      ['list', 'x'],
      ['unset', 'checks_per_day', '5'],
    ])
      await assert.rejects(settings(wrong, terminal()), WrongUse, wrong.join(' '))
    assert.equal((await events('deconfliction.setting.change')).length, before)
    const list = terminal()
    assert.equal(await settings(['list', '--json'], list), 0)
    assert.deepEqual(
      list.printed.map((line) => {
        const { name, value } = JSON.parse(line) as { name: string; value: number }
        return [name, value]
      }),
      [
        ['common_threshold', 60],
        ['checks_per_day', 250],
        ['sealed_days', 400],
        ['review_group_1_years', 10],
        ['review_group_2_years', 10],
        ['review_group_3_years', 6],
        ['review_group_4_years', 6],
        ['request_pause_days', 366],
        ['group_rising_days', 28],
        ['group_rising_least', 3],
        ['group_still_days', 28],
        ['membership_days', 28],
        ['debrief_hours', 72],
        ['planned_enforcement_hours', 2],
        ['planned_protected_hours', 4],
        ['planned_visible_hours', 0],
        ['planned_safety_hours', 0],
        ['planned_visible_meets_visible', 0],
        ['planned_live_most', 20],
        ['planned_changes_most', 10],
        ['planned_urgent_hours', 2],
        ['planned_withdrawn_days', 28],
        ['planned_withdrawn_least', 5],
        ['planned_withdrawn_times', 3],
        ['encounter_steps_days', 730],
        ['encounter_counts_days', 2190],
        ['encounter_children_days', 90],
        ['system_request_valid_hours', 72],
        ['system_request_a_day', 20],
        ['system_request_keep_days', 2190],
        ['disruption_same_days', 14],
        ['disruption_effect_days', 90],
      ],
    )
  })

  void test('key holders as well: entered, changed, removed', async () => {
    const add = (name: string, url: string, identity: string, body = `Body of ${name}`) =>
      holders(['add', name, '--body', body, '--url', url, '--identity', identity], terminal())
    // As every 64th key begins.
    const north = `-${key().slice(1)}`
    assert.equal(await add('north', 'http://127.0.0.1:9/', north), 0)
    const entered = await events('deconfliction.sealed.holder.enter')
    assert.equal(entered.length, await agencies())
    assert.deepEqual(entered[0]?.detail, {
      ...{
        holder: 'north',
        change: 'entered',
        body: 'Body of north',
        url: 'http://127.0.0.1:9',
        identity: north,
      },
    })
    // One body is one holder, however it is written.
    assert.equal(await add('south', 'http://127.0.0.1:8', north), 1)
    assert.equal(await add('south', 'HTTP://127.0.0.1:9/', key()), 1)
    assert.equal(await add('south', 'http://0x7f000001:9', key()), 1)
    assert.equal(await add('south', 'http://127.0.0.1:8', key(), 'body  of NORTH.'), 1)
    assert.equal(await add('north', 'http://127.0.0.1:8', key()), 1)
    assert.equal(await add('south', 'http://127.0.0.1:8', key()), 0)
    assert.equal(await add('west', 'http://127.0.0.1:7', key()), 1)
    assert.equal((await events('deconfliction.sealed.holder.enter')).length, 2 * (await agencies()))

    const change = terminal()
    assert.equal(await holders(['change', 'south', '--url', 'http://127.0.0.1:6'], change), 0)
    assert.match(change.said.join('\n'), /The key holder at http:\/\/127\.0\.0\.1:6 does not answer/)
    assert.equal(await holders(['change', 'south', '--url', 'http://127.0.0.1:9'], terminal()), 1)
    assert.equal(await holders(['change', 'east', '--body', 'X'], terminal()), 1)
    const changed = await events('deconfliction.sealed.holder.change')
    assert.equal(changed.length, await agencies())
    assert.deepEqual(changed[0]?.detail, {
      ...{ holder: 'south', change: 'changed', url_from: 'http://127.0.0.1:8', url_to: 'http://127.0.0.1:6' },
    })
    const list = terminal()
    assert.equal(await holders(['--json'], list), 0)
    assert.deepEqual(
      list.printed.map((line) => (JSON.parse(line) as { name: string }).name),
      ['north', 'south'],
    )
    assert.equal(await holders(['ask'], terminal()), 1)
    assert.equal(await holders(['remove', 'south'], terminal()), 0)
    assert.equal(await holders(['remove', 'south'], terminal()), 1)
    const removed = await events('deconfliction.sealed.holder.remove')
    assert.equal(removed.length, await agencies())
    const manager = await (await node.signIn('records-manager@nca.example')).get('/ledger?use=lawfulness')
    assert.match(
      manager.text,
      /Removed a key holder \(south\), run by Body of south, at http:\/\/127\.0\.0\.1:6/,
    )
    assert.match(
      manager.text,
      /Changed a key holder \(south\); address http:\/\/127\.0\.0\.1:6, before http:\/\/127\.0\.0\.1:8/,
    )
  })

  void test('a holder whose key agencies’ records are sealed with stays', async () => {
    const other = await testNode()
    try {
      await setUpSealing(other)
      await other.admin(
        `insert into deconfliction.sealed_token (record_id, element, agency_id, epoch, clear, open, sensitive, kind)
         values (gen_random_uuid(), sha256('a'), 1, 1, true, true, false, 'phone'),
                (gen_random_uuid(), sha256('b'), 1, 1, false, true, false, 'phone')`,
      )
      const at = { ...terminal(), env: { NODE_ENV: 'test', DATABASE_URL: other.url } }
      assert.equal(await holders(['remove', 'south'], at), 1)
      await assert.rejects(other.admin('delete from deconfliction.key_holder where number = 2'), {
        code: 'SM004',
      })
      await other.admin('delete from deconfliction.sealed_token where not clear')
      assert.equal(await holders(['remove', 'south'], at), 0)
      assert.deepEqual(await other.admin('select from deconfliction.sealed_token'), [])
      assert.deepEqual(await other.admin('select from deconfliction.sealed_epoch'), [])
    } finally {
      await other.close()
    }
  })

  void test('an address on this machine or a private network is refused in production, and nothing is asked there', async () => {
    let asked = 0
    const inside = createServer((_request, reply) => {
      asked += 1
      reply.end()
    })
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve))
    const port = String((inside.address() as AddressInfo).port)
    const production = {
      ...{
        NODE_ENV: 'production',
        PUBLIC_URL: 'https://node.example',
        OIDC_ISSUER: 'https://issuer.example',
      },
      ...{ OIDC_CLIENT_ID: 'node', OIDC_CLIENT_SECRET: 'b4dd9a3f7c1e5a6d8f0a2c4e6b8d0f1a' },
    }
    const before = (await events('deconfliction.sealed.holder.enter')).length
    try {
      for (const url of [
        `http://holder.example`,
        `https://127.0.0.1:${port}`,
        `https://2130706433:${port}`,
        `https://[::ffff:127.0.0.1]:${port}`,
        `https://localhost:${port}`,
        'https://10.1.2.3',
        'https://169.254.169.254',
      ])
        await assert.rejects(
          holders(['add', 'west', '--body', 'B', '--url', url, '--identity', key()], terminal(production)),
          /--url: /,
          url,
        )
      // The node of an address that was entered before: what it says is nobody's, and nobody reads it.
      await node.admin(`update deconfliction.key_holder set url = $1 where number = 1`, [
        `https://localhost:${port}`,
      ])
      const at = terminal(production)
      assert.equal(await holders(['ask'], at), 1)
      assert.match(at.said.join('\n'), /leads to this machine or to a private network/)
      assert.equal(asked, 0)
    } finally {
      inside.close()
    }
    assert.equal((await events('deconfliction.sealed.holder.enter')).length, before)
  })

  void test('what a foreign server answers is on no page', async () => {
    const foreign = createServer((_request, reply) => {
      reply.writeHead(200, { 'content-type': 'application/json' })
      reply.end('{"document":"{\\"holder\\":\\"<b>canary of inside</b>\\"}","signature":"canary"}')
    })
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
    try {
      const url = `http://127.0.0.1:${String((foreign.address() as AddressInfo).port)}`
      assert.equal(await holders(['change', 'north', '--url', url], terminal()), 0)
      const page = await (await node.signIn(ADMINISTRATOR)).get('/settings/sealed')
      assert.match(page.text, /parameters cannot be read/)
      assert.doesNotMatch(page.text, /canary/)
      const officer = await node.signIn('intelligence-officer@kent-police.example')
      assert.doesNotMatch((await officer.get('/matches/sealed')).text, /canary/)
    } finally {
      foreign.close()
    }
  })
})
