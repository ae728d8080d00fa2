import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, domainOf } from './address.ts'

void test('one mailbox has one written form', () => {
  assert.equal(addressOf('  Jo.Rye@Kent-Police.EXAMPLE '), 'jo.rye@kent-police.example')
  assert.equal(addressOf("o'hara@kent-police.example"), "o'hara@kent-police.example")
  assert.equal(addressOf('jo@bücher.example'), 'jo@xn--bcher-kva.example')
  assert.equal(addressOf('jo@xn--bcher-kva.example'), 'jo@xn--bcher-kva.example')
})

void test('another spelling of a mailbox is refused', () => {
  for (const text of [
    'jo+second@kent-police.example',
    '"jo"@kent-police.example',
    '"jo@nca.example"@kent-police.example',
    'jo@nca.example@kent-police.example',
    'jo(comment)@kent-police.example',
    'jo@kent-police.example.',
    'jo.@kent-police.example',
    '.jo@kent-police.example',
    'jo..rye@kent-police.example',
    'jo rye@kent-police.example',
    'jo@kent-police.example\nbcc: x@nca.example',
    'jo@ kent-police.example',
    'Jo <jo@kent-police.example>',
    'jo@kent-police.example,jo@nca.example',
    'jo',
    '@kent-police.example',
    'jo@',
    '',
    `${'j'.repeat(65)}@kent-police.example`,
    `jo@${'k'.repeat(64)}.example`,
  ])
    assert.equal(addressOf(text), null, text)
})

void test('a look-alike is another domain, or none', () => {
  // Cyrillic e; a hyphen that does not break
  for (const text of ['jo@k\u0435nt-police.example', 'jo@kent\u2011police.example'])
    assert.match(addressOf(text) ?? '', /^jo@xn--/)
  for (const text of [
    'jo@\uff4bent-police.example', // full width k
    '\u212ao@kent-police.example', // the sign for kelvin
    'jo@\u212aent-police.example',
    'j\u03bf@kent-police.example', // Greek omicron
    'jo@kent-police\u3002example', // a full stop of another script
    'jo@kent-\u00adpolice.example', // a hyphen that is not seen
    'jo\u200b@kent-police.example',
  ])
    assert.equal(addressOf(text), null, JSON.stringify(text))
})

void test('a domain is a name with two parts at least, and no number of a machine', () => {
  assert.equal(domainOf('Kent-Police.example.'), 'kent-police.example')
  assert.equal(domainOf('sub.kent-police.example'), 'sub.kent-police.example')
  for (const text of [
    'example',
    '127.0.0.1',
    '[127.0.0.1]',
    '[::1]',
    '0x7f.1',
    '2130706433',
    'a..example',
    '-a.example',
    'a-.example',
    'a_b.example',
    '*.kent-police.example',
    '@kent-police.example',
    'kent-police.example/x',
    'kent-police.example:25',
    'user@kent-police.example',
    '%6bent-police.example',
    '',
    '.',
    '.example',
  ])
    // prettier-ignore
    assert.equal(domainOf(text), null, text)
})
