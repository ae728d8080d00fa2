import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DraftDocument } from '../../drafts.ts'
import { gradeValues, readGrade } from './grade.form.ts'
import { handlingValues, readHandling } from './handling.form.ts'
import { monthsOn, readReview, reviewValues } from './review.form.ts'
import type { ReadContext } from './reading.ts'
import { readText, textValues, withoutItem } from './text.form.ts'
import { readTitle, titleValues } from './title.form.ts'
import { canBeKept } from './typed.ts'

const OPERATION = '3f0d1c52-8d0e-4a6b-9c55-2f1a7f5f6a01'
const context: ReadContext = {
  clearance: 'OFFICIAL-SENSITIVE',
  compartments: [{ id: OPERATION, name: 'Operation Gannet' }],
  today: '2026-11-22',
}

void test('the first page keeps what is right and says what is missing', () => {
  const { document, errors } = readTitle({ title: ' Boats ', classification: 'SECRET' }, {}, context)
  assert.deepEqual(document, { title: 'Boats' })
  assert.deepEqual(errors, { classification: 'Choose a classification' })
})

void test('nobody files above what they are cleared for', () => {
  const typed = { title: 'Boats', classification: 'OFFICIAL-SENSITIVE', agency_reference: '' }
  const { document, errors } = readTitle(typed, {}, { ...context, clearance: 'OFFICIAL' })
  assert.equal(document.classification, undefined)
  assert.match(errors['classification'] ?? '', /You are cleared for OFFICIAL/)
})

void test('what the first page shows is what it reads', () => {
  const document: DraftDocument = { title: 'Boats', classification: 'OFFICIAL', agency_reference: 'SX-1' }
  const typed = titleValues(document) as Record<string, string>
  assert.deepEqual(readTitle(typed, {}, context), { document, errors: {} })
})

void test('another item is added after what was typed, and stays on the page', () => {
  const read = readText({ 'items.0.text': 'One', do: 'add' }, {})
  assert.equal(read.stay, true)
  assert.deepEqual(read.document.items, [{ text: 'One' }, {}])
  assert.deepEqual(textValues(read.document), { 'items.0.text': 'One', 'items.1.text': '' })
})

void test('a text keeps the grade of its item, and an empty item goes', () => {
  const document: DraftDocument = {
    items: [{ text: 'One', basis: 'fact' }, { text: 'Two', basis: 'assessment' }, { text: 'Three' }],
    subjects: [{ kind: 'phone', value: '1', item: 3 }],
  }
  const typed = { 'items.0.text': 'One, better', 'items.1.text': ' ', 'items.2.text': 'Three' }
  const read = readText(typed, document)
  assert.deepEqual(read.document.items, [{ text: 'One, better', basis: 'fact' }, { text: 'Three' }])
  assert.deepEqual(read.document.subjects, [{ kind: 'phone', value: '1', item: 2 }])
  assert.deepEqual(read.errors, {})
})

void test('what was named in a removed item must be given to another', () => {
  const document: DraftDocument = {
    items: [{ text: 'One' }, { text: 'Two' }, { text: 'Three' }],
    subjects: [{ kind: 'phone', value: '1', item: 2 }],
  }
  assert.deepEqual(withoutItem(document, 2).subjects, [{ kind: 'phone', value: '1' }])
  const one = withoutItem(withoutItem(document, 3), 2)
  assert.deepEqual(one.subjects, [{ kind: 'phone', value: '1', item: 1 }])
})

void test('a report says something', () => {
  assert.deepEqual(readText({}, {}).errors, { 'items.0.text': 'Enter what the item says' })
})

