import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DraftDocument } from '../../drafts.ts'
import { bornFault, typedBorn } from './born.form.ts'
import { typedPerson, withSubject } from './subjects.form.ts'

const document: DraftDocument = { items: [{ text: 'Seen' }] }
const typed = (day: string, month: string, year: string) => ({
  names: 'Besnik',
  category: 'suspected',
  'born-day': day,
  'born-month': month,
  'born-year': year,
})
const faultOf = (day: string, month: string, year: string) => {
  const form = typed(day, month, year)
  const { born } = withSubject(document, null, typedPerson(form, document)).errors
  return born === undefined ? undefined : bornFault(form, born)
}

test('a month of birth may be written as its name, and a day as it is said', () => {
  assert.equal(typedBorn(typed('2', 'March', '1990')), '1990-03-02')
  assert.equal(typedBorn(typed('2nd', 'mar', '1990')), '1990-03-02')
  assert.equal(typedBorn(typed('', 'Medi', '1990')), '1990-09')
  assert.equal(typedBorn(typed('', '', 'c. 1987')), 'c. 1987')
})

test('what is wrong with a date of birth is said in the words of GOV.UK', () => {
  assert.equal(faultOf('31', '2', '1990'), 'Date of birth must be a real date')
  assert.equal(faultOf('2', 'Marsh', '1990'), 'Date of birth must be a real date')
  assert.equal(faultOf('2', '3', ''), 'Date of birth must include a year')
  assert.equal(faultOf('2', '', '1990'), 'Date of birth must include a month')
  assert.equal(faultOf('1', '1', '2990'), 'Date of birth must be in the past')
  assert.equal(faultOf('2', 'March', '1990'), undefined)
})
