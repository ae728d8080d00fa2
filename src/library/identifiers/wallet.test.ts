import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normaliseIdentifier } from './understand.ts'
import { otherSpellings } from './spelling.test-support.ts'

// Published examples: the genesis block, BIP-173, BIP-350, EIP-55, the Tron documentation, the Bitcoin wiki.
const GENESIS = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'
const BECH32 = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
const BECH32M = 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'
const ETHEREUM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'
const SCRIPT = '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'

const read = (value: string) => {
  const { key, tier } = normaliseIdentifier('wallet', value) ?? {}
  return key === undefined ? null : `${key} ${String(tier)}`
}

test('an address whose check is right is valid and its own key', () => {
  for (const address of [GENESIS, SCRIPT, BECH32, BECH32M, TRON])
    assert.equal(read(address), `${address} valid`)
  assert.equal(read(BECH32.toUpperCase()), `${BECH32} valid`)
  assert.equal(read(`bitcoin:${GENESIS}?amount=0.1`), `${GENESIS} valid`)
})

test('an address whose check is wrong, or is not made, is possible', () => {
  assert.equal(read(ETHEREUM), `${ETHEREUM.toLowerCase()} possible`)
  assert.equal(read(`ethereum:${ETHEREUM}@1`), `${ETHEREUM.toLowerCase()} possible`)
  assert.equal(read(GENESIS.replace('z', 'y')), `${GENESIS.replace('z', 'y')} possible`)
  assert.equal(read(BECH32.replace('w508', 'w509')), `${BECH32.replace('w508', 'w509')} possible`)
  // BIP-350: version 0 with the check of version 1
  assert.equal(
    read('bc1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47')?.endsWith('possible'),
    true,
  )
})

test('Base58 is case sensitive', () => {
  assert.notEqual(read(GENESIS), read(GENESIS.replace('z', 'Z')))
})

test('what has no shape of an address is null', () => {
  for (const no of [
    '',
    'bitcoin',
    '0x123',
    `${ETHEREUM}00`,
    'x'.repeat(34),
    '1'.repeat(34),
    'l0l0l0l0l0l0l0l0l0l0l0l0l0l0lA',
  ])
    assert.equal(read(no), null, no)
})

test('property: spaces, full-width forms and unseen characters never change a key', () => {
  const noisy = fc
    .constantFrom(GENESIS, SCRIPT, BECH32, BECH32M, ETHEREUM, TRON)
    .chain((address) =>
      fc.tuple(
        fc.constant(address),
        otherSpellings(address, { separators: [' '], anyCase: address === BECH32 || address === BECH32M }),
      ),
    )
  fc.assert(
    fc.property(noisy, ([address, written]) => {
      assert.equal(read(written), read(address))
      const { key = '', display = '' } = normaliseIdentifier('wallet', address) ?? {}
      for (const again of [key, display]) assert.equal(normaliseIdentifier('wallet', again)?.key, key)
    }),
  )
})
