import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rooms } from '../../app.ts'
import { foldRooms } from '../../platform/rooms/fold-rooms.ts'
import type { WaitingItem } from '../../platform/rooms/waiting.ts'
import { FOLDED_ABOVE, groupTasks as groupOf, NEW_FOLDED_ABOVE } from './tasks.ts'

const { waitingKinds } = foldRooms(rooms)
const groupTasks = (items: readonly WaitingItem[], newSince: Date) => groupOf(waitingKinds, items, newSince)

const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 10, 22, hour, minute))
const LOOKED = at(12)

const task = (
  kind: string,
  from: string | null,
  since: Date,
  more: Partial<WaitingItem> = {},
): WaitingItem => ({
  ...{ kind, text: `${kind} ${since.toISOString().slice(11, 16)}`, from, since },
  ...{ href: `/${kind}`, classification: 'OFFICIAL', ...more },
})
const words = (lines: readonly { what: string }[]) => lines.map(({ what }) => what)

void test('what is new to the person stands apart, newest first; what waits longest is first in its own group', () => {
  const groups = groupTasks(
    [
      task('unread report', 'Kent Police', at(9)),
      task('recall', 'NCA', at(8)),
      task('draft', null, at(10)),
      task('message', 'NCA', at(13)),
      task('unread report', 'NCA', at(14)),
      task('second-check', null, at(7)),
    ],
    LOOKED,
  )
  assert.deepEqual(words(groups.fresh), ['unread report 14:00', 'message 13:00'])
  assert.deepEqual(words(groups.own), ['unread report 09:00', 'draft 10:00'])
  assert.deepEqual(words(groups.anybody), ['second-check 07:00', 'recall 08:00'])
})

void test('what may be happening now is a group of its own, whenever it came', () => {
  const groups = groupTasks([task('happening-now', null, at(9)), task('recall', 'NCA', at(8))], LOOKED)
  assert.deepEqual(words(groups.now), ['happening-now 09:00'])
  assert.equal(groups.now[0]?.tag.colour, 'red')
  assert.deepEqual(words(groups.anybody), ['recall 08:00'])
})

void test('of what the public sent only the hour is known: that of the look counts as new', () => {
  const looked = at(12, 40)
  const groups = groupTasks(
    [task('public-report', null, at(12)), task('public-report', null, at(11))],
    looked,
  )
  assert.deepEqual(words(groups.fresh), ['public-report 12:00'])
  assert.deepEqual(words(groups.anybody), ['public-report 11:00'])
})

void test('many of a kind are one line with their real number, however few of them are listed', () => {
  const oldest = at(1)
  const listed = Array.from({ length: 8 }, (_, index) =>
    task('unread report', 'Kent Police', at(2, index), { total: 1_204, oldest }),
  )
  const [line] = groupTasks(listed, LOOKED).own
  assert.equal(line?.what, '1,204 unread reports from Kent Police')
  assert.equal(line.since, oldest)
  assert.equal(
    groupTasks(
      listed.slice(0, FOLDED_ABOVE).map(({ total: _, ...one }) => one),
      LOOKED,
    ).own.length,
    FOLDED_ABOVE,
  )
})

void test('a line for many says how many of them are new, and those stand above one by one', () => {
  const listed = [
    ...Array.from({ length: 5 }, (_, index) => task('unread report', 'NCA', at(9, index), { total: 7 })),
    ...Array.from({ length: 2 }, (_, index) => task('unread report', 'NCA', at(13, index), { total: 7 })),
  ]
  const groups = groupTasks(listed, LOOKED)
  assert.equal(groups.fresh.length, 2)
  assert.deepEqual(words(groups.own), ['7 unread reports from NCA'])
  assert.equal(groups.own[0]?.detail, '2 new since you last looked')
})

void test('even what is new is one line when it is a wall', () => {
  const many = Array.from({ length: NEW_FOLDED_ABOVE + 2 }, (_, index) =>
    task('unread report', 'NCA', at(13, index)),
  )
  assert.deepEqual(words(groupTasks(many, LOOKED).fresh), ['12 unread reports from NCA'])
})

void test('a day keeps its day, without a time', () => {
  const [line] = groupTasks([task('review', null, at(0), { shown: '2026-11-22' })], LOOKED).anybody
  assert.equal(line?.shown, '2026-11-22')
})

void test('what is happening now is red, and its hour has no minute', () => {
  const when = 'Received between 3am and 4am'
  const groups = groupTasks(
    [task('recall', 'NCA', at(2)), task('happening-now', null, at(3), { when })],
    LOOKED,
  )
  const [first] = groups.now
  assert.deepEqual([first?.tag.text, first?.tag.colour, first?.when], ['Immediate', 'red', when])
})

void test('many of the public are one line, whose oldest is told by its hour', () => {
  const oldestWhen = 'The oldest: received 21 November 2026, between 3am and 4am'
  const many = Array.from({ length: FOLDED_ABOVE + 1 }, (_, index) =>
    task('public-report', null, at(2, index), { when: 'Received', total: 9, oldest: at(1), oldestWhen }),
  )
  assert.equal(groupTasks(many, LOOKED).anybody[0]?.when, oldestWhen)
  // Also where the oldest is itself among those that are listed.
  const listed = many.map((one, index) => (index === 0 ? { ...one, since: at(1) } : one))
  assert.equal(groupTasks(listed, LOOKED).anybody[0]?.when, oldestWhen)
})

void test('nothing waits: no lines', () => {
  assert.deepEqual(groupTasks([], LOOKED), { now: [], fresh: [], own: [], anybody: [] })
})
