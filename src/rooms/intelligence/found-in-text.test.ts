import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findsBeside, stillLeftOut, unnamedIn } from './found-in-text.ts'

const items = [
  { text: 'Seen on 12 March 2026 at 50.738, 0.245 with others. Call 07700 900461 about QT74 BCS.' },
]

test('what is found and not named is told apart from what is left out, in any spelling', () => {
  assert.deepEqual(
    unnamedIn({ items }).unnamed.map(({ kind, value }) => [kind, value]),
    [
      ['phone', '07700 900461'],
      ['vehicle', 'QT74 BCS'],
    ],
    'a day is no subject, and a place is never matched',
  )
  const left_out = [{ kind: 'phone', value: '+44 7700 900461' }]
  const { unnamed, leftOut } = unnamedIn({ items, left_out })
  assert.deepEqual(
    [unnamed.map(({ value }) => value), leftOut.map(({ value }) => value)],
    [['QT74 BCS'], ['07700 900461']],
  )
})

test('what stands beside others in one subject is named', () => {
  const subjects = [
    { kind: 'phone', value: '07700 900460 / 07700 900461' },
    { kind: 'vehicle', value: 'qt74bcs' },
  ]
  assert.deepEqual(unnamedIn({ items, subjects }), { unnamed: [], leftOut: [] })
  assert.deepEqual(
    findsBeside({ items, subjects }).map(({ isPosition }) => isPosition),
    [true],
  )
})

test('what was left out of a text that was changed is not kept, and what is named later is no longer left out', () => {
  const left_out = [
    { kind: 'phone', value: '07700 900461' },
    { kind: 'phone', value: '07700 900999' },
  ]
  assert.deepEqual(stillLeftOut({ items, left_out }), [{ kind: 'phone', value: '07700 900461' }])
  const subjects = [{ kind: 'phone', value: '07700 900461' }]
  assert.deepEqual(stillLeftOut({ items, subjects, left_out }), [])
})
