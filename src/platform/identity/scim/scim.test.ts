/** SCIM 2.0: an agency's directory says who has left. It sees and stops its own agency's accounts, and does nothing else. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { makeToken } from '../../../cli/agency-scim.ts'
import { newId } from '../../identifiers.ts'
import { SCIM_PATH } from './routes.ts'

const LEAVER = 'analyst@kent-police.example'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

type Answer = { status: number; body: Record<string, unknown> }

void describe('SCIM', () => {
  let node: TestNode
  let token = ''
  before(async () => {
    node = await testNode()
    const made = await makeToken(node.database, 'kent-police', 30)
    assert.ok(typeof made === 'object')
    ;({ token } = made)
  })
  after(() => node.close())

  const ask = async (method: string, path: string, body?: unknown, bearer = token): Promise<Answer> => {
    const answer = await fetch(`${node.base}${SCIM_PATH}${path}`, {
      method,
      headers: {
        ...(bearer === '' ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (answer.status !== 204)
      assert.match(answer.headers.get('content-type') ?? '', /^application\/scim\+json/)
    return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
  }
  const find = async (email: string) =>
    ask('GET', `/Users?filter=${encodeURIComponent(`userName eq "${email}"`)}`)
  const activeOf = async (email: string) =>
    (await node.admin<{ active: boolean }>('select active from identity.person where email = $1', [email]))[0]
      ?.active
  const bringBack = (email: string) =>
    node.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
      await scope.tx.run('update identity.person set active = true where email = $1', [email])
      scope.record({ kind: 'administration', subject: { kind: 'person', id: node.person(email).id } })
    })

  void test('finds an account by its name, of its own agency alone', async () => {
    const { status, body } = await find(LEAVER.toUpperCase())
    assert.equal(status, 200)
    assert.equal(body['totalResults'], 1)
    const [user] = body['Resources'] as Record<string, unknown>[]
    assert.deepEqual(
      [user?.['id'], user?.['userName'], user?.['active']],
      [node.person(LEAVER).id, LEAVER, true],
    )
    assert.doesNotMatch(JSON.stringify(body), /roles|clearance|OFFICIAL/)
    for (const email of ['analyst@nca.example', 'nobody@kent-police.example', '5f3c-not-an-address'])
      assert.equal((await find(email)).body['totalResults'], 0, email)
    assert.equal((await ask('GET', `/Users/${node.person('analyst@nca.example').id}`)).status, 404)
    assert.equal((await ask('GET', `/Users/${newId()}`)).status, 404)
    assert.equal((await ask('GET', '/Users?filter=roles%20eq%20%22x%22')).body['scimType'], 'invalidFilter')
  })

  void test('lists accounts by pages', async () => {
    const all = (await ask('GET', '/Users')).body
    const [first, second] = [
      (await ask('GET', '/Users?startIndex=1&count=2')).body,
      (await ask('GET', '/Users?startIndex=3&count=2')).body,
    ]
    const ids = (body: Record<string, unknown>) => (body['Resources'] as { id: string }[]).map(({ id }) => id)
    assert.deepEqual([...ids(first), ...ids(second)], ids(all).slice(0, 4))
    assert.equal(first['totalResults'], all['totalResults'])
  })

  void test('stopping ends sessions and tokens at once, however a directory writes it', async () => {
    const path = `/Users/${node.person(LEAVER).id}`
    for (const change of [
      () =>
        ask('PATCH', path, {
          schemas: [PATCH],
          Operations: [{ op: 'replace', path: 'active', value: false }],
        }),
      // As Entra ID writes it.
      () =>
        ask('PATCH', path, {
          schemas: [PATCH],
          Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
        }),
      () =>
        ask('PATCH', path, { schemas: [PATCH], Operations: [{ op: 'replace', value: { active: false } }] }),
      () => ask('PUT', path, { userName: LEAVER, active: false }),
      () => ask('DELETE', path),
    ]) {
      const browser: Desk = await node.signIn(LEAVER)
      assert.equal((await browser.get('/')).status, 200)
      const { status, body } = await change()
      assert.ok(status === 204 || (status === 200 && body['active'] === false), JSON.stringify(body))
      assert.equal((await browser.get('/')).status, 303, 'the session')
      assert.equal((await node.api(LEAVER, 'GET', '/intelligence/reports')).status, 401, 'the token')
      assert.equal((await change()).status, status, 'and once more changes nothing')
      await bringBack(LEAVER)
    }
    const events = await node.admin<{ service: string; agency: string }>(
      `select e.service, a.slug as agency from ledger.event e join identity.agency a on a.id = e.agency_id
       where e.operation = 'identity.scim.users.stop' and e.subject_id = $1`,
      [node.person(LEAVER).id],
    )
    assert.deepEqual(events, Array(5).fill({ service: 'scim', agency: 'kent-police' }))
  })

  void test('brings nobody back, enters nobody, and changes nothing else', async () => {
    const path = `/Users/${node.person(LEAVER).id}`
    await ask('PATCH', path, { Operations: [{ op: 'replace', path: 'active', value: false }] })
    const back = await ask('PATCH', path, { Operations: [{ op: 'replace', path: 'active', value: true }] })
    assert.deepEqual([back.status, back.body['active'], await activeOf(LEAVER)], [200, false, false])
    await bringBack(LEAVER)
    const renamed = await ask('PATCH', path, {
      Operations: [{ op: 'replace', path: 'displayName', value: 'X' }],
    })
    assert.equal(renamed.status, 200)
    assert.notEqual(renamed.body['displayName'], 'X')
    assert.equal((await ask('POST', '/Users', { userName: 'new@kent-police.example' })).status, 403)
    for (const wrong of [
      {},
      { Operations: [] },
      { Operations: [{ op: 'move' }] },
      { Operations: [{ op: 'add', path: 'active', value: 'perhaps' }] },
    ])
      assert.equal((await ask('PATCH', path, wrong)).status, 400, JSON.stringify(wrong))
  })

  void test('is closed to another agency’s directory, and to whoever has no token', async () => {
    const nca = await makeToken(node.database, 'nca', 30)
    assert.ok(typeof nca === 'object')
    const path = `/Users/${node.person(LEAVER).id}`
    assert.equal((await ask('DELETE', path, undefined, nca.token)).status, 404)
    assert.equal(await activeOf(LEAVER), true)
    for (const bearer of ['', 'x', `seamark_scim_${'A'.repeat(43)}`, await node.token(LEAVER)])
      for (const [method, place] of [
        ['GET', '/Users'],
        ['DELETE', path],
        ['GET', '/ServiceProviderConfig'],
        ['GET', '/nothing'],
      ] as const)
        assert.equal((await ask(method, place, undefined, bearer)).status, 401, `${method} ${place}`)
    assert.equal((await ask('GET', '/nothing')).status, 404)
  })

  void test('a token that has ended or run out is refused at once; the database keeps its hash alone', async () => {
    const made = await makeToken(node.database, 'border-force', 30)
    assert.ok(typeof made === 'object')
    assert.equal((await ask('GET', '/Users', undefined, made.token)).status, 200)
    const [row] = await node.admin<{ row: string }>(
      'select t::text as row from identity.scim_token t where id = $1',
      [made.id],
    )
    assert.ok(!row?.row.includes(made.token.slice(13)))
    await node.admin(
      `set session_replication_role = replica;
       update identity.scim_token set made_at = now() - interval '31 days', ends_at = now() - interval '1 day'
       where id = '${made.id}'; set session_replication_role = origin`,
    )
    assert.equal((await ask('GET', '/Users', undefined, made.token)).status, 401)
  })

  void test('says what it can do', async () => {
    const { body } = await ask('GET', '/ServiceProviderConfig')
    assert.deepEqual(body['patch'], { supported: true })
    assert.equal((await ask('GET', '/Schemas')).body['totalResults'], 1)
    assert.equal((await ask('GET', '/ResourceTypes')).body['totalResults'], 1)
  })

  void test('the database lets a directory do no more, whatever the program would', async () => {
    const { id, agencyId } = node.person(LEAVER)
    const as = (statement: string, of = agencyId) =>
      node.database.performAsService({ service: 'scim', operation: 'test', agencyId: of }, async (scope) => {
        await scope.tx.run(statement, [id])
        scope.record({ kind: 'administration', subject: { kind: 'person', id } })
      })
    for (const statement of [
      `update identity.person set roles = '{administrator}' where id = $1`,
      `update identity.person set active = false, clearance = 'OFFICIAL-SENSITIVE', roles = '{overseer}' where id = $1`,
      `update identity.person set name = 'X' where id = $1`,
      `update identity.person set active = false, issuer = null, subject = null, email = 'x@kent-police.example' where id = $1`,
    ])
      await assert.rejects(as(statement), { code: 'SM033' }, statement)
    await assert.rejects(as(`update identity.person set active = false where id = $1`, node.agency('nca')), {
      code: 'SM033',
    })
  })
})
