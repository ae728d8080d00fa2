import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figuresBy, figuresOf, sentenceOf, waited, type Measured } from './first-look.ts'

const opened = (hours: number | null, place = 'Rye', becameIntelligence = false): Measured => ({
  place,
  month: '2026-11',
  hours,
  becameIntelligence,
})

void test('the median and nine in ten, in words, and never less than somebody may have waited', () => {
  const reports = [0, 0, 0, 0, 1, 1, 1, 3, 3, 24].map((hours, index) => opened(hours, 'Rye', index < 3))
  assert.deepEqual(figuresOf(reports), { reports: 10, median: 2, nineInTen: 4, share: 30 })
  assert.equal(
    sentenceOf(figuresOf(reports)),
    'Half were opened within 2 hours, nine in ten within 4 hours. 30 in 100 became an intelligence report, of 10 reports.',
  )
})

void test('small numbers are not told', () => {
  const four = [opened(0), opened(1), opened(1), opened(2, 'Rye', true)]
  assert.deepEqual(figuresOf(four), { reports: null, median: null, nineInTen: null, share: null })
  assert.match(sentenceOf(figuresOf(four)), /^Fewer than 5 reports/)
  const unopened = Array.from({ length: 6 }, () => opened(null))
  assert.match(sentenceOf(figuresOf(unopened)), /^Too few have been opened/)
})

void test('by place, each alone', () => {
  const reports = [...Array.from({ length: 5 }, () => opened(5, 'Rye')), opened(5, 'Bosham')]
  assert.deepEqual(
    figuresBy(reports, (one) => one.place).map(({ key, figures }) => [key, figures.reports]),
    [
      ['Bosham', null],
      ['Rye', 5],
    ],
  )
})

void test('how long somebody waited', () => {
  assert.equal(waited(1), '1 hour')
  assert.equal(waited(2), '2 hours')
  assert.equal(waited(24), '1 day')
  assert.equal(waited(50), '2 days 2 hours')
})
