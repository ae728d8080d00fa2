import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { birthWords, knownBirth, mayBeChild } from './known-birth.ts'
import { fromLunarHijri, lunarYearOf } from './lunar-hijri.ts'
import { childYearIn, readBirth } from './read-birth.ts'
import { fromSolarHijri, isSolarLeap, solarYearOf } from './solar-hijri.ts'

const TODAY = '2026-11-29'
const read = (text: string) => readBirth(text, TODAY)
const born = (text: string) => {
  const birth = read(text)
  return 'fault' in birth ? birth.fault : birth.born
}
const asBirth = (day: { year: number; month: number; day: number } | null) =>
  day && `${String(day.year)}-${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`

void describe('the calendars', () => {
  void test('Solar Hijri days are those of the almanac, leap years too', () => {
    for (const [year, month, day, gregorian] of [
      [1390, 5, 12, '2011-08-03'],
      [1300, 1, 1, '1921-03-21'],
      [1357, 11, 22, '1979-02-11'],
      [1399, 12, 30, '2021-03-20'],
      [1400, 1, 1, '2021-03-21'],
      [1403, 12, 30, '2025-03-20'],
      [1366, 1, 1, '1987-03-21'],
    ] as const)
      assert.equal(asBirth(fromSolarHijri({ year, month, day })), gregorian)
    assert.equal(fromSolarHijri({ year: 1400, month: 12, day: 30 }), null)
    assert.equal(fromSolarHijri({ year: 1390, month: 7, day: 31 }), null)
    const leaps = Array.from({ length: 40 }, (_, n) => 1370 + n).filter(isSolarLeap)
    assert.deepEqual(leaps, [1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408])
  })

  void test('every day of a century and a half is what an independent almanac says', () => {
    const almanac = (calendar: string) =>
      new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' }) // prettier-ignore
    const persian = almanac('persian')
    const islamic = almanac('islamic-civil')
    const partsOf = (format: Intl.DateTimeFormat, at: number) => {
      const parts = format.formatToParts(at)
      const number = (type: string) => Number(parts.find((part) => part.type === type)?.value)
      return { year: number('year'), month: number('month'), day: number('day') }
    }
    for (let at = Date.UTC(1921, 2, 21); at < Date.UTC(2060, 0, 1); at += 3 * 86_400_000) {
      const iso = new Date(at).toISOString().slice(0, 10)
      assert.equal(asBirth(fromSolarHijri(partsOf(persian, at))), iso)
      assert.equal(asBirth(fromLunarHijri(partsOf(islamic, at))), iso)
    }
  })

  void test('the present year turns on the new year’s day', () => {
    assert.equal(solarYearOf({ year: 2026, month: 3, day: 20 }), 1404)
    assert.equal(solarYearOf({ year: 2026, month: 3, day: 21 }), 1405)
    assert.equal(lunarYearOf({ year: 2026, month: 11, day: 29 }), 1448)
    assert.equal(lunarYearOf({ year: 2026, month: 6, day: 1 }), 1447)
  })
})