void test('a grade has no default: each of the three is asked for, by item', () => {
  const document: DraftDocument = { items: [{ text: 'One' }, { text: 'Two' }] }
  assert.equal(gradeValues(document)['items.0.source_evaluation'], '')
  const typed = {
    'items.0.source_evaluation': '2',
    'items.0.intelligence_assessment': 'C',
    'items.0.basis': 'fact',
    'items.1.source_evaluation': '9',
  }
  const { document: graded, errors } = readGrade(typed, document)
  assert.deepEqual(graded.items?.[0], {
    text: 'One',
    source_evaluation: '2',
    intelligence_assessment: 'C',
    basis: 'fact',
  })
  assert.deepEqual(Object.keys(errors), [
    'items.1.source_evaluation',
    'items.1.intelligence_assessment',
    'items.1.basis',
  ])
  assert.match(errors['items.1.basis'] ?? '', /^Item 2: say whether/)
})

void test('code C asks for its conditions and codes', () => {
  const { errors } = readHandling({ handling: 'C', discoverable: 'yes' }, {}, context)
  assert.deepEqual(Object.keys(errors), ['conditions', 'action_code', 'sanitisation_code'])
})

void test('what stood under C is forgotten when P is chosen', () => {
  const typed = { handling: 'P', conditions: 'Ask us', action_code: 'A1', discoverable: 'no' }
  const { document, errors } = readHandling(typed, { conditions: 'Ask us' }, context)
  assert.deepEqual(document, { handling: 'P', discoverable: false })
  assert.deepEqual(errors, {})
})

void test('a compartment is one that the person is a member of', () => {
  const other = '3f0d1c52-8d0e-4a6b-9c55-2f1a7f5f6a02'
  assert.equal(
    readHandling({ handling: 'P', compartment: OPERATION }, {}, context).document.compartment,
    OPERATION,
  )
  const strange = readHandling({ handling: 'P', compartment: other }, {}, context)
  assert.equal(strange.document.compartment, undefined)
  assert.match(strange.errors['compartment'] ?? '', /member of/)
})

void test('a report may be discovered unless its owner says otherwise', () => {
  assert.equal(handlingValues({})['discoverable'], 'yes')
  assert.equal(handlingValues({ discoverable: false })['discoverable'], 'no')
})

void test('a review is offered in one year or six, and any day to come is taken', () => {
  assert.deepEqual(readReview({ review: '12' }, {}, context).document, { review_on: '2027-11-22' })
  const typed = { review: 'other', 'review_on-day': '1', 'review_on-month': '2', 'review_on-year': '2027' }
  assert.deepEqual(readReview(typed, {}, context), { document: { review_on: '2027-02-01' }, errors: {} })
  assert.deepEqual(reviewValues({}, context), { review: '72' })
  assert.deepEqual(reviewValues({ review_on: '2032-11-22' }, context), { review: '72' })
  assert.deepEqual(reviewValues({ review_on: '2027-02-01' }, context), {
    review: 'other',
    review_on: '2027-02-01',
  })
})

void test('a review is on a real day to come', () => {
  const on = (day: string, month: string, year: string) =>
    readReview(
      { review: 'other', 'review_on-day': day, 'review_on-month': month, 'review_on-year': year },
      {},
      context,
    ).errors['review_on']
  assert.equal(on('31', '2', '2027'), 'Review date must be a real date')
  assert.equal(on('31', 'wrong', '2027'), 'Review date must be a real date')
  assert.equal(on('22', '11', '2026'), 'Review date must be in the future')
  assert.equal(on('', '', ''), 'Enter a review date')
  assert.equal(on('1', '2', ''), 'Review date must include a year')
  assert.equal(on('', '', '2027'), 'Review date must include a day and a month')
  assert.equal(on('1', 'March', '2027'), undefined)
  assert.deepEqual(readReview({}, {}, context).errors, { review_on: 'Choose when this is to be reviewed' })
})

void test('months on end in the month they should', () => {
  assert.equal(monthsOn('2027-01-31', 1), '2027-02-28')
  assert.equal(monthsOn('2026-11-22', 72), '2032-11-22')
})

void test('what PostgreSQL cannot hold is not kept', () => {
  assert.equal(canBeKept({ title: 'a\0b' }), false)
  assert.equal(canBeKept({ title: 'a\ud800b' }), false)
  assert.equal(canBeKept({ title: String.raw`a\u0000b` }), true)
  assert.equal(canBeKept({ title: 'a\u0007b 😀' }), true)
})
