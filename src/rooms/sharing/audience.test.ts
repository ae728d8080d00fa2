import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sightOf, type Envelope } from './audience.ts'

const report: Envelope = {
  status: 'submitted',
  handling: 'P',
  discoverable: true,
  compartment: false,
  unchecked: false,
  releasedToAll: false,
  releasedTo: [],
}
const kind = { words: { one: 'report', many: 'reports' } }
const agency = { id: 2, readers: 3, matched: false }
const sight = (
  changes: Partial<Envelope>,
  more: Partial<typeof agency> = {},
  to: number[] = [],
  all = false,
) => sightOf(kind, { ...report, ...changes }, { ...agency, ...more }, { all, agencies: to }).sight

test('an agency sees what the rule of sight gives it', () => {
  assert.equal(sight({}), 'none')
  assert.equal(sight({}, { matched: true }), 'hit')
  assert.equal(sight({ discoverable: false }, { matched: true }), 'none')
  assert.equal(sight({ status: 'disseminated', releasedTo: [2] }), 'full')
  assert.equal(sight({ status: 'disseminated', releasedTo: [3] }), 'none')
  assert.equal(sight({ status: 'disseminated', releasedTo: [2], handling: 'C' }), 'conditions')
  assert.equal(sight({ status: 'disseminated', releasedToAll: true }, { readers: 0 }), 'none')
  assert.equal(sight({ status: 'withdrawn', releasedToAll: true }, { matched: true }), 'none')
  assert.equal(sight({ status: 'draft' }, { matched: true }, [2]), 'none')
})

test('a version that no second officer has checked is shown to nobody, and the reason says so', () => {
  const of = (handling: 'P' | 'C') =>
    sightOf(kind, { ...report, handling, unchecked: true }, agency, { all: true, agencies: [] })
  assert.equal(of('P').sight, 'none')
  assert.equal(of('C').sight, 'conditions')
  assert.match(of('P').reason, /no second officer has checked this version/)
})

test('an intended release is shown as it would be', () => {
  assert.equal(sight({}, {}, [2]), 'full')
  assert.equal(sight({}, {}, [3]), 'none')
  assert.equal(sight({ handling: 'C' }, {}, [], true), 'conditions')
})
