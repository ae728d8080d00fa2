import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  closesCircle,
  hasEnded,
  isAllowed,
  mayMove,
  moves,
  parseAction,
  stepsOf,
  type Asker,
} from './action.ts'
import { ABOUT, KINDS, STATES, type ActionAbout, type ActionKind, type ActionState } from './words.ts'

const today = '2026-11-30'
const body = (changes: object = {}) => ({
  ...{ kind: 'enquiry', about: 'group', what: 'Ask the marina who paid', why: 'They sold three engines' },
  ...{ wanted: 'A name and a day', priority: 'high', due_on: '2026-12-10' },
  ...changes,
})
const fieldsOf = (changes: object) => {
  const read = parseAction(body(changes), today)
  return 'fields' in read ? Object.keys(read.fields) : []
}
const states = Object.keys(STATES) as ActionState[]
const nobody: Asker = {
  ...{ raises: false, tasks: false, works: false, ofAgency: false, wroteResult: false, shared: false },
}

void describe('an action', () => {
  void test('is taken whole', () => {
    assert.deepEqual(fieldsOf({}), [])
    assert.deepEqual(fieldsOf({ wait_until: '2026-12-05', depends_on: [1, 2] }), [])
  })

  void test('of a kind that follows or watches a person does not exist', () => {
    for (const kind of ['follow', 'monitor', 'watch', 'track', 'surveillance', 'rescue'])
      assert.deepEqual(fieldsOf({ kind }), ['kind'], kind)
    assert.ok(
      Object.keys(KINDS).every((kind) => !/follow|monitor|watch|track|surveil|rescue|source/.test(kind)),
    )
  })

  void test('about a victim or a child is safeguarding, and nothing else', () => {
    for (const about of Object.keys(ABOUT) as ActionAbout[])
      for (const kind of Object.keys(KINDS) as ActionKind[])
        assert.equal(
          isAllowed(kind, about),
          !['victim', 'child'].includes(about) || kind === 'safeguard',
          `${kind} ${about}`,
        )
    assert.deepEqual(fieldsOf({ about: 'child' }), ['kind'])
  })

  void test('is due today or later, comes back before it is due, and waits for each other once', () => {
    assert.deepEqual(fieldsOf({ due_on: '2026-11-29' }), ['due_on'])
    assert.deepEqual(fieldsOf({ wait_until: '2026-12-11' }), ['wait_until'])
    assert.deepEqual(fieldsOf({ wait_until: today }), ['wait_until'])
    assert.deepEqual(fieldsOf({ depends_on: [3, 3] }), ['depends_on'])
  })
})

void describe('the states of an action', () => {
  void test('lead from raised to an end, and an end leads nowhere', () => {
    const reached = new Set<ActionState>()
    const open: ActionState[] = ['raised']
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (reached.has(one)) continue
      reached.add(one)
      open.push(...moves[one])
    }
    assert.deepEqual([...reached].sort(), [...states].sort())
    assert.deepEqual(states.filter(hasEnded), ['filed', 'not-pursued'])
    assert.equal(mayMove('raised', 'allocated'), false, 'nobody allocates what was not accepted')
    assert.equal(mayMove('allocated', 'checked'), false, 'nobody checks what is not done')
  })

  void test('are moved by nobody who is neither its raiser, nor of its agency', () => {
    for (const state of states) assert.deepEqual(stepsOf(state, nobody), [], state)
  })

  void test('are accepted, declined and allocated by the tasking post alone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...states.filter((state) => state !== 'done')),
        fc.record({
          raises: fc.boolean(),
          works: fc.boolean(),
          ofAgency: fc.boolean(),
          wroteResult: fc.boolean(),
          shared: fc.boolean(),
        }),
        (state, asker) => {
          const steps = stepsOf(state, { ...asker, tasks: false })
          return !steps.some((to) => ['accepted', 'declined', 'allocated'].includes(to))
        },
      ),
    )
  })

  void test('are never checked by whoever wrote the result', () => {
    const who = { raises: true, tasks: true, works: true, ofAgency: true, shared: true }
    assert.deepEqual(stepsOf('done', { ...who, wroteResult: true }), [])
    assert.deepEqual(stepsOf('done', { ...who, wroteResult: false }), ['checked', 'allocated'])
  })

  void test('are checked outside the agency only once the result is shared', () => {
    assert.deepEqual(stepsOf('done', { ...nobody, raises: true }), [])
    assert.deepEqual(stepsOf('done', { ...nobody, raises: true, shared: true }), ['checked', 'allocated'])
  })
})

void describe('what an action waits for', () => {
  void test('is no circle', () => {
    const waits = new Map([
      [2, [1]],
      [3, [2]],
    ])
    assert.equal(closesCircle(1, [3], waits), true)
    assert.equal(closesCircle(4, [3, 1], waits), false)
    assert.equal(closesCircle(5, [5], waits), true)
  })

  void test('is never a circle when each was looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { maxLength: 60 }), (pairs) => {
        const waits = new Map<number, number[]>()
        for (const [number, on] of pairs)
          if (!closesCircle(number, [on], waits)) waits.set(number, [...(waits.get(number) ?? []), on])
        return [...waits.keys()].every((one) => !closesCircle(one, waits.get(one) ?? [], waits))
      }),
    )
  })
})
