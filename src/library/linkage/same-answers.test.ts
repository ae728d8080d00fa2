import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { readName } from '../names/index.ts'
import { personKeys } from './persons/person-keys.ts'
import { readWritten, comparePersonRecords } from './persons/compare-person-records.ts'
import { matchFiles } from './match-files.ts'

/** Given names / family names, beside those of somebody who may be the same: marks, scripts, places, fathers, orders. */
const NAMES: readonly (readonly [string, string])[] = [
  ['Mohammed/Haddad', 'محمد/حداد'],
  ['Mohamed Ali/Haddad', 'Muhammad Aly/Hadad'],
  ['Navid Sahil/Barakzai', 'Navid Sahil/Barakzay'],
  ['Ahmad Saleh/al-Homsi', 'Ahmad Saleh/al-Hamwi'],
  ['Mahmoud Darwish/Kurdi', 'Mahmoud Darwish/Turki'],
  ['Ahmad Saleh/Masri', 'Ahmad Saleh/Basri'],
  ['Hasan Ali/Tekle', 'Hussein Ali/Tekle'],
  ['Amin Nasser/Jaber', 'Amir Nasser/Jaber'],
  ['Karim/Jaber', 'Karam/Jaber'],
  ['Osman Idris/Adam', 'Osman Adam/Idris'],
  ['Qolam-Hossein/Karimi', 'Gholamhossein/Karimi'],
  ['Gholamhossein/Karimipour', 'Qolam-Hosein/Karimi Pour'],
  ['Zabihullah/Popal', 'Zabihullah/Popalzai'],
  ['Zabihullah/Ahmad', 'Zabihullah/Ahmadzai'],
  ['Hans/Karimi', 'Hans/Karimzadeh'],
  ['Diyar Omar/Barzani', 'Dilyar Omar/Barzani'],
  ['Xhevahir/Kastrati', 'Xhevair/Kastrati'],
  ['Arben/Hoxha', 'Arbër/Hoxha'],
  ['Ionuţ/Popescu', 'Ionut/Popescu'],
  ['Ştefan/Popescu', 'Ștefan/Popescu'],
  ['Jürgen/Müller', 'Juergen/Mueller'],
  ['Łukasz/Wójcik', 'Lukasz/Wojcik'],
  ["Seán/O'Brien", 'Sean/OBrien'],
  ['Mehmet/Yılmaz', 'Mehmet/Yilmaz'],
  ['Mehmet/Yılmaz', 'Muhammad/Yilmaz'],
  ['Abd al-Rahman/Saleh', 'Abdurrahman/Saleh'],
  ['Abdul Aziz/Nuristani', 'Abdulaziz/Nooristani'],
  ['Владимир/Иванов', 'Vladimir/Ivanov'],
  ['Aleksandr/Ivanov', 'Alexander/Ivanov'],
  ['Wei/Zhang', 'Wei/Zheng'],
  ['Peter/Le', 'Petr/Le'],
  ['Peter/Le', 'Peter/LE'],
  ['Maria/Do', 'Mária/Do'],
  ['Wei/Zhang', 'Zhang/Wei'],
  ['Barzani/Diyar', 'Diyar/Barzani'],
  ['Nguyễn Văn/Hùng', 'Nguyễn Văn/Hưng'],
  ['Nguyen Van/Hung', 'Nguyễn Văn/Hưng'],
  ['Trần Thị/Thủy', 'Trần Thị/Thúy'],
  ['Robert/Smith', 'Bob/Smith'],
  ['William/Jones', 'Bill/Jones'],
  ['Mary/Brown', 'Marie/Brown'],
  ['John/Smith', 'Jon/Smith'],
  ['John/Smith', 'Jane/Smith'],
  ['John/Smith', 'Joan/Smith'],
  ['Ali/Hassan', 'Abu Ali/Hassan'],
  ['Ali bin Omar/Saleh', 'Ali bin Osman/Saleh'],
  ["Yusuf/al-San'ani", 'Yusuf/al-Madani'],
  ['Said/Nasser', 'Saad/Nasser'],
  ['Salim/Nasser', 'Salam/Nasser'],
  ['Jamal/Nasser', 'Jamil/Nasser'],
  ['Jamal/Nasser', 'Kamal/Nasser'],
  ['Omar/Khalid', 'Umar/Khaled'],
  ['Yousef/Qasim', 'Yusuf/Kassem'],
  ['Tesfay/Haile', 'Tesfaye/Haile'],
  ['Haile Berhe/Tesfay', 'Haile Berhe/Tesfaye'],
  ['Fatima/Noor', 'Fatma/Nur'],
  ['Zana/Omar', 'Zanyar/Omar'],
  ['Dana/Ilic', 'Dana/Ilić'],
  ['Đorđe/Petrović', 'Djordje/Petrovic'],
  ['Đorđe/Petrović', 'Dorde/Petrovic'],
  ['Kim/Jong-il', 'Kim/Jong il'],
  ['Maria/Garcia Lopez', 'María/García'],
  ['José Luis/Pérez', 'Jose/Perez'],
  ['Anneke/van den Berg', 'Anneka/Vandenberg'],
  ['Peter/Schmidt', 'Peter/Schmitt'],
  ['Peter/Meier', 'Peter/Maier'],
  ['Peter/Weber', 'Peter/Wagner'],
  ['Petra/Weber', 'Peter/Weber'],
  ['Ahmad/Rahimi', 'Mahmoud/Rahimi'],
  ['Ahmad/Rahimi', 'Hamid/Rahimi'],
  ['Ahmad/Rahimi', 'Ahmad/Karimi'],
  ['Gul/Agha', 'Agha/Gul'],
  ['Sergej/Navros', 'Sergey/Lavrov'],
  ['Ivana Mansour/Haddad', 'Sami Mansour/Haddad'],
  ['Rebin/Omar', 'Rebaz/Omar'],
  ['Elif/Kaya', 'Elif/Kara'],
  ['Emre/Demir', 'Emre/Demirci'],
  ['Mustafa/Kaya', 'Mustafa/Qaya'],
  ['حسن/كريم', 'حسین/كريم'],
  ['حسن/الحمصي', 'حسن/الحموي'],
  ['حسن/الحمصي', 'Hassan/Homsi'],
  ['Thi Mai/Le', 'Thi Mai/Ly'],
  ['Minh/Tran', 'Ming/Tran'],
  ['Tuan/Tran', 'Tuấn/Trần'],
  ['Tuân/Tran', 'Tuấn/Trần'],
  ['Baran/Hasan', 'Berivan/Hasan'],
]

