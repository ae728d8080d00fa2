/**
 * Signing in with providers as forces have them: each a real one, behaving as Entra ID, ADFS or Keycloak do. What they leave
 * out, write as text, or call by another name keeps nobody out who should come in, and says why where it does.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { textOf } from '../../../test/support/form.ts'
import { follow, isIn, worldOf, type World } from '../../../test/support/foreign-world.ts'
import { desk } from '../../../test/support/node.ts'

const OFFICER = 'intelligence-officer@kent-police.example'
const ANALYST = 'analyst@kent-police.example'
const AUDIENCE = 'seamark-api'

void describe('a provider that says nothing of addresses being verified, as Entra ID', () => {
  const accounts = {
    officer: { sub: 'pairwise-1', oid: '9f5a-officer', email: OFFICER, name: 'X' },
    denied: { sub: 'pairwise-2', oid: '9f5a-analyst', email: ANALYST, email_verified: false },
    stranger: { sub: 'pairwise-3', oid: '9f5a-stranger', email: 'nobody@kent-police.example' },
    nothing: { sub: 'pairwise-4', oid: '9f5a-nothing' },
  }
  const behaviour = { path: '/11111111-2222/v2.0', moreClaims: ['oid'] }

  void describe('and nobody has told the node', () => {
    let world: World
    before(async () => {
      world = await worldOf(behaviour, accounts)
    })
    after(() => world.close())

    void test('refuses with a reason of its own, and says what to do', async () => {
      const page = await world.come('officer')
      assert.equal(page.status, 403)
      assert.match(
        textOf(page.text),
        /does not say that your e-mail address is verified\. Ask your administrator/,
      )
      assert.match(page.text, /href="\/sign-in"/)
      assert.deepEqual(await world.reasons(), ['address-not-verified'])
      const line = world.lines.find(({ msg }) => msg === 'sign-in refused')
      assert.equal(line?.['refused'], 'address-not-verified')
      assert.match(textOf(page.text), new RegExp(`reference: ${String(line['reqId'])}`))
      assert.doesNotMatch(JSON.stringify(world.lines), /kent-police|pairwise|9f5a/, 'codes only')
    })

    void test('its agency’s administrator and records manager find the refusal', async () => {
      await world.come('officer')
      const [row] = await world.node.admin<{ slug: string | null }>(
        `select a.slug from ledger.event e left join identity.agency a on a.id = e.agency_id
         where e.kind = 'refusal' order by e.id limit 1`,
      )
      assert.equal(row?.slug, 'kent-police')
    })
  })

  void describe('and the operator has said that its addresses are verified', () => {
    let world: World
    before(async () => {
      world = await worldOf(behaviour, accounts, { OIDC_EMAIL_TRUSTED: 'true', OIDC_SUBJECT_CLAIM: 'oid' })
    })
    after(() => world.close())

    void test('lets its people in, and binds by the claim that the operator names', async () => {
      isIn(await world.come('officer'))
      const [row] = await world.node.admin<{ subject: string; issuer: string }>(
        'select subject, issuer from identity.person where email = $1',
        [OFFICER],
      )
      assert.deepEqual(row, { subject: 'oid=9f5a-officer', issuer: world.provider.issuer })
    })

    void test('another subject of the same person is the same person: the application was registered anew', async () => {
      world.provider.accounts.set('officer', { ...accounts.officer, sub: 'pairwise-of-another-registration' })
      isIn(await world.come('officer'))
      world.provider.accounts.set('officer', accounts.officer)
    })

    void test('keeps out whoever is denied, unknown, or has no address, each with its reason', async () => {
      const before = (await world.reasons()).length
      for (const [account, words] of [
        ['denied', /does not say that your e-mail address is verified/],
        ['stranger', /nobody has given you an account here/],
        ['nothing', /did not give your e-mail address/],
      ] as const) {
        const page = await world.come(account)
        assert.equal(page.status, 403, account)
        assert.match(textOf(page.text), words)
      }
      assert.deepEqual((await world.reasons()).slice(before), [
        ...['address-not-verified', 'not-known-here', 'no-address'],
      ])
    })

    void test('an access token of the API is the person’s by the same claim', async () => {
      const ask = (token: string) =>
        fetch(`${world.node.base}/api/v1/intelligence/reports`, {
          headers: { authorization: `Bearer ${token}` },
        })
      const bare = await world.provider.accessToken('officer', AUDIENCE, 'jwt')
      assert.equal((await ask(bare)).status, 401, 'it does not say by what the account is bound')
      const line = world.lines.find(({ msg }) => msg === 'token refused')
      assert.equal(line?.['refused'], 'token-not-valid')
      const opaque = await ask(await world.provider.accessToken('officer', AUDIENCE, 'opaque'))
      assert.equal(opaque.status, 401)
      assert.ok(world.lines.some(({ refused }) => refused === 'token-opaque'))
    })
  })
})

void describe('a provider that maps constants as text and keeps claims out of the identity token, as ADFS can', () => {
  let world: World
  before(async () => {
    world = await worldOf(
      {
        path: '/adfs',
        idToken: 'sub-only',
        moreClaims: ['upn'],
        metadata: { access_token_issuer: 'http://adfs.kent-police.example/adfs/services/trust' },
        accessTokenClaims: { iss: 'http://adfs.kent-police.example/adfs/services/trust' },
      },
      {
        officer: { sub: 'sub-1', upn: OFFICER, email_verified: 'true' },
        list: { sub: 'sub-2', upn: [ANALYST], email_verified: 'True' },
        said: { sub: 'sub-3', upn: 'coordinator@kent-police.example', email_verified: 'false' },
      },
      { OIDC_EMAIL_CLAIM: 'upn' },
      (issuer) => `${issuer}/`,
    )
  })
  after(() => world.close())

  void test('lets its people in, though the setting has a slash behind the issuer', async () => {
    isIn(await world.come('officer'))
    isIn(await world.come('list'))
    assert.equal((await world.come('said')).status, 403, '"false" is no')
  })

  void test('its access tokens are taken, under the issuer that it says it writes into them', async () => {
    const token = await world.provider.accessToken('officer', AUDIENCE, 'jwt')
    const answer = await fetch(`${world.node.base}/api/v1/intelligence/reports`, {
      headers: { authorization: `Bearer ${token}` },
    })
    assert.equal(answer.status, 200)
  })
})

void describe('a provider with an issuer of its own spelling, as Keycloak or another', () => {
  for (const [what, behaviour, spelled] of [
    ['without a slash, and a setting with one', { path: '/realms/force' }, (issuer: string) => `${issuer}/`],
    [
      'with a slash, and a setting without one',
      { path: '/realms/force', slash: true },
      (issuer: string) => issuer.slice(0, -1),
    ],
    ['that is a host alone, and a setting with a slash', {}, (issuer: string) => `${issuer}/`],
  ] as const)
    void test(`${what}: signs in, and its tokens are taken`, async () => {
      const world = await worldOf(
        behaviour,
        { officer: { sub: 'kc-1', email: OFFICER, email_verified: true } },
        {},
        spelled,
      )
      try {
        isIn(await world.come('officer'))
        const token = await world.provider.accessToken('officer', AUDIENCE, 'jwt')
        const answer = await fetch(`${world.node.base}/api/v1/intelligence/reports`, {
          headers: { authorization: `Bearer ${token}` },
        })
        assert.equal(answer.status, 200)
      } finally {
        await world.close()
      }
    })
})

void describe('a provider that cannot be used', () => {
  const accounts = { officer: { sub: 'kc-1', email: OFFICER, email_verified: true } }

  void test('wrong secret, its clock, and a person whom it turns away are told apart, in words and in the log', async () => {
    for (const [behaviour, env, account, reason, status] of [
      [{}, { OIDC_CLIENT_SECRET: 'x3Jq9vWm2Xr8Tz5Lp7Nc4Hd6' }, 'officer', 'client-refused', 403],
      [{ behind: 7_200 }, {}, 'officer', 'clock-off', 403],
      // Anybody can come back with an answer of their own: a line, and no event that nothing removes.
      [{}, {}, null, 'provider-refused', 403],
    ] as const) {
      const world = await worldOf(behaviour, accounts, env)
      try {
        world.provider.signsIn(account)
        const page = await follow(desk(world.node.base), world.node.base)
        assert.equal(page.status, status, reason)
        const line = world.lines.find(({ msg }) => msg === 'sign-in refused')
        assert.equal(line?.['refused'], reason)
        assert.ok(
          Array.isArray(line['codes']) && line['codes'].length > 0,
          'with the codes of what caused it',
        )
        assert.deepEqual(await world.reasons(), reason === 'provider-refused' ? [] : [reason])
        assert.match(textOf(page.text), new RegExp(String(line['reqId'])))
      } finally {
        await world.close()
      }
    }
  })

  void test('that is down says so with its codes; signing out then ends here, not at the browser’s error', async () => {
    const world = await worldOf({}, accounts)
    try {
      const browser = desk(world.node.base)
      isIn(await world.come('officer', browser))
      await browser.get('/')
      await world.provider.stop()
      const out = await browser.post('/sign-out', {})
      assert.equal(out.headers.get('location'), '/signed-out?service=away')
      assert.match(
        textOf((await browser.get('/signed-out?service=away')).text),
        /does not answer, so you may still be signed in there/,
      )
      assert.equal((await browser.get('/')).status, 303, 'the session has ended')
    } finally {
      await world.close()
    }
    const down = await worldOf({}, accounts)
    try {
      await down.provider.stop()
      const page = await desk(down.node.base).get('/sign-in/start?return=/')
      assert.equal(page.status, 503)
      const line = down.lines.find(({ msg }) => msg === 'sign-in refused')
      assert.equal(line?.['refused'], 'provider-not-reachable')
      assert.ok((line['codes'] as string[]).includes('ECONNREFUSED'), JSON.stringify(line['codes']))
    } finally {
      await down.close()
    }
  })

  void test('signing out is the provider’s too while it answers, and no ID token stands in the database', async () => {
    const world = await worldOf({}, accounts)
    try {
      const browser = desk(world.node.base)
      isIn(await world.come('officer', browser))
      const [row] = await world.node.admin<{ row: string }>('select s::text as row from identity.session s')
      assert.doesNotMatch(row?.row ?? '', /eyJ/)
      await browser.get('/')
      const out = await browser.post('/sign-out', {})
      assert.match(out.headers.get('location') ?? '', /\/session\/end\?.*id_token_hint=eyJ/)
    } finally {
      await world.close()
    }
  })
})
