/** What looks like a person is spotted, what is work is not, and looking takes as long as the text is. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { holdsName, holdsNumber, looksLike } from './spot-person.ts'

void describe('a text that may name somebody', () => {
  for (const text of [
    'The pilot was Robin Ashdown',
    'robin and then Jo Marsh got out',
    'Said by “Élodie Brûlé”',
  ])
    void test(`is spotted: ${text}`, () => {
      assert.equal(looksLike(text), 'name')
    })
  for (const text of [
    'ring 01632 960 100',
    'ring +44 1632 960100',
    'two@post.example',
    'born 02/05/2009 or so, 1234567',
    '٠١٢٣٤٥٦٧',
  ])
    void test(`is spotted by its number: ${text}`, () => {
      assert.equal(looksLike(text), 'number')
    })
  for (const text of [
    'Duty sergeant',
    'Border Force took over at 14:30',
    'National Command and Control Unit',
    'Two adults were cold. Nobody was hurt.',
    'Ambulance crew 12',
    'CAD 118 of 22 November',
    '',
  ])
    void test(`is left alone: ${text}`, () => {
      assert.equal(looksLike(text), null)
    })

  void test('a reference may be a number, and not a name', () => {
    assert.equal(holdsName('YE/12345678/26'), false)
    assert.equal(holdsName('Robin Ashdown'), true)
  })

  void test('any text is read without a fault, and digits that belong together are found wherever they stand', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        looksLike(text)
        assert.equal(holdsNumber(`${text}x 1632960100`), true)
      }),
    )
  })

  void test('a million signs are not looked at for longer than ten thousand', () => {
    assert.equal(looksLike(' a'.repeat(500_000)), null)
    assert.equal(looksLike(`${' a'.repeat(500_000)} Robin Ashdown`), null)
  })
})
