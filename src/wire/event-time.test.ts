import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readEventTime, TIME_NOT_UNDERSTOOD } from './event-time.ts'

const now = new Date('2026-11-30T12:00:00Z')
const read = (text: string) => {
  const time = readEventTime(text, now)
  return 'fault' in time ? time.fault : time.when
}

void describe('when something happened', () => {
  const written: [string, string][] = [
    ['2 November 2026', '2026-11-02'],
    ['02/11/2026', '2026-11-02'],
    ['2.11.26', '2026-11-02'],
    ['Monday 2 November 2026', '2026-11-02'],
    ['۲ November ۲۰۲۶', '2026-11-02'],
    ['2 November 2026 at 05:10', '2026-11-02T05:10Z'],
    ['2 November 2026 0510hrs', '2026-11-02T05:10Z'],
    ['5.10am on 2 November 2026', '2026-11-02T05:10Z'],
    ['2026-11-02 05:10', '2026-11-02T05:10Z'],
    ['2 July 2026 at 5:10 pm', '2026-07-02T16:10Z'],
    ['2026-07-02T05:10+01:00', '2026-07-02T04:10Z'],
    ['November 2026', '2026-11'],
    ['11/2026', '2026-11'],
    ['Tachwedd 2026', '2026-11'],
    ['about 2 November 2026', '2026-11-02~'],
    ['c. November 2026', '2026-11~'],
    ['between 2 and 5 November 2026', '2026-11-02/2026-11-05'],
    ['2 November - 5 November 2026', '2026-11-02/2026-11-05'],
    ['from 5am to 6am on 2 November 2026', '2026-11-02T05:00Z/2026-11-02T06:00Z'],
    ['between January and March 2026', '2026-01/2026-03'],
  ]
  for (const [text, kept] of written)
    void test(`${text} is read`, () => {
      assert.equal(read(text), kept)
      assert.equal(read(kept), kept, 'and reads back to itself')
    })

  void test('is a stretch of time in London, its end not in it', () => {
    const july = readEventTime('2 July 2026', now)
    assert.ok('from' in july)
    assert.deepEqual(
      [july.from.toISOString(), july.until.toISOString()],
      ['2026-07-01T23:00:00.000Z', '2026-07-02T23:00:00.000Z'],
    )
  })

  const refused: [string, RegExp][] = [
    ['14 October 1066', /before 1970/],
    ['11/8/1405', /before 1970.*calendar that Britain uses/],
    ['3 March 2099', /more than a year ahead/],
    ['2026', /year alone/],
    ['1066', /year alone/],
    ['31 February 2026', /does not exist/],
    ['13/31/2026', /does not exist/],
    ['25 October 2026 01:30', /came twice.*BST or GMT/],
    ['29 March 2026 01:30', /did not exist/],
    ['5 November 2026 to 2 November 2026', /end is before the beginning/],
    ['2 November 2026 25:00', /not understood/],
    ['<script>alert(1)</script>', /not understood/],
    ['', /not understood/],
    ['9'.repeat(5_000), /not understood/],
  ]
  for (const [text, why] of refused)
    void test(`${text.slice(0, 40) || 'nothing'} is refused, and it is said what to do`, () => {
      assert.match(read(text), why)
    })

  void test('an hour that came twice is read with BST or GMT behind it', () => {
    assert.equal(read('25 October 2026 01:30 BST'), '2026-10-25T00:30Z')
    assert.equal(read('25 October 2026 01:30 GMT'), '2026-10-25T01:30Z')
    assert.match(TIME_NOT_UNDERSTOOD, /Write it like/)
  })
})
