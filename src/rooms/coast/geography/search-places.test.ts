import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findInOrder, searchOver, type NamedPlace } from './search-places.ts'

const place = (name: string, more: Partial<NamedPlace> = {}): NamedPlace => ({
  name,
  lat: 50.9,
  lon: 0.7,
  county: 'East Sussex',
  force: null,
  population: 0,
  coast: 100,
  abroad: false,
  ...more,
})
const inland = { coast: 90_000, lat: 52.7, lon: -2.7, county: 'Shropshire' }

const plan = searchOver([
  place('Camber Sands', { lat: 50.93, lon: 0.81, county: null }),
  place('Pett Level', { county: null }),
  place('Pett Level, Rye Harbour and Camber', { lat: 50.92, lon: 0.75, county: null }),
  place('Jury’s Gap', { lat: 50.92, lon: 0.85, county: null }),
])
const places = searchOver([
  place('Petton', inland),
  place('Camber', { lat: 50.93, lon: 0.79, population: 1_200 }),
  place('Camberley', { ...inland, population: 38_000, county: 'Surrey' }),
  place('Pett', { population: 700, lat: 50.89, lon: 0.66 }),
  place('Lewes', { ...inland, population: 17_000, lat: 50.87, lon: 0.01 }),
  place('Isle of Lewis', { lat: 58.2, lon: -6.4 }),
  place('Hastings', { population: 90_000, lat: 50.85, lon: 0.57 }),
])
const names = (text: string, most = 10) =>
  findInOrder(text, { plan, places }, most).map(({ name, coastal }) => (coastal ? name : `${name} (inland)`))

void describe('finding a place by its name', () => {
  void test('what lies in a coastal plan comes first, then the coast, and what lies inland last and marked', () => {
    assert.deepEqual(names('pett'), [
      'Pett Level',
      'Pett Level, Rye Harbour and Camber',
      'Pett',
      'Petton (inland)',
    ])
    assert.deepEqual(names('camber'), [
      'Camber Sands',
      'Pett Level, Rye Harbour and Camber',
      'Camber',
      'Camberley (inland)',
    ])
  })

  void test('a town is not pushed out of a short list by the piers and beaches of a plan', () => {
    assert.ok(names('camber', 3).includes('Camber'))
  })

  void test('a slip of the pen finds the place: a letter too few, too many, wrong, or two turned round', () => {
    for (const typed of ['Camber Sand', 'Camber Snads', 'Kamber Sands', 'camber sandds', 'CAMBER  SANDS'])
      assert.equal(names(typed)[0], 'Camber Sands', typed)
    for (const typed of ['Pett Levl', 'Pet Level', 'pettlevel', 'Pett Levell'])
      assert.equal(names(typed)[0], 'Pett Level', typed)
    assert.equal(names('jurys gap')[0], 'Jury’s Gap')
    assert.equal(names('Hasitngs')[0], 'Hastings')
  })

  void test('whoever has typed a whole name is offered no other that is only spelt nearly so', () => {
    assert.deepEqual(names('Lewes'), ['Lewes (inland)'])
  })

  void test('words round the name are left out when nothing is called so', () => {
    assert.equal(names('Camber Sands car park')[0], 'Camber Sands')
    assert.equal(names('off Pett Level')[0], 'Pett Level')
    assert.deepEqual(names('qqqq zzzz'), [])
  })

  void test('one place of two sources stands in the list once', () => {
    const both = searchOver([place('Camber Sands', { lat: 50.931, lon: 0.812 })])
    assert.deepEqual(
      findInOrder('camber sands', { plan, places: both }, 10).map(({ name }) => name),
      ['Camber Sands'],
    )
  })

  void test('nobody keeps the program busy with what they type', () => {
    const many = searchOver(
      Array.from({ length: 60_000 }, (_, index) => place(`Sandwich ${String(index)} by the sea`)),
    )
    findInOrder('the index is made', { plan: null, places: many }, 10)
    const before = performance.now()
    for (const typed of ['x'.repeat(5_000), 'a b c d e f g h i j k l m n o p', 'sandwhich nowhere at all'])
      findInOrder(typed, { plan: null, places: many }, 10)
    assert.ok(performance.now() - before < 3_000)
  })
})
