import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as codes from '../wire/codes.ts'
import * as fields from './fields.ts'

test('a field takes its label, hint, value and fault in one line', () => {
  const params = fields.inputParams(
    { name: 'title', label: 'Title', hint: 'Short' },
    { title: 'Boat' },
    { title: 'Too long' },
  )
  assert.equal(params['id'], 'title')
  assert.equal(params['value'], 'Boat')
  assert.deepEqual(params['label'], { text: 'Title', classes: 'govuk-label--s' })
  assert.deepEqual(params['hint'], { text: 'Short' })
  assert.deepEqual(params['errorMessage'], { text: 'Too long' })
})

test('a field of a list has an id that a link can name', () => {
  const name = 'items[0].text'
  assert.equal(fields.textareaParams({ name, label: 'Text' })['id'], 'items-0-text')
  assert.deepEqual(fields.errorList({ [name]: 'Enter the text', form: 'Changed meanwhile' }), [
    { text: 'Enter the text', href: '#items-0-text' },
    { text: 'Changed meanwhile' },
  ])
})

test('a code list becomes choices, the code beside its words, none chosen by default', () => {
  const options = { name: 'handling', legend: 'Handling', items: codes.handling, codeBeside: true }
  assert.deepEqual(fields.radiosParams(options, {}, {})['items'], [
    { value: 'P', text: 'Lawful sharing permitted (P)', checked: false },
    { value: 'C', text: 'Lawful sharing permitted with conditions (C)', checked: false },
  ])
})

test('checkboxes take one value or several', () => {
  const options = { name: 'kinds', legend: 'Kinds', items: { phone: 'Telephone', vehicle: 'Vehicle' } }
  const checked = (value: unknown) =>
    (fields.checkboxesParams(options, { kinds: value })['items'] as { checked: boolean }[]).map(
      (item) => item.checked,
    )
  assert.deepEqual(checked('phone'), [true, false])
  assert.deepEqual(checked(['phone', 'vehicle']), [true, true])
  assert.deepEqual(checked(undefined), [false, false])
})

test('a date is filled from what was typed, else from the day that is kept', () => {
  const items = (values: fields.Values) =>
    (fields.dateParams({ name: 'review_on', legend: 'Review' }, values)['items'] as { value: string }[]).map(
      (item) => item.value,
    )
  assert.deepEqual(items({ review_on: '2027-11-22' }), ['22', '11', '2027'])
  assert.deepEqual(
    items({ review_on: '2027-11-22', 'review_on-day': '31', 'review_on-month': 'x', 'review_on-year': '' }),
    ['31', 'x', ''],
  )
  assert.deepEqual(items({}), ['', '', ''])
})

test('a date is read back as a day, for the schema to judge', () => {
  const read = (day: string, month: string, year: string) =>
    fields.readDateField({ 'on-day': day, 'on-month': month, 'on-year': year }, 'on')
  assert.equal(read('2', '1', '2027'), '2027-01-02')
  assert.equal(read('31', '2', '2027'), '2027-02-31')
  assert.equal(read('', '', ''), undefined)
  assert.equal(read('x', '2', '2027'), '2027-02-x')
  assert.equal(read('2', 'January', '27'), '2027-01-02')
  assert.equal(read('2 Jan 2027', '', ''), '2027-01-02')
})

test('html that no macro made becomes text, at any depth', () => {
  const markup = { made: 'by a macro' }
  const clean = fields.withoutRawHtml(
    { hint: { html: '<b>' }, items: [{ text: 'C', conditional: { html: markup } }, { titleHtml: '<i>' }] },
    (value) => value === markup,
  )
  assert.deepEqual(clean, {
    hint: { text: '<b>' },
    items: [{ text: 'C', conditional: { html: markup } }, { titleText: '<i>' }],
  })
})

test('what is wrong with a date in three boxes is said in the words of GOV.UK', () => {
  const faultOf = (day: string, month: string, year: string) =>
    fields.faultOfDate({ 'd-day': day, 'd-month': month, 'd-year': year }, 'd', 'Review date')
  assert.equal(faultOf('', '', ''), undefined)
  assert.equal(faultOf('27', 'March', '2027'), undefined)
  assert.equal(faultOf('27 March 2027', '', ''), undefined)
  assert.equal(faultOf('31', '2', '2027'), 'Review date must be a real date')
  assert.equal(faultOf('x', 'y', 'z'), 'Review date must be a real date')
  assert.equal(faultOf('27', '3', ''), 'Review date must include a year')
  assert.equal(faultOf('27', '', ''), 'Review date must include a month and a year')
})

test('days of a filter come in three boxes, and in one piece from a link', () => {
  const boxes = { q: 'boat', 'from-day': '1', 'from-month': 'May', 'from-year': '2026', to: '2026-06-01' }
  assert.deepEqual(fields.withDateFields(boxes, ['from', 'to']), {
    q: 'boat',
    from: '2026-05-01',
    to: '2026-06-01',
  })
})
