import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportRun } from '../../import-run-store.ts'
import { faultWords, runView, stateOf } from './imports.view.ts'
import { isExportName } from './upload.ts'

const run: ImportRun = {
  id: 'x',
  fileName: 'kent.xlsx',
  state: 'running',
  read: 0,
  kept: 0,
  already: 0,
  refused: 0,
  notUnderstood: 0,
  refusals: [],
  fault: null,
  startedAt: new Date(0),
  finishedAt: null,
  isAway: false,
}

const nobody = { persons: 0, waiting: 0 }

void test('while it runs the page asks again; when it is done a page that was open is shown the way', () => {
  assert.equal(runView(run, nobody).progress.url, '/imports/x')
  assert.equal(runView(run, nobody).progress.text, 'Waiting for its turn')
  const done = { ...run, state: 'done' as const, read: 3, kept: 2, refused: 1 }
  assert.equal('url' in runView(done, nobody).progress, false)
  assert.deepEqual(runView(done, nobody, true).progress.result, {
    text: 'See the result, row by row',
    href: '/imports/x',
  })
  assert.equal('result' in runView(done, nobody).progress, false)
})

void test('it says how far persons are compared, and goes on asking until they all are', () => {
  const done = { ...run, state: 'done' as const, read: 3_000, kept: 3_000 }
  const half = runView(done, { persons: 2_400, waiting: 1_100 }, true).progress
  assert.match(half.text, /1,300 of 2,400 persons of this import are compared/)
  assert.equal(half.finished, false)
  assert.equal('url' in half, true)
  assert.equal('result' in half, false)
  const whole = runView(done, { persons: 2_400, waiting: 0 }, true).progress
  assert.match(whole.text, /2,400 of 2,400 persons of this import are compared/)
  assert.equal(whole.finished, true)
  assert.equal('url' in whole, false)
  assert.match(
    runView(done, { persons: 1, waiting: 0 }).progress.text,
    /1 of 1 person of this import is compared/,
  )
  assert.doesNotMatch(runView(done, nobody).progress.text, /person/)
})

void test('refused rows stand by line and reason, and what is not listed is counted', () => {
  const view = runView(
    {
      ...run,
      state: 'done',
      refused: 3,
      refusals: [{ line: 7, reference: null, reason: 'date missing' }],
    },
    nobody,
  )
  assert.deepEqual(view.refusals, [[{ number: 7 }, '', 'Date missing']])
  assert.equal(view.moreRefused, 2)
  assert.equal(stateOf({ state: 'done', refused: 3 }).text, 'Done, some refused')
})

void test('a fault has words, also one that nobody has listed', () => {
  assert.equal(faultWords(null), null)
  assert.match(faultWords('of-another-agency') ?? '', /another agency/)
  assert.match(faultWords('odd') ?? '', /half-way/)
})

void test('only files that a mapping can read are taken', () => {
  assert.equal(isExportName('Kent.XLSX'), true)
  assert.equal(isExportName('report.pdf'), false)
  assert.equal(isExportName('csv'), false)
})
