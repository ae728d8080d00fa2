import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Kind } from './kinds.ts'
import { byUrgency, urgencyOf } from './urgency.ts'

const now = new Date('2026-11-22T18:20:00Z')
const came = (kind: Kind, hoursAgo: number, opened = false, happeningNow = false) => ({
  id: `${kind} ${String(hoursAgo)}`,
  kind,
  opened,
  happeningNow,
  hour: new Date(Date.UTC(2026, 10, 22, 18 - hoursAgo)),
})

void test('what may be happening comes before everything', () => {
  assert.equal(urgencyOf(came('boat', 0), now), 'at-once')
  assert.equal(urgencyOf(came('landing', 2), now), 'at-once')
  assert.equal(urgencyOf(came('landing', 3), now), 'soon')
  assert.equal(urgencyOf(came('vehicle', 0), now), 'soon')
  assert.equal(urgencyOf(came('vehicle', 12), now), 'in-turn')
  assert.equal(urgencyOf(came('online', 0), now), 'in-turn')
})

void test('what the reporter saw happen stays at once until somebody has opened it, whatever its kind', () => {
  assert.equal(urgencyOf(came('something-else', 0, false, true), now), 'at-once')
  assert.equal(urgencyOf(came('vehicle', 30, false, true), now), 'at-once')
  assert.equal(urgencyOf(came('vehicle', 2, true, true), now), 'at-once')
  assert.equal(urgencyOf(came('vehicle', 3, true, true), now), 'soon')
  assert.equal(urgencyOf(came('vehicle', 24, true, true), now), 'in-turn')
})

void test('nothing that nobody opened sinks', () => {
  assert.equal(urgencyOf(came('online', 24), now), 'kept-waiting')
  assert.equal(urgencyOf(came('online', 24, true), now), 'in-turn')
  assert.equal(urgencyOf(came('boat', 30), now), 'kept-waiting')
})

void test('the order of the queue', () => {
  const reports = [
    came('online', 1),
    came('boat', 5),
    came('purchase', 30),
    came('boat', 0),
    came('landing', 2),
  ]
  assert.deepEqual(
    reports.toSorted(byUrgency(now)).map(({ id }) => id),
    ['landing 2', 'boat 0', 'purchase 30', 'boat 5', 'online 1'],
  )
})

void test('what is happening and unopened stands before what somebody works on, however long that has waited', () => {
  const reports = [came('landing', 2, true, true), came('boat', 1), came('vehicle', 0, false, true)]
  assert.deepEqual(
    reports.toSorted(byUrgency(now)).map(({ id }) => id),
    ['vehicle 0', 'landing 2', 'boat 1'],
  )
})