void describe('reading a birth', () => {
  void test('is the same in every way of writing it', () => {
    for (const [text, kept] of [
      ['14/03/1987', '1987-03-14'],
      ['1987-03-14', '1987-03-14'],
      ['1987/03/14', '1987-03-14'],
      ['14.3.1987', '1987-03-14'],
      ['14 March 1987', '1987-03-14'],
      ['14-MAR-1987', '1987-03-14'],
      ['14th Mar 1987', '1987-03-14'],
      ['DOB: 14/03/1987', '1987-03-14'],
      ['1987-03-14T00:00:00.000Z', '1987-03-14'],
      ['19870314', '1987-03-14'],
      ['١٤/٠٣/١٩٨٧', '1987-03-14'],
      ['14/03/87', '1987-03-14'],
      ['14/03/06', '2006-03-14'],
      ['14 March 90', '1990-03-14'],
      ['12/05/90 AD', '1990-05-12'],
      ['03/1987', '1987-03'],
      ['1987-03', '1987-03'],
      ['March 1987', '1987-03'],
      ['00/03/1987', '1987-03'],
      ['1987', '1987'],
      ['1987.0', '1987'],
      ['00/00/1987', '1987'],
      ['1987-00-00', '1987'],
      ['xx/xx/1987', '1987'],
      ['c. 1987', '1987~'],
      ['c1987', '1987~'],
      ['circa 1987', '1987~'],
      ['about 1987', '1987~'],
      ['1987?', '1987~'],
      ['1987~', '1987~'],
      ['14/03/82?', '1982~'],
      ['1985 to 1990', '1985/1990'],
      ['1985-1990', '1985/1990'],
      ['1985–1990', '1985/1990'],
      ['1985/1990', '1985/1990'],
      ['1985-90', '1985/1990'],
      ['between 1985 and 1990', '1985/1990'],
      ['1980s', '1980/1989'],
      ['aged 40', '1985/1986'],
      ['17 years old', '2008/2009'],
    ] as const)
      assert.equal(born(text), kept, text)
  })

  void test('a year of the 1300s is Solar Hijri and says so; lunar Hijri is read where it is written', () => {
    for (const text of [
      '12/05/1390',
      '1390-05-12',
      '۱۳۹۰/۰۵/۱۲',
      '12 Mordad 1390',
      '12 Asad 1390',
      '12/05/1390 AH',
    ]) {
      const birth = read(text)
      assert.ok('born' in birth)
      assert.equal(birth.born, '2011-08-03', text)
      assert.match(birth.said ?? '', /Solar Hijri: 3 August 2011\. If it is lunar Hijri, write “lunar”/)
      assert.ok(mayBeChild(birth.born, TODAY))
    }
    assert.equal(born('1366'), '1987/1988')
    assert.equal(born('05/1366'), '1987')
    assert.equal(born('c. 1366'), '1987~')
    assert.equal(born('1405'), '2026/2027')
    assert.equal(born('12/05/1390 lunar'), '1970-07-16')
    assert.equal(born('1412 AH'), '1991/1992')
  })

  void test('a later year up to the present lunar one is asked, kept as written and never compared', () => {
    for (const text of ['1412', '12/05/1412', '1448', '1406']) {
      const birth = read(text)
      assert.ok('born' in birth)
      assert.equal(birth.born, text)
      assert.match(birth.said ?? '', /Which calendar/)
      assert.equal(knownBirth(birth.born), null)
      assert.ok(mayBeChild(birth.born, TODAY))
    }
  })

  void test('a year of two figures that is a child’s in another calendar is asked, and never compared', () => {
    for (const text of [
      '12/05/90',
      '12.5.90',
      '۱۲/۰۵/۹۰',
      '00/00/90',
      '31/02/88',
      '14/03/05',
      '14/03/87?',
      '12/05/30',
      '12/05/90 AH',
    ]) {
      const birth = read(text)
      assert.ok('born' in birth, text)
      assert.equal(birth.born, text)
      assert.match(
        birth.said ?? '',
        /Hijri calendar: then this person is under 18\. Write the year with four figures/,
      )
      assert.equal(knownBirth(birth.born), null)
      assert.ok(mayBeChild(birth.born, TODAY), text)
    }
    assert.match((read('12/05/90') as { said: string }).said, /may be of 1990, or of 1390 in the Solar Hijri/)
    for (const text of ['12/05/61', '14/03/87', '12/05/90 Gregorian', '12 May 90', '12/05/49'])
      assert.ok(!mayBeChild(born(text), TODAY), text)
  })

  void test('no reading of a two-figure year as a child is ever compared, whatever the day', () => {
    for (let short = 0; short < 100; short++)
      for (const [month, day] of [
        [1, 1],
        [5, 12],
        [11, 28],
        [12, 29],
      ] as const) {
        const kept = born(`${String(day)}/${String(month)}/${String(short).padStart(2, '0')}`)
        const children = [1300, 1400].flatMap((century) =>
          [fromSolarHijri, fromLunarHijri].flatMap((convert) => {
            const gregorian = asBirth(convert({ year: century + short, month, day }))
            return gregorian !== null &&
              gregorian > '1900' &&
              gregorian <= TODAY &&
              mayBeChild(gregorian, TODAY)
              ? [gregorian]
              : []
          }),
        )
        if (children.length > 0)
          assert.ok(mayBeChild(kept, TODAY), `${String(day)}/${String(month)}/${String(short)}`)
      }
  })

  void test('two figures of a year are of the calendar that is named', () => {
    assert.equal(born('12 Mordad 90'), '2011-08-03')
    assert.equal(born('12/05/90 shamsi'), '2011-08-03')
    assert.equal(born('12/05/90 lunar'), '1970-07-16')
  })

  void test('a year nobody alive can have, the future, and what is no date are refused by name', () => {
    for (const text of ['1702', '14/03/1899', '1299', '1450', '1020-05-06'])
      assert.match(born(text), /^Nobody alive was born in \d+$/, text)
    for (const text of ['14/03/2087', '2027', '2026-12', '30/11/2026', '2569', '12/12/1405'])
      assert.match(born(text), /future/, text)
    for (const text of ['31/02/1961', '01/13/1961', '29/02/1987', '31/07/1390', '1990 to 1985'])
      assert.match(born(text), /does not exist/, text)
    for (const text of ['adult', '87', '', '-', '0', 'Brighton', '1'.repeat(500), '1970 to 1990x'])
      assert.match(born(text), /^Enter a birth/, text)
    assert.match(born('1950 to 1990'), /at most 12 years/)
  })

  void test('what was read is read again as the same', () => {
    for (const text of [
      '14/03/1987',
      '03/1987',
      'c. 1987',
      '1985-1990',
      '1366',
      '12/05/1390',
      '12/05/1412',
      'age 30',
    ])
      assert.equal(born(born(text)), born(text), text)
  })

  void test('of what cannot be kept, a year that would make a child stays', () => {
    assert.equal(childYearIn('31/02/2011', TODAY), '2011')
    assert.equal(childYearIn('31/13/1390', TODAY), '2012')
    assert.equal(childYearIn('۳۱/۱۳/۱۳۹۰', TODAY), '2012')
    assert.equal(childYearIn('31/13/1405', TODAY), '2026')
    for (const text of ['90/05/12', '05/90', "12/05/'90", '31/31/90'])
      assert.notEqual(childYearIn(text, TODAY), null, text)
    for (const text of ['31/02/1961', '31/02/61', 'adult', '14/03/2087', '1702'])
      assert.equal(childYearIn(text, TODAY), null, text)
  })
})

