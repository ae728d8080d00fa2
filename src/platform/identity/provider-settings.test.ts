import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readProviders, STANDARD_CLAIMS, WrongProvider } from './provider-settings.ts'

const one = {
  OIDC_ISSUER: 'https://identity.example/realms/force',
  OIDC_CLIENT_ID: 'seamark',
  OIDC_CLIENT_SECRET: 'k3Jq9vWm2Xr8Tz5Lp7Nc4Hd6',
}
const refuses = (env: Record<string, string>, words: RegExp) => {
  assert.throws(
    () => readProviders(env),
    (fault) => fault instanceof WrongProvider && words.test(fault.message),
    String(words),
  )
}

void describe('the settings of identity providers', () => {
  void test('name the claims, and are the standard’s where nothing is said', () => {
    assert.deepEqual(readProviders({ PATH: '/bin' }), [])
    const [plain] = readProviders(one)
    assert.deepEqual(plain?.claims, STANDARD_CLAIMS)
    const [named] = readProviders({
      ...one,
      OIDC_SUBJECT_CLAIM: 'oid',
      OIDC_EMAIL_CLAIM: 'preferred_username',
      OIDC_EMAIL_VERIFIED_CLAIM: 'xms_edov',
      OIDC_EMAIL_TRUSTED: 'true',
      OIDC_GROUPS_CLAIM: 'groups',
      OIDC_SCOPE: 'openid allatclaims',
    })
    assert.deepEqual(named?.claims, {
      ...{ subject: 'oid', email: 'preferred_username', verified: 'xms_edov' },
      ...{ addressesAreVerified: true, groups: 'groups', agencies: null },
    })
    assert.equal(named.scope, 'openid allatclaims')
  })

  void test('a slip of the pen is refused by its name, and not passed over', () => {
    refuses({ ...one, OIDC_EMAIL_CLAMI: 'upn' }, /^OIDC_EMAIL_CLAMI: there is no such setting/)
    refuses({ ...one, OIDC_EMAIL_TRUSTED: 'yes' }, /^OIDC_EMAIL_TRUSTED: must be true or false/)
    refuses({ ...one, OIDC_SCOPE: 'email' }, /^OIDC_SCOPE: must begin with openid/)
    refuses(
      { OIDC_EMAIL_CLAIM: '', ...one, OIDC_SUBJECT_CLAIM: 'a b' },
      /^OIDC_(EMAIL|SUBJECT)_CLAIM: must be the name/,
    )
  })

  void test('several have names, each with all that it needs', () => {
    const [kent, nca] = [{ OIDC_PROVIDERS: 'kent,nca' }, {}].map((more, at) =>
      Object.fromEntries(
        Object.entries({ ...one, ...more }).map(([name, value]) => [
          name === 'OIDC_PROVIDERS' ? name : name.replace('OIDC_', at === 0 ? 'OIDC_KENT_' : 'OIDC_NCA_'),
          name === 'OIDC_ISSUER' && at === 1 ? 'https://other.example' : value,
        ]),
      ),
    )
    const both = readProviders({ ...kent, ...nca, OIDC_NCA_LABEL: 'National Crime Agency' })
    assert.deepEqual(
      both.map(({ name, label }) => [name, label]),
      [
        ['kent', 'kent'],
        ['nca', 'National Crime Agency'],
      ],
    )
    refuses({ ...kent }, /^OIDC_NCA_ISSUER, OIDC_NCA_CLIENT_ID, OIDC_NCA_CLIENT_SECRET: is missing/)
    refuses(
      { ...kent, ...nca, OIDC_ISSUER: 'https://x.example' },
      /^OIDC_ISSUER: does not go with OIDC_PROVIDERS/,
    )
    refuses(
      { ...kent, ...nca, OIDC_NCA_ISSUER: 'https://identity.example/realms/force/' },
      /^OIDC_NCA_ISSUER: another provider has the same/,
    )
    refuses({ ...kent, OIDC_PROVIDERS: 'kent,Kent' }, /^OIDC_PROVIDERS: must be names/)
  })

  void test('an issuer for the people of every organisation is refused: each of those could name any address', () => {
    for (const tenant of ['common', 'organizations', 'consumers'])
      refuses({ ...one, OIDC_ISSUER: `https://login.microsoftonline.com/${tenant}/v2.0` }, /your own tenant/)
    readProviders({
      ...one,
      OIDC_ISSUER: 'https://login.microsoftonline.com/7f1c2a34-0000-4000-8000-000000000000/v2.0',
    })
  })
})
