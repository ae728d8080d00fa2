import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { NameSchema } from '../types.ts'
import { compareReadThings, compareThings, isLikelyThing, readThing, thingFold, thingKeys } from './index.ts'

/** Pairs of our own: one thing written twice. */
const same: [NameSchema, string, string][] = [
  ['Company', 'Nordlicht Feinkost GmbH', 'Nordlicht Feinkost Gesellschaft mit beschränkter Haftung'],
  ['Company', 'NordlichtGmbH', 'Nordlicht G.m.b.H.'],
  ['Company', 'Nordlicht Aktiengeselschaft', 'Nordlicht AG'],
  ['Company', 'OAO Severnyy Veter', 'Severnyy Veter JSC'],
  ['Company', 'ООО «Северный Ветер»', 'Severny Veter O.O.O.'],
  [
    'Company',
    'Акционерное общество «Тверской приборостроительный завод»',
    'JSC Tver Instrument-Making Plant',
  ],
  ['Company', 'Yıldız Tekstil San. ve Tic. Ltd. Şti.', 'Yildiz Tekstil Sanayi ve Ticaret Limited Sirketi'],
  ['Company', 'Kowalski Transport Sp. z o.o.', 'KOWALSKI TRANSPORT SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ'],
  ['Company', 'Societatea cu Răspundere Limitată Drum Bun', 'Drum Bun S.R.L.'],
  ['Company', 'Liqeni Auto Sh.p.k.', 'Liqeni Auto SHPK'],
  ['Company', 'Công ty TNHH Hoàng Long', 'Hoang Long Co., Ltd'],
  ['Company', 'Al Noor Trading Company', 'شركة النور للتجارة'],
  ['Company', 'Επιχειρήσεις Παπαδόπουλος Α.Ε.', 'Papadopoulos Enterprises S.A.'],
  ['Company', 'P.T. Laut Biru', 'PT Laut Biru'],
  ['Company', 'Harbour & Pike Ltd', 'Harbor and Pike Limited'],
  ['Company', '1st Overseas Bank', 'First Overseas Bank'],
  ['Company', 'First Bank Int’l', 'First International Bank'],
  ['Company', "Pike's Yard", 'Pikes Yard Ltd'],
  ['Organization', 'Jabhat al-Noor', 'Al-Noor Front'],
  ['Company', 'AT&T', 'ATT Inc.'],
  ['Company', '7-Eleven', 'Seven Eleven'],
  ['Organization', 'Univ. of Rye', 'University of Rye'],
  ['Company', 'Good Wind Company', 'Goodwind Company'],
  ['Company', 'vandermeer corp', 'van der meer corp'],
  ['Company', 'Christalworth Ltd', 'Crystalworth Limited'],
  ['Company', 'Meridian Haulage', 'Meridian Haulage (Holdings) Ltd'],
  ['Company', 'MERIDIAN BUILDING MATERIALS JOINT STOCK COMPAN', 'Meridian Building Materials JSC'],
  ['Company', 'Dover Hand Car Wash Ltd', 'Hand Carwash Dover Limited'],
  ['Organization', 'NRC', 'Northern River Council'],
  ['Organization', 'Brigade Fourty-four', 'Brigade 44'],
  ['Organization', 'The Harbour Fund', 'Harbor Fund'],
  ['Vessel', 'M/V Polar Queen II', 'MV POLAR QUEEN 2'],
  ['Vessel', 'F/V Sea Breeze', 'Seabreeze'],
  ['Vessel', 'RX 123 Our Lass', 'Our Lass RX123'],
  ['Vessel', 'Полярная Звезда', 'POLYARNAYA ZVEZDA'],
  ['Vessel', 'Nothern Spirit 3', 'Northern Spirit 3'],
]

/** Pairs of our own: two things. */
const different: [NameSchema, string, string][] = [
  ['Company', 'Nordlicht AG', 'Südlicht AG'],
  ['Company', 'Meridian Haulage Ltd', 'Meridian Bakery Ltd'],
  ['Company', 'Meridian Haulage (Poland) Ltd', 'Meridian Haulage (Spain) Ltd'],
  ['Company', 'Meridian Haulage Ltd', 'Meridian Haulage Bulgaria Ltd'],
  ['Company', 'Bank of Austria', 'Bank of Australia'],
  ['Company', 'Dover Car Wash Ltd', 'Folkestone Car Wash Ltd'],
  ['Company', 'Jones Haulage Ltd', 'James Haulage Ltd'],
  ['Company', 'BD p.l.c.', 'BP p.l.c.'],
  ['Company', 'ООО "БАЙ"', 'ООО "БАЙКАЛ"'],
  ['Company', 'A.B.C. Company', 'N.A.B.C. Company'],
  ['Company', 'Holding GmbH', 'Trading GmbH'],
  ['Organization', 'Ministry of Fisheries', 'Ministry of Justice'],
  ['Organization', 'Brigade 44', 'Brigade 61'],
  ['Vessel', 'Snow', 'Snoe'],
  ['Vessel', 'Titan I', 'Titan II'],
  ['Vessel', 'Our Lass RX123', 'Our Lass RX321'],
  ['Vessel', 'Ocean Star', 'Ocean Sun'],
]

