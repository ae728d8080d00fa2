/** Back-channel logout: what is no logout token of ours ends nothing, and one counts once. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { endByProvider } from './back-channel.ts'
import { verifyLogoutToken } from './logout-token.ts'
import { providerName } from './openid.ts'
import { beginSession } from './session.ts'

const ISSUER = 'https://identity.example'
const CLIENT = 'seamark-node'
const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} }
const NOW = () => Math.floor(Date.now() / 1000)

void describe('a logout token', () => {
  let at: TestDatabase
  let key: CryptoKey
  let verify: (token: string) => ReturnType<typeof verifyLogoutToken>
  before(async () => {
    at = await testDatabase()
    const pair = await generateKeyPair('ES256')
    key = pair.privateKey
    const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(pair.publicKey)), alg: 'ES256' }] })
    verify = (token) => verifyLogoutToken(token, CLIENT, { keys, issuer: ISSUER, issuers: [ISSUER] })
  })
  after(() => at.close())

  const token = (claims: Record<string, unknown>, typ: string | null = 'logout+jwt') => {
    const all: Record<string, unknown> = {
      ...{ iss: ISSUER, aud: CLIENT, iat: NOW(), exp: NOW() + 120, jti: 'once', events: EVENTS },
      ...{ sub: 'somebody', sid: 'session', ...claims },
    }
    return new SignJWT(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)))
      .setProtectedHeader({ alg: 'ES256', ...(typ === null ? {} : { typ }) })
      .sign(key)
  }

  void test('of this provider, for this client, made just now, is taken', async () => {
    for (const typ of ['logout+jwt', 'JWT', null])
      assert.equal((await verify(await token({}, typ))).sid, 'session')
    assert.equal((await verify(await token({ sid: undefined }))).sid, null)
    assert.equal((await verify(await token({ sub: undefined }))).sub, null)
  })

  void test('that is anything else is refused', async () => {
    for (const claims of [
      { iss: 'https://other.example' },
      { aud: 'another-client' },
      { iat: undefined },
      { iat: NOW() - 3_600, exp: undefined },
      { iat: NOW() + 3_600, exp: NOW() + 7_200 },
      { exp: NOW() - 600 },
      { jti: undefined },
      { events: undefined },
      { events: { 'http://schemas.openid.net/event/other': {} } },
      { events: { 'http://schemas.openid.net/event/backchannel-logout': 'yes' } },
      { nonce: 'n' },
      { sub: undefined, sid: undefined },
      { sid: 7 },
    ])
      await assert.rejects(verify(await token(claims)), { code: /^ERR_JW/ }, JSON.stringify(claims))
    await assert.rejects(verify(await token({}, 'at+jwt')), { code: /^ERR_JW/ })
    const [head, body] = (await token({})).split('.')
    await assert.rejects(verify(`${String(head)}.${String(body)}.`), { code: /^ERR_JW/ })
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    await assert.rejects(verify(`${none}.${String(body)}.`), { code: /^ERR_J/ })
  })

  void test('counts once, whoever repeats it', async () => {
    const { id } = at.person('analyst@nca.example')
    const given = {
      ...{ provider: 'main', idToken: null, session: providerName('sid', ISSUER, 'session') },
      subject: providerName('sub', ISSUER, 'somebody'),
    }
    await beginSession(at.database, id, given)
    const word = await verify(await token({}))
    const open = () => at.admin('select from identity.session where ended_at is null')
    assert.equal(
      await endByProvider(at.database, {
        ...word,
        issuer: 'https://other.example',
        digest: Buffer.alloc(32),
      }),
      true,
    )
    assert.equal((await open()).length, 1, 'the same names of another issuer are nobody’s')
    assert.equal(await endByProvider(at.database, word), true)
    assert.equal((await open()).length, 0)
    await beginSession(at.database, id, given)
    assert.equal(await endByProvider(at.database, word), false)
    assert.equal((await open()).length, 1)
  })
})
