/** What is taken for a data subject in a text of the public, and what is not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saysOfSubject } from './says-of-subject.ts'

const whom = { names: ['Zélie Quant', 'Z. Ostler'], identifiers: ['+44 7700 900123', 'AB12 CDE', 'ab'] }

for (const [text, expected] of [
  ['I saw zelie QUANT by the van', true],
  ['Quant, Zélie was there', true],
  ['Quant was there', false],
  ['Call 07700 900 123 for a boat', true],
  ['Call 0044 7700-900123', true],
  ['A van, AB 12 cde, grey', true],
  ['A cab drove about', false],
  ['Zeliequant', false],
  ['', false],
] as const)
  void test(`${expected ? 'finds' : 'does not find'} them in “${text}”`, () => {
    assert.equal(saysOfSubject([text], whom), expected)
  })

void test('nobody is found by a request that names nothing', () => {
  assert.equal(saysOfSubject(['anything'], { names: ['…'], identifiers: [] }), false)
})
