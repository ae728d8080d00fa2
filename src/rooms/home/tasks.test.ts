import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FOLDED_ABOVE, listTasks, type HomeTask } from './tasks.ts'

const task = (kind: string, from: string | null, minute: number): HomeTask => ({
  kind,
  text: `${kind} ${String(minute)}`,
  from,
  since: new Date(Date.UTC(2026, 10, 22, 3, minute)),
  href: `/${kind}/${String(minute)}`,
  classification: 'OFFICIAL',
})

void test('what waits longest stands first, whichever room it is from', () => {
  const lines = listTasks([
    task('unread', 'Kent Police', 9),
    task('recall', 'NCA', 2),
    task('draft', null, 5),
  ])
  assert.deepEqual(
    lines.map((line) => line.tag.text),
    ['Recall', 'Draft', 'Unread'],
  )
})

void test('many matches with one partner are one line that says how many, and since when', () => {
  const many = Array.from({ length: 8 }, (_, index) => task('match', 'Kent Police', 30 - index))
  const few = Array.from({ length: FOLDED_ABOVE }, (_, index) => task('match', 'NCA', 40 + index))
  const lines = listTasks([...few, ...many])
  assert.equal(lines.length, 1 + FOLDED_ABOVE)
  const [folded] = lines
  assert.ok(folded)
  assert.equal(folded.what, '8 matches with Kent Police that nobody has answered')
  assert.equal(folded.since.getUTCMinutes(), 23)
})

void test('a number that was counted only so far says so', () => {
  const many = Array.from({ length: 80 }, (_, index) => task('evaluate', null, index % 60))
  assert.equal(listTasks(many)[0]?.what, '50 or more reports to grade')
})

void test('what is happening now stands above everything that waits longer, and its hour has no minute', () => {
  const now = { ...task('happening-now', null, 59), when: 'Received between 3am and 4am' }
  const [first] = listTasks([task('recall', 'NCA', 2), now, task('draft', null, 5)])
  assert.deepEqual(
    [first?.tag.text, first?.tag.colour, first?.urgent, first?.when],
    ['Happening now', 'red', true, now.when],
  )
})

void test('nothing waits: no lines', () => {
  assert.deepEqual(listTasks([]), [])
})
