import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { identityToRecipient } from 'age-encryption'
import { keysOfReceipt } from './keys-of-receipt.ts'
import { lastGroup, newReceipt, readReceipt } from './receipt.ts'

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const receipts = fc.constant(null).map(newReceipt)

void describe('a receipt', () => {
  void test('is four groups of five, and is read as it was written', () => {
    fc.assert(
      fc.property(receipts, (receipt) => {
        assert.match(receipt, /^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/)
        assert.equal(readReceipt(receipt), receipt)
        assert.equal(lastGroup(receipt).length, 5)
      }),
    )
  })

  void test('is read in any spelling', () => {
    const spelling = fc.record({
      receipt: receipts,
      small: fc.boolean(),
      between: fc.constantFrom('', ' ', '-', ' - ', '\t', '–', '—', '. ', ' '),
      misread: fc.boolean(),
    })
    fc.assert(
      fc.property(spelling, ({ receipt, small, between, misread }) => {
        let text: string = receipt.replaceAll('-', between)
        if (misread) text = text.replaceAll('0', 'O').replaceAll('1', small ? 'l' : 'I')
        assert.equal(readReceipt(` ${small ? text.toLowerCase() : text}\n`), receipt)
      }),
    )
  })

  void test('with one sign wrong, or two neighbours exchanged, it is none', () => {
    fc.assert(
      fc.property(receipts, fc.nat(19), fc.nat(31), (receipt, at, sign) => {
        const plain = receipt.replaceAll('-', '')
        const other = SIGNS[sign] ?? ''
        if (plain[at] !== other)
          assert.equal(readReceipt(plain.slice(0, at) + other + plain.slice(at + 1)), null)
        const [left, right] = [plain[at], plain[at + 1]]
        if (at < 18 && left !== right && left !== undefined && right !== undefined)
          assert.equal(readReceipt(plain.slice(0, at) + right + left + plain.slice(at + 2)), null)
      }),
    )
  })

  void test('anything else is none, and nothing throws', () => {
    for (const text of ['', 'x', '0'.repeat(19), 'U'.repeat(20), '\0', '𝟘'.repeat(20)]) readReceipt(text)
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        readReceipt(text)
      }),
    )
  })

  void test('gives a key of age and a place to look, the same each time and of each other independent', async () => {
    const one = newReceipt()
    const [keys, again, other] = [keysOfReceipt(one), keysOfReceipt(one), keysOfReceipt(newReceipt())]
    assert.deepEqual(keys, again)
    assert.notDeepEqual(keys.lookup, other.lookup)
    assert.equal(keys.lookup.length, 32)
    assert.equal(await identityToRecipient(keys.identity), keys.recipient)
  })
})
