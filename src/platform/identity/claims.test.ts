import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { lacksClaims, readClaims } from './claims.ts'
import { STANDARD_CLAIMS } from './provider-settings.ts'

const ISSUER = 'https://identity.example'
const EMAIL = 'analyst@kent-police.example'
const read = (more: object, ...sources: object[]) =>
  readClaims(ISSUER, { ...STANDARD_CLAIMS, ...more }, [
    { sub: 's', ...sources[0] },
    ...sources.slice(1),
  ] as never)

void describe('claims', () => {
  void test('that an address is verified is understood in every type that providers write it in', () => {
    for (const verified of [true, 'true', 'True', ' TRUE ', 1, '1'])
      assert.equal(read({}, { email: EMAIL, email_verified: verified })?.email, EMAIL, String(verified))
    for (const verified of [false, 'false', 0, '0', 'yes', null, {}, []]) {
      const claims = read({}, { email: EMAIL, email_verified: verified })
      assert.deepEqual(
        [claims?.email, claims?.noEmail],
        [null, 'address-not-verified'],
        JSON.stringify(verified),
      )
    }
    assert.equal(read({}, { email: EMAIL })?.noEmail, 'address-not-verified', 'and is never guessed')
    assert.equal(read({}, {})?.noEmail, 'no-address')
  })

  void test('an issuer whose addresses are verified is believed, but for the one of which it says otherwise', () => {
    const trusted = { addressesAreVerified: true }
    assert.equal(read(trusted, { email: EMAIL })?.email, EMAIL)
    assert.equal(read(trusted, { email: EMAIL, email_verified: false })?.email, null)
    assert.equal(read(trusted, { email: EMAIL }, { email: EMAIL, email_verified: 'false' })?.email, null)
  })

  void test('nobody is vouched for by a word about another address', () => {
    const claims = read({}, { email: EMAIL }, { email: 'other@kent-police.example', email_verified: true })
    assert.equal(claims?.email, 'other@kent-police.example', 'the one that was verified')
    assert.equal(read({}, { email: EMAIL }, { email_verified: true })?.email, null)
  })

  void test('what one claim calls somebody is not what another one does', () => {
    assert.equal(read({}, {})?.subject, 's')
    assert.equal(read({ subject: 'oid' }, { oid: 's' })?.subject, 'oid=s')
    assert.equal(read({ subject: 'oid' }, {}), null)
  })

  void test('groups of which nothing is said are not no groups', () => {
    const groups = { groups: 'groups' }
    assert.equal(read(groups, {})?.groups, null)
    assert.deepEqual(read(groups, { groups: [] })?.groups, [])
    assert.deepEqual(read(groups, { groups: 'one' })?.groups, ['one'])
    assert.deepEqual(read(groups, { groups: [] }, { groups: ['a', 7, 'b'] })?.groups, ['a', 'b'])
    assert.equal(read({}, { groups: ['a'] })?.groups, null, 'nor asked for')
  })

  void test('the user-info endpoint is asked only for what is lacking', () => {
    const whole = { sub: 's', email: EMAIL, email_verified: true }
    assert.equal(lacksClaims(STANDARD_CLAIMS, whole), false)
    assert.equal(lacksClaims(STANDARD_CLAIMS, { sub: 's', email: EMAIL }), true)
    assert.equal(
      lacksClaims({ ...STANDARD_CLAIMS, addressesAreVerified: true }, { sub: 's', email: EMAIL }),
      false,
    )
    assert.equal(lacksClaims({ ...STANDARD_CLAIMS, groups: 'groups' }, whole), true)
    assert.equal(lacksClaims({ ...STANDARD_CLAIMS, agencies: 'agency' }, { ...whole, agency: [] }), true)
  })
})
