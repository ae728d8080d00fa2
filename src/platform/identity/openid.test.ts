/** Bearer tokens: an access token for this API is one, and nothing else that the same key signs. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import { openIdClient, type OpenId } from './openid.ts'
import { MAIN, STANDARD_CLAIMS, STANDARD_SCOPE } from './provider-settings.ts'

const CLIENT = 'seamark-node'
const AUDIENCE = 'seamark-api'
const NOW = () => Math.floor(Date.now() / 1000)

void describe('a bearer token', () => {
  let server: Server
  let issuer = ''
  let key: CryptoKey
  let production: OpenId
  before(async () => {
    const pair = await generateKeyPair('ES256')
    key = pair.privateKey
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
    server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify(
          request.url === '/keys'
            ? { keys: [jwk] }
            : {
                issuer,
                jwks_uri: `${issuer}/keys`,
                authorization_endpoint: `${issuer}/authorise`,
                token_endpoint: `${issuer}/token`,
                response_types_supported: ['code'],
              },
        ),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    assert.ok(typeof address === 'object' && address)
    issuer = `http://127.0.0.1:${String(address.port)}`
    production = client(false)
  })
  after(() => server.close())

  // The provider of this test speaks http on this machine; the limit on a token's age is production's.
  const client = (demo: boolean) =>
    openIdClient({
      ...{ issuer, clientId: CLIENT, clientSecret: 'x', publicUrl: 'https://seamark.example' },
      ...{ apiAudience: AUDIENCE, insecure: true, demo, name: MAIN, label: MAIN },
      ...{ scope: STANDARD_SCOPE, claims: STANDARD_CLAIMS },
    })
  const token = (claims: Record<string, unknown>, header: Record<string, unknown> = { typ: 'at+jwt' }) => {
    const all: Record<string, unknown> = {
      sub: 'somebody',
      iss: issuer,
      aud: AUDIENCE,
      iat: NOW(),
      exp: NOW() + 600,
      ...claims,
    }
    return new SignJWT(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)))
      .setProtectedHeader({ alg: 'ES256', kid: 'one', ...header })
      .sign(key)
  }
  const refused = async (claims: Record<string, unknown>, header?: Record<string, unknown>) => {
    await assert.rejects(production.verifyBearer(await token(claims, header)), (fault: unknown) => {
      // A code of this kind is the caller's fault, and 401; any other would say that the provider is away.
      assert.match(String((fault as { code?: unknown }).code), /^ERR_J/)
      return true
    })
  }

  void test('that is an access token for this API is taken, by whatever name the provider calls its kind', async () => {
    for (const typ of ['at+jwt', 'AT+JWT', 'application/at+jwt', 'JWT', undefined])
      assert.equal((await production.verifyBearer(await token({}, { typ }))).subject, 'somebody')
    assert.equal(
      (await production.verifyBearer(await token({ typ: 'Bearer' }, { typ: 'JWT' }))).subject,
      'somebody',
    )
  })

  void test('that is an identity token is refused, whatever audience it names', async () => {
    for (const claims of [
      { aud: CLIENT },
      { aud: [AUDIENCE, CLIENT] },
      { nonce: 'n' },
      { at_hash: 'h' },
      { c_hash: 'h' },
      { typ: 'ID' },
    ])
      for (const typ of ['JWT', undefined]) await refused(claims, { typ })
    await refused({ aud: [AUDIENCE, CLIENT] }, { typ: 'at+jwt' })
  })

  void test('of any other kind is refused: logout, refresh, proof', async () => {
    for (const typ of ['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'id+jwt', 'oauth-authz-req+jwt', ''])
      await refused({}, { typ })
    await refused({ typ: 'Refresh' }, { typ: 'JWT' })
    await refused({ events: {} }, { typ: 'JWT' })
  })

  void test('that does not say when it was made, or says something odd, is refused', async () => {
    await refused({ iat: undefined })
    await refused({ exp: undefined })
    await refused({ iat: NOW() + 3_600, exp: NOW() + 7_200 })
    await refused({ iat: NOW() - 25 * 3_600 })
    await refused({ exp: NOW() - 60 })
    await refused({ exp: NOW() + 30 * 24 * 3_600 })
  })

  void test('of the exercise may be good for longer', async () => {
    const long = await token({ iat: NOW() - 25 * 3_600, exp: NOW() + 30 * 24 * 3_600 })
    assert.equal((await client(true).verifyBearer(long)).subject, 'somebody')
  })
})
