import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cy } from '../wording/cy.ts'
import { en } from '../wording/en.ts'
import { readAnswers } from './read-answers.ts'

const NOW = new Date('2026-11-22T12:00:00Z')
const dayOf = (day: string, month: string, year: string, words = en) =>
  readAnswers('when', { when: 'earlier', 'day-day': day, 'day-month': month, 'day-year': year }, words, NOW)

test('the day of a report is read with month names, any figures and a short year, in both languages', () => {
  for (const words of [en, cy])
    for (const [day, month, year] of [
      ['1', 'May', '2026'],
      ['1', 'mai', '2026'],
      ['١', '٥', '٢٠٢٦'],
      ['1', '5', '26'],
      ['1 May 2026', '', ''],
    ] as const) {
      const { answers, errors } = dayOf(day, month, year, words)
      assert.deepEqual(errors, {}, month)
      assert.deepEqual(answers.when, { at: 'earlier', day: '2026-05-01', words: undefined })
    }
})

test('a day that is none, or is still to come, is said in the language of the form', () => {
  assert.deepEqual(dayOf('31', 'Chwefror', '2026', cy).errors, { 'day-day': cy.when.dayWrong })
  assert.deepEqual(dayOf('1', 'Mayday', '2026').errors, { 'day-day': en.when.dayWrong })
  assert.deepEqual(dayOf('23', 'Tachwedd', '26', cy).errors, { 'day-day': cy.when.dayAhead })
})
