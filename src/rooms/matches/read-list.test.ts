import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readList } from './read-list.ts'

void describe('a list of things to check', () => {
  void test('says what each line is, and which line it was', () => {
    const { items, faults } = readList(
      '07700 900123\r\n\nvehicle: AB12 CDE\nMohamed Haddad, 05/03/1990\nTelephone: 07700 900124\n9074729',
      null,
    )
    assert.deepEqual(items.slice(0, 4), [
      { line: 1, kind: 'phone', value: '07700 900123' },
      { line: 3, kind: 'vehicle', value: 'AB12 CDE' },
      { line: 4, kind: 'person', value: 'Mohamed Haddad', born: '1990-03-05' },
      { line: 5, kind: 'phone', value: '07700 900124' },
    ])
    assert.deepEqual(
      faults.map(({ line }) => line),
      items.length === 5 ? [] : [6],
    )
  })

  void test('takes the kind that was chosen for every line, unless a line says its own', () => {
    const { items } = readList('Mohamed Haddad, 1990\nDana Hughes\nphone: 07700 900123', 'person')
    assert.deepEqual(items, [
      { line: 1, kind: 'person', value: 'Mohamed Haddad', born: '1990' },
      { line: 2, kind: 'person', value: 'Dana Hughes' },
      { line: 3, kind: 'phone', value: '07700 900123' },
    ])
  })

  void test('reads a table by its head, with any separator, quoted cells and a byte order mark', () => {
    for (const separator of [',', ';', '\t']) {
      const row = (...cells: string[]) => cells.join(separator)
      const text = [
        row('Born', 'Kind', 'Value', 'Country'),
        row('1990-03-05', 'person', `"Haddad${separator} ""Abu"" Mohamed"`, ''),
        row('', 'vehicle', 'B-AB 123', 'de'),
        row('', 'thing', 'x', ''),
        row('', 'phone', '', ''),
      ].join('\n')
      const { items, faults } = readList(`\ufeff${text}`, null)
      assert.deepEqual(items, [
        { line: 2, kind: 'person', value: `Haddad${separator} "Abu" Mohamed`, born: '1990-03-05' },
        { line: 3, kind: 'vehicle', value: 'B-AB 123', country: 'DE' },
      ])
      assert.deepEqual(
        faults.map(({ line }) => line),
        [4, 5],
      )
    }
  })

  void test('what could be several things asks for the kind, and any bytes are answered', () => {
    const { faults } = readList('???\n\u202e\u0000\n🛥', null)
    assert.equal(faults.length, 3)
    assert.match(faults[0]?.message ?? '', /Write the kind in front/)
    assert.match(
      readList('5/3/1990', null).faults[0]?.message ?? '',
      /^This looks like a date, which is no identifier\. /,
    )
  })

  void test('takes a birth in every form, as it is kept, and leaves what must be said of to the check', () => {
    for (const [written, born] of [
      ['5/3/1990', '1990-03-05'],
      ['3/1990', '1990-03'],
      ['00/00/1990', '1990'],
      ['c. 1990', '1990~'],
      ['1985 to 1990', '1985/1990'],
      ['5 March 1990', '1990-03-05'],
      ['12/05/1390', '12/05/1390'],
      ['31/02/1990', '31/02/1990'],
    ] as const)
      assert.deepEqual(readList(`Dana Hughes, ${written}`, null).items, [
        { line: 1, kind: 'person', value: 'Dana Hughes', born },
      ])
  })

  void test('a line of any length costs no more than it is long, and says that it is too long', () => {
    for (const text of [`${'a '.repeat(100_000)},`, 'a,'.repeat(100_000), `a${' '.repeat(199_000)}x`]) {
      const { items, faults } = readList(text, null)
      assert.deepEqual([items.length, faults.length], [0, 1])
      assert.match(faults[0]?.message ?? '', /too long/)
    }
  })
})