void describe('names of companies, organisations and vessels', () => {
  void test('one thing written twice', () => {
    for (const [schema, a, b] of same) {
      const { outcome, reasons } = compareThings(a, b, schema)
      assert.notEqual(outcome, 'different', `${a} | ${b}: ${reasons.join('; ')}`)
    }
  })

  void test('two things', () => {
    for (const [schema, a, b] of different) {
      const { outcome, reasons } = compareThings(a, b, schema)
      assert.equal(outcome, 'different', `${a} | ${b}: ${reasons.join('; ')}`)
    }
  })

  void test('one thing written twice shares a key', () => {
    for (const [schema, a, b] of same) {
      const keys = thingKeys(readThing(a, schema))
      assert.ok(keys.length <= 12)
      const others = new Set(thingKeys(readThing(b, schema)))
      assert.ok(
        keys.some((key) => others.has(key)),
        `${a} | ${b}: ${keys.join(' ')} | ${[...others].join(' ')}`,
      )
    }
  })

  void test('the fold is that of copies, and of no other thing', () => {
    const fold = (text: string) => thingFold(readThing(text, 'Company'))
    assert.equal(fold('MÜLLER & Söhne GmbH'), fold('Söhne, Muller und, G.m.b.H'))
    assert.notEqual(fold('Muller GmbH'), fold('Muller AG'))
    assert.notEqual(fold('Fund II'), fold('Fund III'))
  })

  void test('reasons say what agrees, what is missing and what contradicts', () => {
    const of = (a: string, b: string) => compareThings(a, b, 'Company').reasons.join('; ')
    assert.match(
      of('Siemens AG', 'Siemens'),
      /legal form \(ag\) is missing on one side, which is not a contra/,
    )
    assert.match(of('Siemens AG', 'Siemens GmbH'), /the legal forms differ \(.+\), which is weak evidence/)
    assert.match(of('ICBC (Asia) Fund II', 'ICBC (Asia) Fund V'), /the numbers contradict: “ii” and “v”/)
    assert.match(of('Pike Spain', 'Pike France'), /another place: “france” against “spain”/)
    assert.match(of('', 'Pike'), /cannot be compared/)
  })

  void test('what cannot be compared never scores high', () => {
    for (const text of ['', ' ', '&', '…', '😀', '\ud800', '\u202e', '.', '()']) {
      for (const other of [text, 'Pike Ltd', '']) {
        const { outcome, probability, reasons } = compareThings(text, other, 'Company')
        assert.deepEqual([outcome, probability < 0.05], ['different', true], text)
        assert.match(reasons[0] ?? '', /cannot be compared/)
      }
    }
  })

  void test('a name says whether it is that of a thing', () => {
    const isThing = (text: string) => isLikelyThing(readThing(text, 'LegalEntity'))
    assert.ok(['Pike Ltd', 'Puffin Trust', 'Bank Melli', 'Fund 7'].every(isThing))
    assert.ok(!['Nils Trost', 'Kim Yong-chol', 'محمد حداد'].some(isThing))
  })

  const schema = fc.constantFrom<NameSchema>('Company', 'Organization', 'Vessel', 'LegalEntity')
  const pieces = fc.constantFrom(
    'Pike',
    'pike',
    'PIKE',
    'Ltd',
    'GmbH',
    'II',
    '2',
    '&',
    'van',
    'der',
    'مؤسسة',
    'Банк',
    '44',
    'S.A.',
    'Spain',
    'holding',
    "O'Neil",
    '.',
    'A',
    'pikе',
  ) // the last in Cyrillic
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 8 }).map((words) => words.join(' ')),
    fc.array(pieces, { maxLength: 4 }).map((words) => words.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  )

  void test('the order of the two does not matter; a name equals itself; the answer holds together', () => {
    fc.assert(
      fc.property(text, text, schema, (a, b, kind) => {
        const [one, other] = [readThing(a, kind), readThing(b, kind)]
        const there = compareReadThings(one, other)
        assert.deepEqual(there, compareReadThings(other, one))
        const { outcome, probability } = there
        assert.ok(probability >= 0 && probability <= 1)
        assert.equal(outcome === 'different', probability < 0.5)
        if (one.words.length > 0) assert.equal(compareReadThings(one, readThing(a, kind)).outcome, 'match')
        assert.deepEqual(structuredClone(one), one)
        assert.ok(thingKeys(one).length <= 12)
      }),
      { numRuns: 3_000 },
    )
  })

  void test('ten thousand letters take no longer than a long name', () => {
    const long = [
      'a'.repeat(10_000),
      'ab '.repeat(3_400),
      'A.'.repeat(5_000),
      'مؤسسة '.repeat(1_700),
      "x'".repeat(5_000),
      'Aktiengesellschaf '.repeat(600),
      'I V X '.repeat(1_700),
    ]
    const began = performance.now()
    for (const a of long) for (const b of long) compareThings(a, b, 'Company')
    assert.ok(performance.now() - began < 500)
    const [one, other] = [`${'Pike '.repeat(100)}Left`, `${'Pike '.repeat(100)}Right`]
    assert.match(compareThings(one, other, 'Company').reasons.join(), /only the first 300 letters/)
  })
})
