import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { writtenDay } from './written-day.ts'

const read = (day: string, month = '', year = '') => writtenDay({ day, month, year })

test('a day is read with a month by name in English and Welsh, in figures of any script, with a short year', () => {
  for (const [day, month, year] of [
    ['1', '5', '2026'],
    ['01', '05', '26'],
    ['1', 'May', '2026'],
    ['1st', 'MAY', '’26'],
    ['1', 'mai', '2026'],
    ['1af', 'Fai', '2026'],
    ['١', '٥', '٢٠٢٦'],
    ['۱', '۵', '۲۰۲۶'],
    ['１', 'May', '２０２６'],
    [' 1 ', ' may. ', ' 2026 '],
  ] as const)
    assert.equal(read(day, month, year), '2026-05-01', `${day} ${month} ${year}`)
  for (const whole of [
    '1 May 2026',
    '1 mai 2026',
    '1/5/2026',
    '1.5.26',
    '2026-05-01',
    'May 1st, 2026',
    '1 o Fai 2026',
    '1st of May 2026',
    '١/٥/٢٠٢٦',
  ])
    assert.equal(read(whole), '2026-05-01', whole)
})

test('every month is known by its name and by its first three letters, in both languages', () => {
  for (const language of ['en-GB', 'cy'])
    for (let month = 1; month <= 12; month++) {
      const name = new Intl.DateTimeFormat(language, { month: 'long' }).format(new Date(2026, month - 1, 15))
      const expected = `2026-${String(month).padStart(2, '0')}-15`
      assert.equal(read('15', name, '2026'), expected, name)
      assert.equal(read('15', name.slice(0, 3), '2026'), expected, name)
    }
  assert.equal(read('15', 'Sept', '2026'), '2026-09-15')
})

test('what is no day, month and year is none', () => {
  for (const parts of [
    ['', '', ''],
    ['1', '', '2026'],
    ['1', 'Ma', '2026'],
    ['x', '5', '2026'],
    ['1', '5', '226'],
    ['1 May', '5', '2026'],
    ['1', 'May 2026', ''],
    ['1 May 2026', '5', ''],
  ])
    assert.equal(read(...(parts as [string, string, string])), null, parts.join('|'))
  assert.equal(read('31', '2', '2026'), '2026-02-31', 'whether there is such a day, the caller asks')
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (day, month, year) => {
      const found = read(day, month, year)
      assert.ok(found === null || /^\d{4}-\d{2}-\d{2}$/.test(found))
    }),
  )
})
