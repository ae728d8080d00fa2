import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { fileReport, releaseReport, reportKind } from '../intelligence/index.ts'
import { checked } from '../intelligence/reports.test-support.ts'
import { searchRecords } from './search-records.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'

const withText = (text: string, change: Record<string, unknown> = {}) =>
  checked({
    items: [{ text, source_evaluation: '1', intelligence_assessment: 'A', basis: 'fact' }],
    subjects: [],
    ...change,
  })

void describe('search finds', () => {
  let t: TestDatabase
  const as = <T>(email: string, work: (scope: MemberScope) => Promise<T>) =>
    t.database.performAs({ personId: t.person(email).id, operation: 'test.search', purpose: null }, work)
  const file = async (text: string, change: Record<string, unknown> = {}) =>
    (await as(SUSSEX, (scope) => fileReport(scope, withText(text, change)))).id
  const find = (q: string, email = SUSSEX) => as(email, (scope) => searchRecords(scope, [reportKind], { q }))
  const ids = async (q: string, email = SUSSEX) => (await find(q, email)).results.map(({ id }) => id)

  before(async () => {
    t = await testDatabase()
  })
  after(() => t.close())

  const inText: [text: string, queries: string[]][] = [
    [
      'Called 0044 7700 900976 at noon',
      ['07700900976', '07700 900976', '7700900976', '+44 7700 900976', '+447700900976'],
    ],
    ['Called 07700-900977 at noon', ['07700900977', '07700 900977', '+44 (0)7700 900977', '00447700900977']],
    ['Called (07700) 900978 at noon', ['07700900978', '7700900978', '07700-900978']],
    ['Number 7700 900979 was on the paper', ['07700900979', '+447700900979', '7700900979']],
    ['Number ٠٧٧٠٠ ٩٠٠٩٨٠ was on the paper', ['07700900980']],
    ['A van AB12 CDE left', ['ab12cde', 'AB12CDE', 'AB12 CDE', 'ab12-cde', 'van ab12 cde']],
    ['A van fg34hij left', ['FG34 HIJ', 'FG34HIJ']],
    ['A van kl56 mno left', ['KL56MNO', 'kl56mno']],
    ['A car 191-D-12345 left', ['191D12345', '191 D 12345']],
    ['Paid to GB29 NWBK 6016 1331 9268 19 today', ['GB29NWBK60161331926819', 'gb29 nwbk 6016 1331 9268 19']],
    ['A coaster IMO 9074729 passed', ['IMO9074729', 'imo 9074729', '9074729', 'IMO-9074729']],
    ['A coaster with MMSI: 232 001 234 passed', ['MMSI232001234', 'MMSI 232001234', '232001234']],
    ['The telephone with IMEI 49-015420-323751-8 was off', ['490154203237518', 'IMEI 490154203237518']],
    ['Hull GB-ABC12345D404 on the transom, HIN GB-ABC12345D404', ['GBABC12345D404', 'HIN GBABC12345D404']],
  ]
  for (const [text, queries] of inText)
    void test(`an identifier in running text in any spelling: ${text}`, async () => {
      const id = await file(text)
      for (const q of queries) assert.deepEqual(await ids(q), [id], q)
      assert.ok(
        (await find(queries[0] ?? '')).results[0]?.excerpt.some(({ mark }) => mark),
        'and marks it',
      )
    })

  const pairs: [text: string, queries: string[]][] = [
    ["Sean O'Brien stood there", ['OBrien', 'o’brien', 'O Brien', 'o-brien', '"Sean OBrien"']],
    ['Sean OHara stood there', ["O'Hara", 'o’hara', 'O Hara', 'ohara']],
    ['Ana D’Souza stood there', ['dsouza', "d'souza", 'D Souza']],
    ['Nadir Al Qassim stood there', ['al-qassim', 'alqassim', 'Al Qassim', 'Al‑Qassim']],
    ['Nadir al-Rashid stood there', ['al rashid', 'alrashid', 'Al-Rashid']],
    ['Nadir Alhadi stood there', ['al-hadi', 'Al Hadi', 'al‑hadi']],
    [
      'Twelve life‑jackets lay there',
      ['life-jackets', 'lifejackets', 'life jackets', 'lifejacket', 'life-jacket'],
    ],
    ['Twelve oarlocks lay there', ['oar-locks', 'oar locks', 'oar-lock']],
    ['A Zodiac FC-470 lay there', ['FC470', 'FC 470', 'fc-470', 'zodiac fc470']],
    ['A Zodiac MK520 lay there', ['MK-520', 'MK 520', 'mk‐520']],
    ['Karl Müller stood there', ['Mueller', 'muller', 'MÜLLER', '"Karl Mueller"']],
    ['Karl Schroeder stood there', ['Schröder', 'schroder', '"Karl Schröder"']],
    ['Lars Møller stood there', ['Moeller', 'Moller', 'Möller']],
    ['Lars Soerensen stood there', ['Sørensen', 'Sorensen', 'Sörensen']],
    ['Lars Håkonsson stood there', ['Haakonsson', 'Hakonsson']],
    ['Lars Aaberg stood there', ['Åberg', 'Aberg']],
    ['Karl Weiß stood there', ['Weiss', 'WEISS', 'weiß']],
    ['Karl Gross stood there', ['Groß']],
    ['Karl Jäger stood there', ['Jaeger', 'jager', 'Jæger']],
  ]
  for (const [text, queries] of pairs)
    void test(`what is spelt otherwise: ${text}`, async () => {
      const id = await file(text)
      for (const q of queries) assert.deepEqual(await ids(q), [id], q)
      assert.ok(
        (await find(queries[0] ?? '')).results[0]?.excerpt.some(({ mark }) => mark),
        'and marks it',
      )
    })

  void test('names of subjects in every spelling, also in a phrase', async () => {
    const id = await file('Nothing of note was said', {
      subjects: [{ kind: 'person', item: 1, category: 'suspected', names: ["Jürgen O'Quinn Abd al Wahid"] }],
    })
    for (const q of [
      'Juergen',
      'Jurgen',
      'OQuinn',
      'oquinn',
      'alwahid',
      'Abdal',
      '"Juergen O’Quinn"',
      '"Jürgen OQuinn"',
    ])
      assert.deepEqual(await ids(q), [id], q)
  })

  void test('nothing of a withheld subject by its identifier, although a text names it', async () => {
    const id = await file('The witness said 07700 900555 and drove QR12 STU with LM-777.', {
      subjects: [
        { kind: 'person', item: 1, category: 'witness', names: ['Quill Norrisby'] },
        { kind: 'phone', item: 1, value: '+44 7700 900555', belongs_to: 1 },
        { kind: 'vehicle', item: 1, value: 'QR12STU', belongs_to: 1 },
      ],
    })
    await as(SUSSEX, (scope) => releaseReport(scope, id, { to: { all: true }, reason: 'for the test' }))
    for (const q of ['07700900555', '+447700900555', '7700900555', 'QR12STU', 'qr12stu'])
      for (const email of [SUSSEX, KENT]) assert.deepEqual(await ids(q, email), [], `${email} ${q}`)
    assert.deepEqual(await ids('LM777', KENT), [id])
  })

  void test('by NOT, or and AND what they say, and says what it does not understand', async () => {
    const van = await file('A quayside driver with a van')
    const boat = await file('A quayside driver with a boat')
    for (const q of ['quayside NOT van', 'quayside not van', 'quayside -van', 'quayside AND NOT van'])
      assert.deepEqual(await ids(q), [boat], q)
    for (const q of ['quayside van OR quayside boat', 'quayside van or quayside boat'])
      assert.deepEqual(new Set(await ids(q)), new Set([van, boat]), q)
    assert.deepEqual(await ids('quayside and van'), [van])
    const { results, notUnderstood } = await find('quaysi*')
    assert.deepEqual([results, notUnderstood], [[], ['quaysi*']], 'and not every report within sight')
    assert.equal((await find('quayside dri*')).results.length, 2)
  })
})
