import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DATE_FORMATS, readBirthCell, readInstant, reviewDate } from './dates.ts'

const london = (written: string | Date | null) => {
  const read = readInstant(written, DATE_FORMATS, 'Europe/London')
  return 'fault' in read ? read.fault : read.instant
}

test('local times are London’s, in winter and in summer', () => {
  assert.equal(london('27/01/2026 22:22'), '2026-01-27T22:22:00.000Z')
  assert.equal(london('27/07/2026 22:22'), '2026-07-27T21:22:00.000Z')
  assert.equal(london('27/07/2026'), '2026-07-26T23:00:00.000Z')
  assert.equal(london(new Date('2026-07-27T22:21:59.999Z')), '2026-07-27T21:22:00.000Z')
  assert.equal(london('2026-07-27T22:22:30'), '2026-07-27T21:22:30.000Z')
})

test('an hour that the spring skips and one that the autumn repeats (RFC 5545, 3.3.5)', () => {
  assert.equal(london('29/03/2026 01:30'), '2026-03-29T01:30:00.000Z')
  assert.equal(london('25/10/2026 01:30'), '2026-10-25T00:30:00.000Z')
})

test('a time with an offset is what it says', () => {
  assert.equal(london('2026-07-27T22:22:00+00:00'), '2026-07-27T22:22:00.000Z')
  assert.equal(london('2026-07-27T22:22:00Z'), '2026-07-27T22:22:00.000Z')
  assert.equal(london('2026-07-27T22:22:00+05:30'), '2026-07-27T16:52:00.000Z')
  assert.equal(london('2026-07-27T22:22:00-0230'), '2026-07-28T00:52:00.000Z')
})

test('what is no date says why', () => {
  for (const written of [
    '31/02/2026',
    '00/01/2026',
    '01/13/2026',
    '29/02/2025',
    '01/01/0026',
    '01/01/2026 24:00',
  ]) {
    assert.equal(london(written), 'does not exist', written)
  }
  for (const written of ['1/2/26', 'yesterday', '2026-07', '20260727']) {
    assert.equal(london(written), 'is not understood', written)
  }
  assert.equal(london(' '), 'is missing')
  assert.equal(london(null), 'is missing')
  assert.equal(london(new Date(Number.NaN)), 'is not understood')
})

test('every minute of a century is read back', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true }),
      (date) => {
        const minute = new Date(Math.floor(date.getTime() / 60_000) * 60_000)
        const [day = '', time = ''] = minute.toISOString().split('T')
        const written = `${day.split('-').reverse().join('/')} ${time.slice(0, 5)}`
        assert.deepEqual(readInstant(written, DATE_FORMATS, 'UTC'), { instant: minute.toISOString() })
      },
    ),
  )
})

test('a birth is taken in every form; one that cannot be kept costs the birth, and is said', () => {
  const born = (written: string | Date | null) => readBirthCell(written, new Set(['NK']), '2026-11-29')
  for (const written of [
    '10/07/1961',
    '1961-07-10',
    '1961',
    '00/00/1970',
    'c. 1987',
    '1985-1990',
    '12/05/1390',
  ])
    assert.deepEqual(born(written), { born: written, said: null })
  assert.deepEqual(born(new Date('1961-07-10T00:00:00Z')), { born: '1961-07-10', said: null })
  for (const written of [' nk ', '', null]) assert.deepEqual(born(written), { born: null, said: null })
  for (const [written, why] of [
    ['31/02/1961', 'This date does not exist'],
    ['1702', 'Nobody alive was born in 1702'],
    ['14/03/2087', 'This date is in the future'],
  ] as const)
    assert.deepEqual(born(written), { born: null, said: `The birth “${written}” was not kept: ${why}` })
  assert.match(born('adult').said ?? '', /was not kept: Enter a birth like/)
})

test('of a child’s birth with a slip the year stays, so that the child is compared with nobody', () => {
  const { born, said } = readBirthCell('31/02/2011', new Set(), '2026-11-29')
  assert.equal(born, '2011')
  assert.match(said ?? '', /does not exist/)
})

test('a review is months ahead, on a day that exists, never in the past', () => {
  assert.equal(reviewDate('2026-08-31T10:00:00.000Z', 6, '2026-11-22'), '2027-02-28')
  assert.equal(reviewDate('2024-02-29T10:00:00.000Z', 72, '2026-11-22'), '2030-02-28')
  assert.equal(reviewDate('2014-02-28T10:00:00.000Z', 72, '2026-11-22'), '2026-11-22')
})
