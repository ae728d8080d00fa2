import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figuresBy, figuresOf, sentenceOf, waited, type Measured } from './first-look.ts'

const opened = (minutes: number | null, place = 'Rye', becameIntelligence = false): Measured => ({
  place,
  month: '2026-11',
  minutes,
  becameIntelligence,
})

void test('the median and the slowest tenth, in words', () => {
  const reports = [5, 10, 10, 15, 20, 25, 30, 35, 120, 1440].map((minutes, index) =>
    opened(minutes, 'Rye', index < 3),
  )
  assert.deepEqual(figuresOf(reports), { reports: 10, median: 20, slowestTenth: 120, share: 30 })
  assert.equal(
    sentenceOf(figuresOf(reports)),
    'Half were opened within 20 minutes; one in ten waited more than 2 hours. 30 in 100 became an intelligence report, of 10 reports.',
  )
})

void test('small numbers are not told', () => {
  const four = [opened(5), opened(10), opened(15), opened(20, 'Rye', true)]
  assert.deepEqual(figuresOf(four), { reports: null, median: null, slowestTenth: null, share: null })
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
  assert.equal(waited(0), 'less than 5 minutes')
  assert.equal(waited(35), '35 minutes')
  assert.equal(waited(60), '1 hour')
  assert.equal(waited(130), '2 hours 10 minutes')
  assert.equal(waited(1_440), '1 day')
  assert.equal(waited(3_000), '2 days 2 hours')
})
