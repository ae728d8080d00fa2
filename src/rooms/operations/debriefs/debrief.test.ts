/** What is refused of an observation, a lesson and the end of a debrief. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inDays } from '../action-days/action-days.test-support.ts'
import { LONGEST, parseClosing, parseLesson, parseObservation } from './debrief.ts'
import { lessonBody, observationBody } from './debriefs.test-support.ts'
import { debriefTag, lessonTag } from './words.ts'

const faults = (read: object): string[] =>
  'fields' in read ? Object.keys(read.fields as object).toSorted() : []

void describe('what is entered in a debrief', () => {
  void test('is taken as it is meant, and refused field by field', () => {
    assert.deepEqual(faults(parseObservation(observationBody())), [])
    assert.deepEqual(faults(parseObservation({})), ['theme', 'went', 'what'])
    assert.deepEqual(faults(parseObservation(observationBody({ went: 'badly', theme: 'weather' }))), [
      'theme',
      'went',
    ])
    for (const what of ['', ' ', 'a\u0000b', '\ud800', 'x'.repeat(LONGEST.observation + 1), 7])
      assert.deepEqual(faults(parseObservation(observationBody({ what }))), ['what'])
    assert.ok('fields' in parseObservation(observationBody({ more: 1 })))
    assert.deepEqual(faults(parseClosing({ words: 'x'.repeat(1_000_000) })), ['words'])
  })

  void test('names nobody: what looks like a name or a number is asked about', () => {
    const named = observationBody({ what: 'Then Robin Ashdown rang the hall', why: 'Ring 07700 900123' })
    assert.deepEqual(faults(parseObservation(named)), ['what', 'why'])
    assert.deepEqual(faults(parseObservation({ ...named, no_person: true })), [])
    const lesson = lessonBody({ agency: 1, happened: 'It was Robin Ashdown’s call' })
    assert.deepEqual(faults(parseLesson(lesson, inDays(0))), ['happened'])
    assert.deepEqual(faults(parseClosing({ words: 'Ask Robin Ashdown' })), ['words'])
  })

  void test('has an owner’s post, a day that is to come, and a JOL reference that is one', () => {
    const read = (changes: object) => faults(parseLesson(lessonBody({ agency: 2, ...changes }), inDays(0)))
    assert.deepEqual(read({}), [])
    assert.deepEqual(read({ owner_post: 'Head of Marine Unit' }), [])
    for (const due of ['2026-02-30', inDays(-1), '2101-01-01', 'soon', '0001-01-01'])
      assert.deepEqual(read({ due_on: due }), ['due_on'])
    for (const agency of [0, -1, 1.5, Number.NaN, 1e12, '2']) assert.deepEqual(read({ agency }), ['agency'])
    for (const jol of ['<b>', 'a\u202eb', 'x'.repeat(61), ' '])
      assert.deepEqual(read({ jol_reference: jol }), ['jol_reference'])
    assert.deepEqual(read({ jol_reference: 'JOL 2027/31' }), [])
    assert.ok(read({ observations: Array.from({ length: 51 }, () => 'x') }).includes('observations'))
    assert.deepEqual(read({ why: undefined }), ['why'])
  })

  void test('stands as late, open or closed; a lesson as identified until another agency has looked', () => {
    const now = new Date('2027-03-01T12:00:00Z')
    const due = (dueAt: string) => debriefTag({ state: 'open', dueAt: new Date(dueAt) }, now).text
    assert.deepEqual([due('2027-03-01T11:59:59Z'), due('2027-03-01T12:00:01Z')], ['Late', 'Open'])
    assert.equal(debriefTag({ state: 'closed', dueAt: null }, now).text, 'Closed')
    const far = (isAccepted: boolean, isDone: boolean, isLearned: boolean) =>
      lessonTag({ isAccepted, isDone, isLearned }).text
    assert.deepEqual(
      [far(false, false, false), far(true, false, false), far(true, true, false), far(true, true, true)],
      ['Identified', 'Taken on', 'To be checked', 'Learned'],
    )
  })
})
