import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readWritten, comparePersonRecords } from './compare-person-records.ts'

const read = (name: string | string[], born: string | null) =>
  readWritten({ id: '', names: [name].flat(), born })
const weigh = (
  a: [string | string[], string | null],
  b: [string | string[], string | null],
  sharing = false,
) => comparePersonRecords(read(...a), read(...b), sharing)

void describe('comparing two persons as written', () => {
  void test('one name in two scripts with one birth date is offered, with reasons that a detective can read', () => {
    const pair = weigh(['محمد حداد', '1987-03-14'], ['Mohamed Haddad', '1987-03-14'])
    assert.ok(pair)
    assert.ok(pair.bornBoth)
    assert.ok(pair.probability >= 0.5)
    assert.ok(pair.reasons.some((reason) => reason.includes('script')))
    assert.ok(pair.reasons.some((reason) => reason.includes('birth dates are equal')))
  })

  void test('reasons quote neither record, and hold no number', () => {
    const pairs = [
      weigh(['محمد حداد', '1987-03-14'], ['Mohamed Haddad', '1987-03-14']),
      weigh(['Anneke van den Berg', '1966-11-02'], ['Anneka Vandenberg', '1966-02-11']),
      weigh(['Zoran Petrović', '1990'], ['Zoran Petrovich', '1990-05-11']),
      weigh(['Xhevahir Kastrati', null], ['Xhevahir Kastrati', '1979-06-05'], true),
    ]
    for (const pair of pairs) {
      assert.ok(pair)
      const said = pair.reasons.join(' ').toLowerCase()
      for (const word of ['محمد', 'haddad', 'anneke', 'berg', 'zoran', 'petrov', 'kastrati', '19', '%', '0.'])
        assert.ok(!said.includes(word), `${word} in: ${said}`)
    }
  })

  void test('births that contradict one another end it, however alike the names', () => {
    assert.equal(weigh(['Xhevahir Kastrati', '1979-06-05'], ['Xhevahir Kastrati', '1983-09-27']), null)
    assert.equal(weigh(['Xhevahir Kastrati', '1979-06-05'], ['Xhevahir Kastrati', '1983-09-27'], true), null)
    assert.equal(weigh(['Xhevahir Kastrati', '1979-06-05'], ['Xhevahir Kastrati', '1983'], true), null)
  })

  void test('day and month swapped, a slip of a digit and a bare year are no contradiction', () => {
    const name = 'Xhevahir Kastrati'
    for (const [a, b] of [
      ['1979-06-05', '1979-05-06'],
      ['1979-06-05', '1979-06-15'],
      ['1979-06-05', '1979'],
      ['1979-06-05', '1979-06'],
    ] as const)
      assert.ok(weigh([name, a], [name, b])?.bornBoth, `${a} ${b}`)
  })

  void test('about a year and between two agree with the years they may be, and contradict the others', () => {
    const name = 'Xhevahir Kastrati'
    for (const [a, b] of [
      ['1979~', '1977-06-05'],
      ['1975/1980', '1979'],
      ['1979~', '1982~'],
    ] as const)
      // prettier-ignore
      assert.ok(weigh([name, a], [name, b])?.reasons.some((reason) => reason.includes('as far as they are known')))
    assert.equal(weigh([name, '1979~'], [name, '1982-06-05'], true), null)
  })

  void test('two names that are alike are possible at most, whatever the birth and however rare the rest', () => {
    for (const [a, b] of [
      ['Nguyễn Văn Hùng', 'Nguyễn Văn Hưng'],
      ['Trần Thị Thủy', 'Trần Thị Thúy'],
      ['Amin Nasser Jaber', 'Amir Nasser Jaber'],
      ['Diyar Omar Barzani', 'Dilyar Omar Barzani'],
      ['Karim Xhevahiri Quarrington', 'Karam Xhevahiri Quarrington'],
      ['Osman Idris Adam', 'Osman Adam Idris'],
    ] as const) {
      const pair = weigh([a, '1979-06-05'], [b, '1979-06-05'])
      assert.equal(pair?.outcome, 'possible', `${a} ${b}`)
      assert.ok(pair.probability < 0.9)
    }
    assert.equal(
      weigh(['Nguyễn Văn Hùng', '1979-06-05'], ['Nguyen Van Hung', '1979-06-05'])?.outcome,
      'match',
    )
    // prettier-ignore
    assert.equal(weigh(['Ahmad Saleh al-Homsi', '1979-06-05'], ['Ahmad Saleh al-Hamwi', '1979-06-05']), null)
  })

  void test('without a birth a name alone is never offered; a rare one is, beside a shared identifier', () => {
    const rare: [string, null] = ['Xhevahir Kastrati', null]
    assert.equal(weigh(rare, ['Xhevahir Kastrati', '1979-06-05']), null)
    const pair = weigh(rare, ['Xhevahir Kastrati', '1979-06-05'], true)
    assert.equal(pair?.outcome, 'possible')
    assert.equal(pair.bornBoth, false)
    assert.ok(pair.probability < 0.9)
    for (const common of ['Mohamed', 'Ahmed', 'Ali', 'Xhevahir'])
      assert.equal(weigh([common, null], [common, null], true), null, common)
    assert.equal(weigh(['Mohamed Ahmed', null], ['Mohamed Ahmed', '1990-01-02'], true), null)
    assert.equal(weigh(['John Smith', null], ['John Smith', null], true), null)
  })

  void test('other names on one birth date are other people', () => {
    assert.equal(weigh(['Mohamed Haddad', '1987-03-14'], ['Ilir Kastrati', '1987-03-14']), null)
    assert.equal(weigh(['Zoran Petrović', '1987-03-14'], ['Zoran Marković', '1987-03-14']), null)
  })

  void test('the best of several names counts, and it does not matter who asks', () => {
    const a = read(['The Tailor', 'Mohamed Haddad'], '1987-03-14')
    const b = read(['محمد حداد', 'Abu Ilyas'], '1987-03-14')
    const there = comparePersonRecords(a, b, false)
    const back = comparePersonRecords(b, a, false)
    assert.ok(there)
    assert.equal(there.probability, back?.probability)
  })
})
