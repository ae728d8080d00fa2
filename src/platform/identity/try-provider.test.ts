/** What an operator is told before the first officer signs in: which setting it hangs on, and what to do. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  FOREIGN_CLIENT,
  foreignProvider,
  type ForeignProvider,
} from '../../../test/support/foreign-provider.ts'
import { freePort } from '../../../test/support/node.ts'
import { codesAlong, faultOf } from './provider-faults.ts'
import { tryProvider, type ProviderToTry } from './try-provider.ts'

// Invented, and trusted by nobody: that is what is tried.
const TLS = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmYaefHwFOFdHItv8
+099Jy9zzQnFefqRcjDCPW0wTHehRANCAARw17h4iJq24K5GyHQ3DQ9aUJKyhqTE
ny52kDQcoXoqTWm4hbLslaoszP0Ro6O8CgJDZqbaotR5PB3oEFN2WUET
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUQhr4g0c1dANugp+YFm1YTjwpmyswCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEzMDAwMTcxOVoYDzIxMjYxMTA2
MDAxNzE5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARw17h4iJq24K5GyHQ3DQ9aUJKyhqTEny52kDQcoXoqTWm4hbLslaos
zP0Ro6O8CgJDZqbaotR5PB3oEFN2WUETo28wbTAdBgNVHQ4EFgQUiKPBGzHWia64
bjOnixWny1e8i58wHwYDVR0jBBgwFoAUiKPBGzHWia64bjOnixWny1e8i58wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgP+rkzcz9DweDS4e5Jy1Jr8+y6MoFXEX4xGtSyvUcOAsCIQDr
TZpilhrk+wDyvZbHWyewdc6rEUxtuSO3+Pe0dDifxw==
-----END CERTIFICATE-----`,
}

void describe('trying a provider', () => {
  let provider: ForeignProvider
  let settings: ProviderToTry
  before(async () => {
    provider = await foreignProvider(
      await freePort(),
      { path: '/realms/force', redirectUris: ['https://x.example'] },
      {},
    )
    settings = {
      ...{ issuer: provider.issuer, clientId: FOREIGN_CLIENT.id, clientSecret: FOREIGN_CLIENT.secret },
      insecure: true,
    }
  })
  after(() => provider.stop())

  void test('is silent where sign-in can work, with a slash behind the issuer too', async () => {
    assert.deepEqual(await tryProvider(settings), [])
    assert.deepEqual(await tryProvider({ ...settings, issuer: `${settings.issuer}/` }), [])
  })

  void test('names the setting that is wrong, with what to do', async () => {
    const dead = `http://127.0.0.1:${String(await freePort())}`
    for (const [change, setting, line] of [
      [{ clientSecret: 'x' }, 'OIDC_CLIENT_SECRET', /does not take this node’s secret \(.*invalid_client/],
      [{ clientId: 'another' }, 'OIDC_CLIENT_SECRET', /invalid_client/],
      [{ issuer: `${settings.issuer}s` }, 'OIDC_ISSUER', /OAUTH_RESPONSE_IS_NOT_CONFORM, HTTP_404/],
      [{ issuer: dead }, 'OIDC_ISSUER', /ECONNREFUSED/],
    ] as const) {
      const found = await tryProvider({ ...settings, ...change })
      assert.equal(found.length, 1, JSON.stringify(found))
      assert.equal(found[0]?.setting, setting)
      assert.match(found[0].line, line)
      assert.ok(found[0].whatToDo.length > 20)
    }
  })

  void test('compares the clocks', async () => {
    const [found] = await tryProvider(settings, () => Date.now() + 7_200_000)
    assert.match(found?.line ?? '', /differ by 7\d\d\d seconds/)
    assert.match(found?.whatToDo ?? '', /NTP/)
    assert.deepEqual(await tryProvider(settings, () => Date.now() - 5_000), [])
  })

  void test('knows a certificate of an authority that this machine does not know', async () => {
    const secured = await foreignProvider(
      await freePort(),
      { tls: TLS, redirectUris: ['https://x.example'] },
      {},
    )
    try {
      const [found] = await tryProvider({ ...settings, insecure: false, issuer: secured.issuer })
      assert.equal(found?.setting, 'NODE_EXTRA_CA_CERTS')
      assert.match(found.line, /DEPTH_ZERO_SELF_SIGNED_CERT/)
    } finally {
      await secured.stop()
    }
  })
})

void describe('codes along a chain of causes', () => {
  void test('hold no content, whatever a foreign error says', () => {
    const deepest = Object.assign(new Error('jo.rye@kent-police.example'), { code: 'CERT_HAS_EXPIRED' })
    const fault = Object.assign(new TypeError('fetch failed', { cause: deepest }), {
      error: 'jo.rye@kent-police.example',
    })
    assert.deepEqual(codesAlong(fault), ['an error of no standard', 'CERT_HAS_EXPIRED'])
    assert.equal(faultOf(fault), 'provider-certificate')
    assert.deepEqual(codesAlong({ code: 'select * from x', error: 'invalid_grant' }), ['invalid_grant'])
    const beside = new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })])
    assert.equal(faultOf(new TypeError('fetch failed', { cause: beside })), 'provider-not-reachable')
    const round: { code: string; cause?: unknown } = { code: 'ENOTFOUND' }
    round.cause = round
    assert.deepEqual(codesAlong(round), ['ENOTFOUND'])
  })
})
