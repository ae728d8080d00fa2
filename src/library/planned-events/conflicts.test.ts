import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { everyConflict, isConflict, type Planned } from './conflicts.ts'
import { plannedKind, type PlannedDisclosure, type PlannedGroup, type PlannedKind } from './kinds.ts'
import { brokerSees, whatSideLearns } from './learns.ts'
import { BEACH, moved } from './places.test-support.ts'

const planned = (other: Partial<Planned> = {}): Planned => ({
  ...{ id: 'a', agency: 1, operation: 'one', kind: 'premises-search', buffer: 500 },
  place: { kind: 'premises', at: BEACH },
  span: { from: new Date('2026-11-03T08:00Z'), until: new Date('2026-11-03T10:00Z') },
  disclosure: 'open',
  ...other,
})
const kent = (other: Partial<Planned> = {}) => planned({ id: 'b', agency: 2, operation: 'two', ...other })

void describe('a conflict', () => {
  void test('is between two agencies, or two operations of one', () => {
    assert.ok(isConflict(planned(), kent()))
    assert.ok(isConflict(planned(), kent({ agency: 1 })))
    assert.ok(isConflict(planned(), kent({ operation: 'one' })))
    assert.ok(!isConflict(planned(), kent({ agency: 1, operation: 'one' })))
  })

  void test('is not between two patrols, but between a patrol and a search', () => {
    assert.ok(!isConflict(planned({ kind: 'patrol' }), kent({ kind: 'port-visit' })))
    assert.ok(isConflict(planned({ kind: 'patrol' }), kent()))
  })

  void test('counts the margins of both', () => {
    const later = (hour: string) => ({
      from: new Date(`2026-11-03T${hour}Z`),
      until: new Date('2026-11-03T20:00Z'),
    })
    // A search's two hours and a meeting's four.
    assert.ok(isConflict(planned(), kent({ kind: 'meeting', span: later('15:59') })))
    assert.ok(!isConflict(planned(), kent({ kind: 'meeting', span: later('16:00') })))
  })

  void test('looks at the larger buffer', () => {
    const away = { kind: 'premises', at: moved(BEACH, 900, 0) } as const
    assert.ok(!isConflict(planned(), kent({ place: away })))
    assert.ok(isConflict(planned(), kent({ place: away, buffer: 1_000 })))
    assert.ok(isConflict(planned({ buffer: 1_000 }), kent({ place: away, buffer: 200 })))
  })

  void test('is the same from both sides, in whatever order they were lodged', () => {
    const event = fc.record({
      ...{ id: fc.uuid(), agency: fc.integer({ min: 1, max: 3 }), operation: fc.constantFrom('one', 'two') },
      kind: fc.constantFrom(...(Object.keys(plannedKind) as PlannedKind[])),
      place: fc.record({
        kind: fc.constant('circle' as const),
        centre: fc.tuple(fc.integer({ max: 3_000 }), fc.integer({ max: 3_000 })).map(([e, n]) => moved(BEACH, e % 3_000, n % 3_000)), // prettier-ignore
        radius: fc.integer({ min: 20, max: 500 }),
      }),
      buffer: fc.integer({ min: 200, max: 2_000 }),
      disclosure: fc.constantFrom<PlannedDisclosure>('open', 'broker', 'silent'),
      span: fc.integer({ min: 0, max: 48 }).map((hour) => ({
        from: new Date(Date.parse('2026-10-24T12:00Z') + hour * 3_600_000),
        until: new Date(Date.parse('2026-10-24T14:00Z') + hour * 3_600_000),
      })),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        assert.deepEqual(everyConflict(events), everyConflict(events.toReversed()))
      }),
    )
  })
})

const [, ...cases] = readFileSync(path.join(import.meta.dirname, 'conflict-cases.csv'), 'utf8')
  .trim()
  .split('\n')

void describe('what each side learns', () => {
  void test('has every case in its table', () => {
    assert.equal(cases.length, 39)
    assert.equal(new Set(cases.map((line) => line.split(',').slice(0, 5).join())).size, 39)
  })

  for (const line of cases) {
    const [mine, theirs, group, told, opened, learns, broker] = line.split(',')
    void test(`mine ${String(mine)}, theirs ${String(theirs)} (${String(group)}), told ${String(told)}, opened ${String(opened)}: ${String(learns)}`, () => {
      const ours = {
        disclosure: mine as PlannedDisclosure,
        group: 'enforcement' as const,
        isTold: told === 'yes',
        isOpened: false,
      }
      const other = {
        ...{ disclosure: theirs as PlannedDisclosure, group: group as PlannedGroup },
        ...{ isTold: false, isOpened: opened === 'yes' },
      }
      assert.equal(whatSideLearns(ours, other), learns)
      assert.equal(brokerSees(ours, other), broker === 'yes')
      assert.equal(brokerSees(other, ours), broker === 'yes')
    })
  }
})