/** How the second record's birth stands to the first's. */
const BIRTHS = ['equal', 'swapped', 'digit', 'year', 'near', 'other'] as const
type Births = (typeof BIRTHS)[number]

const two = (number: number) => String(number).padStart(2, '0')

/** Two births as they are kept; by place, so that no two pairs share one. */
function birthsOf(place: number, how: Births): [string, string] {
  const [year, month] = [1960 + (place % 40), (place % 9) + 2]
  const day = how === 'swapped' ? ((month + 1) % 9) + 2 : (place % 8) + 11
  const first = `${String(year)}-${two(month)}-${two(day)}`
  const second = {
    equal: first,
    swapped: `${String(year)}-${two(day)}-${two(month)}`,
    digit: `${String(year)}-${two(month)}-${two(day < 10 ? day + 10 : day === 10 ? 20 : (day + 10) % 30 || 20)}`,
    year: String(year),
    near: `${String(year)}-${two(month)}-${two(day + 5)}`,
    other: `${String(year + 7)}-${two(month + 1)}-${two(day - 2)}`,
  }[how]
  return [first, second]
}

/** Strangers enough to learn from. */
const crowd = Array.from({ length: 600 }, (_, n) => {
  const word = (by: number) =>
    `${'bdfghklmnrst'.charAt((n * by) % 12)}a${'lmnrstvz'.charAt((n * by + 3) % 8)}o${'dkrst'.charAt((n + by) % 5)}${String.fromCharCode(97 + ((n * by) % 26))}`
  return [
    `${word(1)} ${word(7)}`,
    word(5),
    `19${String(50 + (n % 50))}-${two((n % 12) + 1)}-${two((n % 27) + 1)}`,
  ] as const
})

const parted = (name: string) =>
  [name.slice(0, name.lastIndexOf('/')), name.slice(name.lastIndexOf('/') + 1)] as const
const whole = (name: string) => name.replace('/', ' ')

