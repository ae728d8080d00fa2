import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { exportSearch } from './export-search.ts'
import { fileReport, parseReport, releaseReport, reportKind, type Report } from '../intelligence/index.ts'
import { searchRecords, type SearchQuery } from './search-records.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const NCA = 'analyst@nca.example'

const reportOf = (change: Record<string, unknown> = {}): Report => {
  const parsed = parseReport({
    title: 'Boats by night',
    classification: 'OFFICIAL',
    handling: 'P',
    review_on: '2032-01-01',
    items: [
      {
        text: 'Two grey vans were seen near the harbour.',
        source_evaluation: '2',
        intelligence_assessment: 'C',
        basis: 'fact',
      },
    ],
    ...change,
  })
  assert.ok('report' in parsed, JSON.stringify(parsed))
  return parsed.report
}

const withText = (text: string, change: Record<string, unknown> = {}) =>
  reportOf({
    ...change,
    items: [{ text, source_evaluation: '1', intelligence_assessment: 'A', basis: 'fact' }],
  })

void describe('search', () => {
  let t: TestDatabase
  const as = <T>(email: string, work: (scope: MemberScope) => Promise<T>) =>
    t.database.performAs({ personId: t.person(email).id, operation: 'test.search', purpose: null }, work)
  const file = (email: string, report: Report) => as(email, (scope) => fileReport(scope, report))
  const find = async (email: string, query: SearchQuery) =>
    (await as(email, (scope) => searchRecords(scope, [reportKind], query))).results
  const ids = async (email: string, query: SearchQuery) => (await find(email, query)).map(({ id }) => id)

  before(async () => {
    t = await testDatabase()
  })
  after(() => t.close())

  void test('finds words, stemmed and as they are spelt, with accents folded', async () => {
    const { id } = await file(
      SUSSEX,
      withText('Łukasz Żółw ferried engines to the slipway.', {
        subjects: [{ kind: 'person', item: 1, category: 'suspected', names: ['Đặng Hughes'], born: '1980' }],
      }),
    )
    for (const q of [
      'lukasz',
      'ŻÓŁW',
      'engine',
      'ferry slipway',
      'dang',
      'Đặng',
      'Hughes',
      'engines to the slipway',
    ])
      assert.deepEqual(await ids(SUSSEX, { q }), [id], q)
    for (const q of ['lukasz trawler', '-lukasz ferried engines', '"slipway engines"'])
      assert.ok(!(await ids(SUSSEX, { q })).includes(id), q)
  })

  void test('finds phrases, either of two words, and leaves out what is excluded', async () => {
    const one = await file(SUSSEX, withText('A crimson dinghy lay ashore'))
    const two = await file(SUSSEX, withText('The dinghy was not crimson but maroon'))
    assert.deepEqual(await ids(SUSSEX, { q: '"crimson dinghy"' }), [one.id])
    assert.deepEqual(new Set(await ids(SUSSEX, { q: 'ashore OR maroon' })), new Set([one.id, two.id]))
    assert.deepEqual(await ids(SUSSEX, { q: 'dinghy -maroon' }), [one.id])
    assert.deepEqual(await ids(SUSSEX, { q: 'dinghy -"crimson dinghy"' }), [two.id])
  })

  void test('finds identifiers and references in any spelling', async () => {
    const { id, reference } = await file(
      SUSSEX,
      reportOf({
        agency_reference: 'SXP/77/00001',
        subjects: [
          { kind: 'phone', item: 1, value: '+44 (0)7700 900 456' },
          { kind: 'vehicle', item: 1, value: 'qv51 zzz' },
          { kind: 'account', item: 1, value: 'GB29 NWBK 6016 1331 9268 19' },
        ],
      }),
    )
    const spellings = [
      '07700900456',
      '0044 7700 900456',
      'harbour 07700 900456',
      'QV51ZZZ',
      'qv51 zzz',
      'gb29nwbk60161331926819',
    ]
    const references = [reference, reference.toLowerCase(), reference.replaceAll('-', ' '), 'sxp/77/00001']
    for (const q of [...spellings, ...references]) assert.deepEqual(await ids(SUSSEX, { q }), [id], q)
    assert.deepEqual(await ids(SUSSEX, { q: 'trawlers 07700 900456' }), [])
    await as(SUSSEX, (scope) => releaseReport(scope, id, { to: { all: true }, reason: 'for the test' }))
    assert.deepEqual(await ids(KENT, { q: reference }), [id])
    assert.deepEqual(
      await ids(KENT, { q: 'SXP/77/00001' }),
      [],
      "the owner's own reference is the owner's alone",
    )
  })

  void test('never finds victims, witnesses and children', async () => {
    await file(
      SUSSEX,
      reportOf({
        subjects: [
          { kind: 'person', item: 1, category: 'victim', names: ['Quillfeather Norrisby'] },
          {
            kind: 'person',
            item: 1,
            category: 'suspected',
            names: ['Zinnober Halloway'],
            born: '2020-01-01',
          },
          { kind: 'phone', item: 1, value: '07700900789', belongs_to: 1 },
        ],
      }),
    )
    for (const q of ['Quillfeather', 'Zinnober', '07700900789'])
      assert.deepEqual(await ids(SUSSEX, { q }), [], q)
  })

  void test('filters by owner, day, grade, handling and kind of subject', async () => {
    const { id } = await file(
      NCA,
      withText('wolframite', {
        handling: 'C',
        conditions: 'Ask first',
        action_code: 'A1',
        sanitisation_code: 'S1',
        subjects: [{ kind: 'wallet', item: 1, value: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq' }],
      }),
    )
    const day = new Date().toISOString().slice(0, 10)
    const yes: SearchQuery[] = [
      { agencies: ['nca'] },
      { agencies: ['nca', 'kent-police'] },
      { from: day },
      { to: day },
      { grades: ['1A'] },
      { grades: ['3E', '1A'] },
      { handling: 'C' },
      { kinds: ['wallet'] },
      { kinds: ['phone', 'wallet'] },
    ]
    const no: SearchQuery[] = [
      { agencies: ['kent-police'] },
      { agencies: ['nobody'] },
      { from: '2199-01-01' },
      { to: '2000-01-01' },
      { grades: ['3E'] },
      { handling: 'P' },
      { kinds: ['phone'] },
    ]
    for (const filter of yes)
      assert.deepEqual(await ids(NCA, { q: 'wolframite', ...filter }), [id], JSON.stringify(filter))
    for (const filter of no)
      assert.deepEqual(await ids(NCA, { q: 'wolframite', ...filter }), [], JSON.stringify(filter))
    assert.ok((await ids(NCA, { kinds: ['wallet'] })).includes(id), 'filters alone search too')
  })

  void test('pages by cursor without losing or repeating anything', async () => {
    const filed: string[] = []
    for (let count = 0; count < 7; count++)
      filed.push((await file(KENT, withText(`pelargonium ${'pelargonium '.repeat(count % 3)}`))).id)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await as(KENT, (scope) =>
        searchRecords(scope, [reportKind], {
          q: 'pelargonium',
          limit: 3,
          ...(cursor === null ? {} : { cursor }),
        }),
      )
      assert.equal(page.total, 7)
      seen.push(...page.results.map(({ id }) => id))
      cursor = page.cursor
    } while (cursor !== null)
    assert.deepEqual(seen.toSorted(), filed.toSorted())
  })

  void test('marks what was found, as text and never as markup', async () => {
    await file(SUSSEX, withText(`${'Nothing here. '.repeat(60)} A <b>hovercraft</b> landed at the pier.`))
    const [row] = await find(SUSSEX, { q: 'hovercrafts' })
    assert.ok(row)
    assert.deepEqual(
      row.excerpt.filter(({ mark }) => mark).map(({ text }) => text),
      ['hovercraft'],
    )
    assert.ok(row.excerpt.map(({ text }) => text).join('').length < 320)
  })

  void test('has no syntax errors, whatever is typed', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(
          '"',
          "'",
          '-',
          '&',
          '|',
          '!',
          '(',
          ')',
          ':',
          '*',
          '\\',
          '<',
          '>',
          ' ',
          'a',
          '1',
          '@',
        ),
      }),
    )
    await fc.assert(
      fc.asyncProperty(hostile, async (q) => {
        await as(NCA, (scope) => searchRecords(scope, [reportKind], { q }))
      }),
      { numRuns: 150 },
    )
  })

  void test('keeps in the ledger what was found and never what was asked', async () => {
    await find(NCA, { q: 'Xylograph  SECRETWORD', agencies: ['nca'] })
    await find(KENT, { q: 'xylograph secretword' })
    const events = await t.admin<{ detail: { digest: string; results: number; filters: string[] } }>(
      `select detail from ledger.event where operation = 'test.search' and kind = 'consultation' order by id desc limit 2`,
    )
    assert.equal(events.length, 2)
    assert.equal(events[0]?.detail.digest, events[1]?.detail.digest, 'the same words, however written')
    assert.match(events[0]?.detail.digest ?? '', /^[0-9a-f]{64}$/)
    assert.deepEqual(events[1]?.detail.filters, ['agencies'])
    const [leak] = await t.admin(`select from ledger.event where to_jsonb(event)::text ilike '%secretword%'`)
    assert.equal(leak, undefined)
  })

  void test('exports with the marking, and nothing that a spreadsheet would run', async () => {
    await file(
      SUSSEX,
      withText('=HYPERLINK("http://x.example") "quoted" ornithopter', {
        title: '+cmd ornithopter',
        classification: 'OFFICIAL-SENSITIVE',
      }),
    )
    const csv = await as(SUSSEX, (scope) => exportSearch(scope, [reportKind], { q: 'ornithopter' }))
    const lines = csv.split('\r\n')
    assert.ok(csv.startsWith('\uFEFF"OFFICIAL-SENSITIVE",'))
    assert.equal(lines.at(-2), '"OFFICIAL-SENSITIVE"')
    assert.match(csv, /,"'\+cmd ornithopter",/)
    assert.match(csv, /,"'=HYPERLINK\(""http/)
    assert.equal(
      (await as(KENT, (scope) => exportSearch(scope, [reportKind], { q: 'ornithopter' }))).split('\r\n')
        .length,
      4,
    )
  })

  void test('gives one role of the program no way around the rule', async () => {
    await assert.rejects(
      as(NCA, (scope) =>
        scope.tx.many(`select * from search.candidates(null, null, null, null, null, null, null, 10, false)`),
      ),
      /permission denied/,
    )
  })
})
