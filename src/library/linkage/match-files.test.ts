import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { generateFamilies } from '../../../bench/generated-families.ts'
import { generateRecords } from '../../../bench/generated-records.ts'
import { matchFiles } from './match-files.ts'
import type { Mapping } from './mapping.ts'

type Found = { left: string; right: string; probability: number; explanation: string }

let folder: string
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seamark-match-test-'))
  // What a run leaves behind would lie here.
  process.env['TMPDIR'] = folder
})
const usual = process.env['TMPDIR']
after(async () => {
  if (usual === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = usual
  await rm(folder, { recursive: true, force: true })
})

const at = (name: string) => path.join(folder, name)

async function keep(name: string, lines: readonly string[] | Buffer): Promise<string> {
  await writeFile(at(name), Buffer.isBuffer(lines) ? lines : `${lines.join('\n')}\n`)
  return at(name)
}

async function pairsOf(files: readonly string[], mappings: readonly Mapping[] = []) {
  const result = await matchFiles({ files, mappings, out: at('pairs.csv'), clusters: at('clusters.csv') })
  const [header, ...lines] = (await readFile(at('pairs.csv'), 'utf8')).trim().split('\n')
  assert.equal(header, 'left_id,right_id,probability,explanation')
  const pairs: Found[] = lines.map((line) => {
    const [left = '', right = '', probability = '', ...words] = line.split(',')
    return { left, right, probability: Number(probability), explanation: words.join(',') }
  })
  return { ...result, found: pairs, keys: pairs.map(({ left, right }) => `${left} ${right}`) }
}

/** Measures pairs against the truth in the column `person`. */
async function measured(file: string, keys: readonly string[]) {
  const person = new Map<string, string>()
  const of = new Map<string, number>()
  for (const line of (await readFile(file, 'utf8')).trim().split('\n').slice(1)) {
    const cells = line.split(',')
    const truth = cells.at(-1) ?? ''
    person.set(cells[0] ?? '', truth)
    of.set(truth, (of.get(truth) ?? 0) + 1)
  }
  const truePairs = [...of.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
  const hits = keys.filter((key) => {
    const [left = '', right = ''] = key.split(' ')
    return person.get(left) === person.get(right)
  }).length
  return { precision: hits / keys.length, recall: hits / truePairs }
}

void describe('duplicates in a generated file', () => {
  void test('are found, and the order of the lines changes nothing', { timeout: 120_000 }, async () => {
    const file = at('generated.csv')
    await generateRecords(file, 3_000)
    const one = await pairsOf([file])
    const clusters = await readFile(at('clusters.csv'), 'utf8')
    const { precision, recall } = await measured(file, one.keys)
    assert.ok(precision > 0.97, `precision ${String(precision)}`)
    assert.ok(recall > 0.92, `recall ${String(recall)}`)
    const [header = '', ...lines] = (await readFile(file, 'utf8')).trim().split('\n')
    const other = await pairsOf([await keep('turned.csv', [header, ...lines.toReversed()])])
    assert.deepEqual(other.found, one.found)
    assert.equal(await readFile(at('clusters.csv'), 'utf8'), clusters)
  })
})

/** Persons enough to learn from, so that what a test is about is not all there is. */
const crowd = Array.from({ length: 300 }, (_, n) => {
  const letter = (by: number) => String.fromCharCode(97 + (Math.floor(n / by) % 26))
  const day = String((n % 27) + 1).padStart(2, '0')
  return `c${String(n)},${letter(1)}${letter(3)}o${letter(2)}a${letter(7)},${letter(5)}${letter(1)}u${letter(11)}${letter(4)}e${letter(3)},19${String(50 + (n % 47))}-0${String((n % 9) + 1)}-${day},${letter(2)}${letter(9)}1 ${String(n % 10)}${letter(4)}${letter(1)},`
})
const header = 'id,given_name,family_name,born,postcode,phone'

void describe('families and children', () => {
  const familyHeader = 'id,name,dob,phone,address'
  const strangers = Array.from({ length: 700 }, (_, n) => {
    const word = (by: number) =>
      `${'bdfghklmnrst'.charAt((n * by) % 12)}a${'lmnrstvz'.charAt((n * by + 3) % 8)}o${'dkrst'.charAt((n + by) % 5)}${String.fromCharCode(97 + ((n * by) % 26))}`
    return `s${String(n)},${word(1)} ${word(5)} ${word(7)},${String((n % 27) + 1)}/${String((n % 12) + 1)}/${String(1950 + (n % 50))},07700 9${String(10_000 + n)},${String(n)} ${word(11)} Road`
  })
  const home = '07700 900123,14 Marsh Lane'

  void test('brothers, sisters and twins who share telephone and address are no pair and no cluster', async () => {
    const file = await keep('family.csv', [
      familyHeader,
      ...strangers,
      `t1,Amin Nasser Jaber,12/03/1990,${home}`,
      `t2,Amir Nasser Jaber,05/06/1992,${home}`,
      `h1,Hasan Ali Tekle,01/01/1995,07700 900125,7 Quay Street`,
      `h2,Hussein Ali Tekle,01/01/1995,,7 Quay Street`,
      `w1,Diyar Omar Barzani,04/02/1991,07700 900126,9 Quay Street`,
      `w2,Rebin Omar Barzani,04/02/1991,07700 900126,9 Quay Street`,
      `i1,Ivana Mansour Haddad,21/11/2004,07700 900124,3 Quay Street`,
      `i2,Sami Mansour Haddad,18/01/1999,07700 900124,3 Quay Street`,
      `i3,Rana Mansour Haddad,18/01/2001,07700 900124,3 Quay Street`,
    ])
    const { keys } = await pairsOf([file])
    assert.deepEqual(
      keys.filter((key) => !key.includes('s')),
      [],
    )
  })

  void test('a record between two brothers joins one of them and no cluster holds both', async () => {
    const file = await keep('bridge.csv', [
      familyHeader,
      ...strangers,
      `t1,Amin Nasser Jaber,12/03/1990,${home}`,
      `t2,Karim Nasser Jaber,05/06/1992,${home}`,
      `t3,Karim Nasser Jaber,12/03/1990,${home}`,
    ])
    const { keys } = await pairsOf([file])
    assert.ok(!keys.includes('t1 t2'))
    const clusters = new Map((await readFile(at('clusters.csv'), 'utf8')).trim().split('\n').map((line) => line.split(',') as [string, string])) // prettier-ignore
    assert.notEqual(clusters.get('t1'), clusters.get('t2'))
  })

  void test('in a file where a quarter live in families, brothers are few among the pairs', async () => {
    const file = at('families.csv')
    const truth = await generateFamilies(file, 3_000, 3)
    const { keys } = await pairsOf([file])
    const of = new Map<number, number>()
    for (const { person } of truth.values()) of.set(person, (of.get(person) ?? 0) + 1)
    const all = [...of.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
    const hits = keys.filter((key) => {
      const [left = '', right = ''] = key.split(' ')
      return truth.get(left)?.person === truth.get(right)?.person
    }).length
    assert.ok(hits / keys.length >= 0.98, `precision ${String(hits / keys.length)}`)
    assert.ok(hits / all >= 0.85, `recall ${String(hits / all)}`)
  })

  void test('whoever may be under 18 by any reading is compared with nobody, and a birth in any form is read', async () => {
    const file = await keep('children.csv', [
      familyHeader,
      ...strangers,
      ...[
        '12/05/1390',
        '2011-08-03',
        '12/05/1412',
        'aged 16',
        '31/02/2012',
        '12/05/90',
        '90/05/12',
        '۳۱/۱۳/۱۳۹۰',
      ].flatMap((born, n) =>
        ['a', 'b'].map(
          (side) =>
            `c${String(n)}${side},Navid Sahil Barakzai,${born},07700 9001${String(30 + n)},${String(n)} Hill Road`,
        ),
      ),
      `y1,Xhevahir Omar Kastrati,12/05/61,07700 900142,7 Hill Road`,
      `y2,Xhevahir Omar Kastrati,1961-05-12,07700 900142,7 Hill Road`,
      `o1,Zoran Petrovic Marek,12/05/1360,07700 900140,5 Hill Road`,
      `o2,Zoran Petrovic Marek,1981-08-03,07700 900140,5 Hill Road`,
      `p1,Dana Ilic Hughes,c. 1987,07700 900141,6 Hill Road`,
      `p2,Dana Ilic Hughes,14/03/1988,07700 900141,6 Hill Road`,
    ])
    const { keys, remarks } = await pairsOf([file])
    assert.deepEqual(
      keys.filter((key) => key.includes('c')),
      [],
    )
    assert.ok(keys.includes('o1 o2') && keys.includes('p1 p2') && keys.includes('y1 y2'))
    assert.match(remarks.join(' '), /compared with nobody: 16 records/)
    assert.match(remarks.join(' '), /2 births have a year of two figures that may be of a child/)
    assert.match(remarks.join(' '), /read as Solar or lunar Hijri/)
  })
})

void describe('names that differ in their marks alone', () => {
  const pairs = [
    ['Hùng', 'Hưng'],
    ['Tuấn', 'Tuân'],
    ['Thủy', 'Thúy'],
    ['Đức', 'Dực'],
  ] as const
  const plain = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').replace('Đ', 'D')

  void test('are never called equal, possible at most, and meet in no group; a side without marks meets both', async () => {
    for (const [name, row] of [
      ['columns', (given: string) => `${given},Nguyễn`],
      ['turned', (given: string) => `Nguyễn,${given}`],
    ] as const) {
      const rows = pairs.flatMap(([a, b], n) => {
        const rest = `1985-0${String(n + 3)}-17,,`
        return [
          `m${String(n)}a,${row(a)},${rest}`,
          `m${String(n)}b,${row(b.normalize('NFD'))},${rest}`,
          `m${String(n)}c,${row(plain(a))},${rest}`,
        ]
      })
      const { found, keys } = await pairsOf([await keep(`marks-${name}.csv`, [header, ...crowd, ...rows])])
      for (const [n, [a]] of pairs.entries()) {
        const apart = found.find(({ left, right }) => `${left} ${right}` === `m${String(n)}a m${String(n)}b`)
        assert.ok((apart?.probability ?? 0) < 0.9, `${name} ${a} ${String(apart?.probability)}`)
        if (apart) assert.match(apart.explanation, /differ in their marks and are two names/)
        for (const key of [`m${String(n)}a m${String(n)}c`, `m${String(n)}b m${String(n)}c`])
          assert.ok(keys.includes(key), `${name} ${key}`)
      }
    }
    const whole = pairs.flatMap(([a, b], n) =>
      [a, b, plain(a)].map(
        (given, place) =>
          `w${String(n)}${'abc'.charAt(place)},Nguyễn Văn ${given},17/0${String(n + 3)}/1985,,`,
      ),
    )
    const strangers = crowd
      .map((line) => line.split(','))
      .map(([id = '', g = '', f = '', born = '']) => `${id},${g} ${f},${born},,`)
    const { found, keys } = await pairsOf([
      await keep('marks-whole.csv', ['id,name,dob,phone,address', ...strangers, ...whole]),
    ])
    for (const [n, [a]] of pairs.entries()) {
      const apart = found.find(({ left, right }) => `${left} ${right}` === `w${String(n)}a w${String(n)}b`)
      assert.ok((apart?.probability ?? 0) < 0.9, `${a} ${String(apart?.probability)}`)
      if (apart) assert.match(apart.explanation, /family names differ in their marks/)
      assert.ok(keys.includes(`w${String(n)}a w${String(n)}c`), a)
    }
  })
})

void describe('two files', () => {
  void test('are linked across and not within, with reasons', async () => {
    const left = await keep('left.csv', [
      header,
      ...crowd.slice(0, 150),
      'a1,Mohammed,Haddad,1990-04-02,BN1 4GH,+44 7700 900123',
      'a2,Mohammed,Haddad,1990-04-02,BN1 4GH,+44 7700 900123',
    ])
    const right = await keep('right.csv', [
      'Reference;Forename;Surname;Date of birth;Post code;Telephone',
      ...crowd.slice(150).map((line) => line.replaceAll(',', ';')),
      'b1;Muhammad;Hadad;04/02/1990;BN1 4GH;07700 900123',
    ])
    const { keys, found } = await pairsOf(
      [left, right],
      [
        {
          id: 'id',
          columns: {
            given: [{ column: 'given_name' }],
            family: [{ column: 'family_name' }],
            born: [{ column: 'born' }],
            postcode: [{ column: 'postcode' }],
            phone: [{ column: 'phone' }],
          },
        },
        {
          id: 'reference',
          columns: {
            given: [{ column: 'forename' }],
            family: [{ column: 'surname' }],
            born: [{ column: 'date of birth' }],
            postcode: [{ column: 'post code' }],
            phone: [{ column: 'telephone', separator: '/' }],
          },
          dates: 'day-first',
        },
      ],
    )
    assert.deepEqual(keys, ['a1 b1', 'a2 b1'])
    assert.match(found[0]?.explanation ?? '', /postcodes are equal/)
    assert.match(found[0]?.explanation ?? '', /day and month swapped/)
    assert.ok((found[0]?.probability ?? 0) > 0.99)
  })
  void test('of several values in a cell one that agrees is enough', async () => {
    const several = (id: string, phones: string) => `${id},Karim,Okafor,,,${phones}`
    const file = await keep('several.csv', [
      header,
      ...crowd,
      several('x1', '07700900111;07700900222'),
      several('x2', '07700900222;07700900333'),
    ])
    const { keys } = await pairsOf(
      [file],
      [
        {
          id: 'id',
          columns: {
            given: [{ column: 'given_name' }],
            family: [{ column: 'family_name' }],
            born: [{ column: 'born' }],
            phone: [{ column: 'phone', separator: ';' }],
          },
        },
      ],
    )
    assert.ok(keys.includes('x1 x2'))
  })
})

void describe('bad input', () => {
  const refused = async (name: string, lines: readonly string[] | Buffer, says: RegExp) => {
    await assert.rejects(pairsOf([await keep(name, lines)]), says)
  }
  void test('is named', async () => {
    await refused('empty.csv', Buffer.alloc(0), /is empty/)
    await refused('header.csv', [header], /holds no records/)
    await refused('no-id.csv', ['given_name,family_name', 'A,B'], /no column is called as an id/)
    await refused('twice.csv', [header, ...crowd, crowd[0] ?? '', crowd[0] ?? ''], /repeated: c0 \(3 times\)/)
    await refused('nameless.csv', [header, ...crowd, ',A,B,,,'], /1 records have no id/)
    await assert.rejects(pairsOf([at('absent.csv')]), /no such file/)
    await assert.rejects(
      pairsOf(
        [await keep('few.csv', [header, ...crowd])],
        [{ id: 'id', columns: { given: [{ column: 'first' }], family: [{ column: 'last' }] } }],
      ),
      /these columns are missing: first, last\. The file has: id, given_name/,
    )
  })
  void test('other encodings are read, and said', async () => {
    const text = [header, ...crowd, 'k1,José,Müller,1980-05-06,BN1 1AA,', 'k2,Jose,Muller,1980-05-06,BN1 1AA,', ''].join('\n') // prettier-ignore
    for (const [name, bytes, says] of [
      ['latin.csv', Buffer.from(text, 'latin1'), /Latin-1/],
      ['utf16.csv', Buffer.from(`\ufeff${text}`, 'utf16le'), /UTF-16/],
    ] as const) {
      const { keys, remarks } = await pairsOf([await keep(name, bytes)])
      assert.ok(keys.includes('k1 k2'), name)
      assert.match(remarks.join(' '), says)
    }
  })
  void test('dates that do not exist are unknown, huge cells and odd characters no fault', async () => {
    const { keys } = await pairsOf([
      await keep('odd.csv', [
        header,
        ...crowd,
        'n1,Zebulon,Quarrington,1990-02-30,,',
        'n2,Bartolo,Fenwicke,1990-02-30,,',
        `h1,${'x'.repeat(100_000)},😀,not a date,"a ""quoted"", cell",`,
        'h2,\u202eabc,"",0000-00-00,,',
      ]),
    ])
    assert.ok(!keys.includes('n1 n2'))
  })
  void test('thousands of equal rows are reported and passed by', { timeout: 60_000 }, async () => {
    const equal = Array.from({ length: 20_000 }, (_, n) => `e${String(n)},Ann,Smith,1990-01-01,BN1 1AA,`)
    const { remarks, candidates } = await pairsOf([await keep('equal.csv', [header, ...crowd, ...equal])])
    assert.ok(candidates < 100_000)
    assert.match(remarks.join('\n'), /Passed by: 1 block of more than \d+ records .*20000/)
  })
  void test('nothing is left behind', async () => {
    const left = (await readdir(folder)).filter((name) => !name.endsWith('.csv'))
    assert.deepEqual(left, [])
  })
})
