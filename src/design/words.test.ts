import assert from 'node:assert/strict'
import { test } from 'node:test'
import { handling } from '../wire/codes.ts'
import { ukDate, ukDateTime, ukHour, ukMonth, ukTime, utcDateTime } from './dates.ts'
import { differingPart, gradeWords, labelFrom, ownLink, plural, sentenceList } from './words.ts'

test('a moment is shown in London time, in winter and in summer', () => {
  assert.equal(ukHour('2026-11-22T21:00:00Z'), '22 November 2026, between 9pm and 10pm')
  assert.equal(ukHour('2026-06-22T23:10:00Z'), '23 June 2026, between 12am and 1am')
  assert.equal(ukDateTime('2026-11-22T15:15:00Z'), '22 November 2026 at 3:15pm')
  assert.equal(ukDateTime('2026-06-22T08:05:00Z'), '22 June 2026 at 9:05am')
  assert.equal(ukDateTime(new Date('2026-06-22T23:30:00Z')), '23 June 2026 at 12:30am')
  assert.equal(utcDateTime('2026-06-22T23:30:00Z'), '22 June 2026, 23:30 UTC')
})

test('a calendar day is not moved by a time zone', () => {
  assert.equal(ukDate('2026-06-01'), '1 June 2026')
  assert.equal(ukDate('2026-06-30T23:30:00Z'), '1 July 2026')
  assert.equal(ukMonth('2026-10'), 'October 2026')
})

test('what is no date comes back as text, and nothing as nothing', () => {
  assert.equal(ukDate('soon'), 'soon')
  assert.equal(ukDate(null), '')
  assert.equal(ukDate('2026-99-99'), '2026-99-99')
  assert.equal(ukTime('<b>'), '&lt;b&gt;')
})

test('a time element carries UTC beside', () => {
  assert.equal(
    ukTime('2026-11-22T15:15:00Z'),
    '<time datetime="2026-11-22T15:15:00.000Z" title="UTC 22 November 2026, 15:15" data-utc="22 November 2026, 15:15 UTC">22 November 2026 at 3:15pm</time>',
  )
})

test('lists, plurals and labels', () => {
  assert.equal(sentenceList(['Kent', 'Sussex', 'the NCA']), 'Kent, Sussex and the NCA')
  assert.equal(sentenceList(['Kent', 'Sussex'], 'or'), 'Kent or Sussex')
  assert.equal(sentenceList([]), '')
  assert.equal(plural(1, 'match', 'matches'), '1 match')
  assert.equal(plural(1204, 'report'), '1,204 reports')
  assert.equal(plural(0, 'report'), 'no reports')
  assert.equal(labelFrom(handling)('P'), 'Lawful sharing permitted')
  assert.equal(labelFrom(handling)('constructor'), 'constructor')
  assert.equal(gradeWords('2', 'C'), 'Untested; known indirectly')
})

test('a link made of data cannot leave this site', () => {
  for (const fine of [
    '/reports/1',
    '?cursor=a',
    '#title',
    'tel:+447700900123',
    'mailto:desk@kent-police.example',
  ]) {
    assert.equal(ownLink(fine), fine)
  }
  for (const bad of [
    'javascript:alert(1)',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    'https://elsewhere.example',
    '',
    null,
    'data:text/html,x',
  ]) {
    assert.equal(ownLink(bad), '#')
  }
})

test('only the words that differ are marked', () => {
  assert.deepEqual(differingPart('near the east pier', 'near the west pier'), {
    before: 'near the ',
    changed: 'east',
    after: ' pier',
  })
  assert.deepEqual(differingPart('same', 'same'), { before: 'same', changed: '', after: '' })
  assert.deepEqual(differingPart('a a', 'a'), { before: '', changed: 'a', after: ' a' })
  assert.deepEqual(differingPart(null, 'x'), { before: '', changed: '', after: '' })
})
