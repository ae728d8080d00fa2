import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checked, underCodeC } from './reports.test-support.ts'
import { prepareReport } from './stored-report.ts'
import { whatChanged } from './what-changed.ts'

const documentOf = (changes: Record<string, unknown> = {}) =>
  prepareReport(checked(changes), '2026-11-29', 'SM-TEST-0000-0').document
const item = (text: string, source = '2') => ({
  text,
  source_evaluation: source,
  intelligence_assessment: 'C',
  basis: 'fact',
})
const from = (before: Record<string, unknown>, now: Record<string, unknown>) =>
  whatChanged(documentOf(before), documentOf(now))

void test('a change of words is where it stands in the new text, and holds none of the old', () => {
  const now = 'Seen near the west pier.'
  const changes = from({ items: [item('Seen near the east pier.')] }, { items: [item(now)] })
  const [change] = changes
  assert.ok(change?.part === 'item')
  assert.match(now.slice(change.from, change.to), /w/)
  assert.doesNotMatch(JSON.stringify(changes), /east|pier/)
})

void test('an item that comes first is new, and those behind it are the same', () => {
  assert.deepEqual(
    from({ items: [item('One.'), item('Two.')] }, { items: [item('New.'), item('One.'), item('Two.')] }),
    [{ part: 'new-item', number: 1 }],
  )
  assert.deepEqual(
    from({ items: [item('One.'), item('Two.'), item('Three.')] }, { items: [item('One.'), item('Three.')] }),
    [{ part: 'item-gone', number: 2 }],
  )
})

void test('grades, codes and title are said apart', () => {
  assert.deepEqual(from({ items: [item('One.')] }, { items: [item('One.', '1')], title: 'Another title' }), [
    { part: 'title' },
    { part: 'grade', number: 1 },
  ])
  assert.deepEqual(
    from({}, underCodeC).map(({ part }) => part),
    ['handling', 'conditions', 'action_code', 'sanitisation_code'],
  )
})

void test('subjects that are new are named by their number; a number that only moved is no change', () => {
  const phone = { kind: 'phone', item: 1, value: '07700 900111' }
  const plate = { kind: 'vehicle', item: 1, value: 'AB12 CDE', country: 'GB' }
  assert.deepEqual(from({ subjects: [phone] }, { subjects: [plate, phone] }), [
    { part: 'subjects', numbers: [1], gone: false },
  ])
  assert.deepEqual(from({ subjects: [plate, phone] }, { subjects: [phone] }), [
    { part: 'subjects', numbers: [], gone: true },
  ])
})

void test('a victim that comes or goes is no change that a reader is told of', () => {
  const victim = { kind: 'person', item: 1, category: 'victim', names: ['Avery Example'] }
  const phone = { kind: 'phone', item: 1, value: '07700 900111' }
  const theirs = { kind: 'phone', item: 1, value: '07700 900112', belongs_to: 1 }
  assert.deepEqual(from({ subjects: [phone] }, { subjects: [victim, phone, theirs] }), [])
  assert.deepEqual(from({ subjects: [victim, phone, theirs] }, { subjects: [phone] }), [])
})
