import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { identifiersOf, isNeverMatched } from './identifiers-of.ts'

const today = new Date('2026-11-22T12:00:00Z')
const phone = (value: string, belongsTo?: number) => ({
  kind: 'phone' as const,
  value,
  ...(belongsTo === undefined ? {} : { belongs_to: belongsTo }),
})

void describe('which identifiers a report is matched by', () => {
  void test('things, each once, with the number of the subject that names it first', () => {
    const held = identifiersOf(
      [
        { kind: 'person', category: 'suspected' },
        phone('07700 900123'),
        { kind: 'vehicle', value: 'qt74 bcs' },
        phone('+44 7700 900 123'),
        { kind: 'company', value: 'Boats Ltd' },
        { kind: 'address', value: '1 Quay, Newhaven' },
        phone('not a number'),
      ],
      today,
    )
    assert.deepEqual(
      held.map(({ kind, key, number }) => [kind, key, number]),
      [
        ['phone', '+447700900123', 2],
        ['vehicle', 'GB:QT74BCS', 3],
      ],
    )
  })

  for (const category of ['victim', 'witness'] as const)
    void test(`nothing that belongs to a ${category}`, () => {
      assert.deepEqual(identifiersOf([{ kind: 'person', category }, phone('07700 900123', 1)], today), [])
    })

  void test('nothing that belongs to somebody who may be under 18, whatever they are suspected of', () => {
    for (const born of ['2008-11-23', '2008-11', '2008', '2015-01-01'])
      assert.deepEqual(
        identifiersOf([{ kind: 'person', category: 'suspected', born }, phone('07700 900123', 1)], today),
        [],
        born,
      )
  })

  void test('what belongs to an adult suspect is matched', () => {
    for (const born of ['2008-11-22', '2008-10', '2007', '1990-04-02', undefined])
      assert.equal(
        identifiersOf([{ kind: 'person', category: 'suspected', born }, phone('07700 900123', 1)], today)
          .length,
        1,
        born,
      )
  })

  void test('when a thing points at nothing, it is not matched', () => {
    assert.deepEqual(identifiersOf([phone('07700 900123', 7)], today), [])
  })

  void test('a thing that also stands alone is matched by that', () => {
    const held = identifiersOf(
      [{ kind: 'person', category: 'victim' }, phone('07700 900123', 1), phone('07700 900123')],
      today,
    )
    assert.equal(held[0]?.number, 3)
  })

  void test('who is never matched', () => {
    assert.equal(isNeverMatched({ kind: 'person', category: 'witness' }, today), true)
    assert.equal(isNeverMatched({ kind: 'person', category: 'convicted' }, today), false)
    assert.equal(isNeverMatched({ kind: 'vehicle', value: 'x' }, today), false)
  })
})