void describe('who may be under 18', () => {
  void test('the youngest reading counts, in every form', () => {
    for (const child of [
      '2008-11-30',
      '2008-12',
      '2008',
      '2006~',
      '2000/2008',
      '2011',
      '12/05/1412',
      'nonsense',
      '1390-05-12',
    ])
      assert.ok(mayBeChild(child, TODAY), child)
    for (const adult of ['2008-11-29', '2008-10', '2007', '2005~', '2000/2007', '1987-03-14'])
      assert.ok(!mayBeChild(adult, TODAY), adult)
    assert.ok(!mayBeChild(undefined, TODAY))
  })
})

test('a birth in words', () => {
  for (const [kept, words] of [
    ['1987-03-14', '14 March 1987'],
    ['1987-03', 'March 1987'],
    ['1987', '1987'],
    ['1987~', 'about 1987'],
    ['1985/1990', '1985 to 1990'],
    ['12/05/1412', '12/05/1412'],
  ] as const)
    assert.equal(birthWords(kept), words)
})

void test('a day that is written plainly is read as the same day among other signs is', () => {
  for (const year of [
    '1299',
    '1300',
    '1357',
    '1390',
    '1404',
    '1448',
    '1449',
    '1899',
    '1900',
    '1987',
    '2011',
    '2026',
    '2027',
  ])
    for (const month of ['00', '01', '02', '12', '13'])
      for (const day of ['00', '01', '29', '30', '31', '32'])
        for (const plain of [`${day}/${month}/${year}`, `${year}-${month}-${day}`]) {
          const [alone, among] = [read(plain), read(`born: ${plain}`)]
          // What is said quotes what was written.
          const without = (said: unknown) => JSON.stringify(said).replaceAll('born: ', '')
          assert.equal(without(alone), without(among), plain)
        }
})