void describe('the node and match', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-same-answers-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  /** What `match` says of pairs: their probabilities, 0 where they are not put out. */
  async function matched(
    pairs: readonly { one: string; other: string; births: [string, string] }[],
    inColumns: boolean,
  ): Promise<number[]> {
    const row = (id: string, [given, family]: readonly [string, string], born: string) =>
      inColumns ? `${id},"${given}","${family}",${born}` : `${id},"${given} ${family}",${born}`
    const file = path.join(folder, 'file.csv')
    const rows = [
      inColumns ? 'id,given,family,born' : 'id,name,born',
      ...crowd.map(([given, family, born], n) => row(`c${String(n)}`, [given, family], born)),
      ...pairs.flatMap(({ one, other, births }, n) => [
        row(`a${String(n)}`, parted(one), births[0]),
        row(`b${String(n)}`, parted(other), births[1]),
      ]),
    ]
    await writeFile(file, `${rows.join('\n')}\n`)
    const out = path.join(folder, 'pairs.csv')
    await matchFiles({ files: [file], mappings: [], out, today: '2026-11-29' })
    const lines = (await readFile(out, 'utf8')).trim().split('\n').slice(1)
    const found = new Map(
      lines.map((line) => [line.split(',').slice(0, 2).join(' '), Number(line.split(',')[2])]),
    )
    return pairs.map((_, n) => found.get(`a${String(n)} b${String(n)}`) ?? 0)
  }

  function assertNeverOpposite(
    pairs: readonly { one: string; other: string; births: [string, string] }[],
    probabilities: readonly number[],
  ): void {
    for (const [n, { one, other, births }] of pairs.entries()) {
      const [a, b] = [whole(one), whole(other)]
      const written = (name: string, born: string) => readWritten({ id: '', names: [name], born })
      const node =
        comparePersonRecords(written(a, births[0]), written(b, births[1]), false)?.outcome ?? 'different'
      const told = probabilities[n] ?? 0
      const case_ = `${a} ${births[0]} | ${b} ${births[1]}: the node says ${node}, match ${String(told)}`
      if (node === 'different') assert.ok(told < 0.5, case_)
      const keys = personKeys([readName(a)], births[0])
      // What the node would not find it cannot call a match.
      const isFound = personKeys([readName(b)], births[1]).some((key) => keys.includes(key))
      if (node === 'match' && isFound) assert.ok(told >= 0.5, case_)
    }
  }

  for (const how of BIRTHS)
    void test(`never give opposite answers on names whose births are: ${how}`, async () => {
      const pairs = NAMES.map(([one, other], place) => ({ one, other, births: birthsOf(place, how) }))
      for (const inColumns of [true, false]) assertNeverOpposite(pairs, await matched(pairs, inColumns))
    })

  void test('property: nor on generated pairs, in any combination of names, spellings and births', async () => {
    const given = fc.constantFrom(...NAMES.flat().map((name) => parted(name)[0]))
    const family = fc.constantFrom(...NAMES.flat().map((name) => parted(name)[1]))
    const spelt = (name: fc.Arbitrary<string>) =>
      fc
        .tuple(name, fc.constantFrom('as it is', 'capitals', 'plain', 'decomposed', 'slip'))
        .map(([text, how]) => {
          if (how === 'capitals') return text.toUpperCase()
          if (how === 'plain') return text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
          if (how === 'slip' && text.length > 4) return text.slice(0, 3) + text.slice(4)
          return how === 'decomposed' ? text.normalize('NFD') : text
        })
    const pair = fc
      .tuple(
        given,
        family,
        fc.constantFrom('given', 'family', 'neither'),
        given,
        family,
        fc.constantFrom(...BIRTHS),
      )
      .chain(([g, f, other, g2, f2, how]) =>
        fc.record({
          one: fc.constant(`${g}/${f}`),
          other: fc
            .tuple(
              spelt(fc.constant(other === 'given' ? g2 : g)),
              spelt(fc.constant(other === 'family' ? f2 : f)),
            )
            .map((parts) => parts.join('/')),
          how: fc.constant(how),
        }),
      )
    await fc.assert(
      fc.asyncProperty(
        fc.array(pair, { minLength: 60, maxLength: 60 }),
        fc.boolean(),
        async (drawn, inColumns) => {
          const pairs = drawn.map(({ one, other, how }, place) => ({
            one,
            other,
            births: birthsOf(place, how),
          }))
          assertNeverOpposite(pairs, await matched(pairs, inColumns))
        },
      ),
      { numRuns: 4, endOnFailure: true },
    )
  })
})
