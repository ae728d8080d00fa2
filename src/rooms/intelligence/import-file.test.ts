import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { EXPORT_FILES, generateExercise, type Truth } from '../../../exercise/generate.ts'
import { AGENCIES } from '../../../exercise/world.ts'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { guessMapping } from './import/guess-mapping.ts'
import { mappingSchema } from './import/mapping.ts'
import { importFile, type ImportProgress } from './import-file.ts'

void describe('an import', () => {
  let t: TestDatabase
  let folder = ''
  let truth: Truth

  before(async () => {
    t = await testDatabase()
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-import-'))
    await generateExercise(folder, { seed: 7, reports: 300 })
    truth = JSON.parse(await readFile(path.join(folder, 'truth.json'), 'utf8')) as Truth
  })
  after(async () => {
    await t.close()
    await rm(folder, { recursive: true })
  })

  const read = async (agency: (typeof AGENCIES)[number], more: { dryRun?: boolean } = {}) => {
    const file = path.join(folder, EXPORT_FILES[agency])
    const mapping = await guessMapping(file)
    assert.ok(mapping)
    const steps: ImportProgress[] = []
    const counts = await importFile(t.database, {
      agencySlug: agency,
      file,
      mapping,
      dryRun: more.dryRun ?? false,
      onProgress: (step) => steps.push(step),
    })
    return { ...counts, steps }
  }
  /** Everything that an import leaves behind, without what is drawn at random. */
  const traces = async () =>
    await t.admin(
      `select r.agency_id, r.agency_reference, r.title, r.status, v.document,
              (select count(*)::int from ledger.event e where e.subject_id = r.id) as events,
              (select array_agg(i.kind || i.key order by i.kind, i.key) from deconfliction.identifier i where i.record_id = r.id) as held
       from access.record r join intelligence.version_content v on v.report_id = r.id order by 1, 2`,
    )
  const matches = async () =>
    await t.admin('select kind, key, agency_a, agency_b from deconfliction.match order by 1, 2, 3, 4')

  void test('tries without keeping anything', async () => {
    const { kept, refused } = await read('nca', { dryRun: true })
    assert.ok(kept > 0 && refused > 0)
    assert.equal((await traces()).length, 0)
    assert.equal((await t.admin('select from intelligence.import_run')).length, 0)
  })

  void test('keeps every good row and says of each bad one where it is and why', async () => {
    for (const agency of AGENCIES) {
      const counts = await read(agency)
      assert.equal(counts.read, counts.kept + counts.refused, agency)
      assert.equal(counts.refused, truth.refused[agency]?.length ?? 0, agency)
      const last = counts.steps.at(-1)
      assert.equal(last?.read, counts.read, agency)
      const [run] = await t.admin<{ state: string; kept: number; refusals: { reference: string | null }[] }>(
        'select state, kept, refusals from intelligence.import_run where agency_id = $1',
        [t.agency(agency)],
      )
      assert.deepEqual([run?.state, run?.kept], ['done', counts.kept], agency)
      assert.deepEqual(
        run?.refusals.map(({ reference }) => reference).toSorted(),
        truth.refused[agency]?.map(({ ref }) => ref).toSorted(),
        agency,
      )
      if (counts.refused === 0) continue
      assert.equal(counts.refusedFile, `${path.join(folder, EXPORT_FILES[agency])}.refused.csv`)
      assert.match(await readFile(counts.refusedFile, 'utf8'), /^line,reference,reason,raw\r\n/)
    }
  })

  void test('matches what partners hold as well', async () => {
    const found = new Set((await matches()).map((row) => JSON.stringify(row)))
    assert.ok(found.size > 0)
    const shared = truth.shared.flatMap(({ references }) => Object.keys(references).length - 1)
    assert.ok(found.size >= shared.length)
  })

  void test('adds nothing when it is run again', async () => {
    const before = [await traces(), await matches()]
    for (const agency of AGENCIES) {
      const again = await read(agency)
      assert.deepEqual([again.kept, again.already], [0, again.read - again.refused], agency)
    }
    assert.deepEqual([await traces(), await matches()], before)
  })

  void test('says of each value that is not understood where it stands and what to do, and reads a country column', async () => {
    const mapping = mappingSchema.parse({
      ...{
        name: 'Things',
        agency: 'kent-police',
        files: '*.csv',
        shape: 'csv-subject-rows',
        created: ['iso'],
      },
      ...{
        grade: { system: '3x5x2' },
        category_words: {},
        basis: 'fact',
        kind_words: { TEL: 'phone', VRM: 'vehicle' },
      },
      fields: {
        ...{ reference: 'Ref', created: 'At', title: 'Title', text: 'Text', classification: 'Mark' },
        ...{ source: 'S', information: 'I', handling: 'H' },
      },
      subject: { type: 'Kind', value: 'Number', country: 'From' },
    })
    const row = (kind: string, value: string, from: string) =>
      `K-1,2026-11-01T10:00:00Z,Van,Seen at Rye,OFFICIAL,2,C,P,${kind},"${value}",${from}`
    const file = path.join(folder, 'things.csv')
    const rows = [
      row('TEL', '4.47701E+11', ''),
      row('TEL', '7700900123.0', ''),
      row('VRM', 'CJ 12 ABC', 'RO'),
      row('TEL', '########', ''),
      row('TEL', '07700 9OO123', ''),
      row('TEL', '07700 900130/1', ''),
    ]
    await writeFile(file, ['Ref,At,Title,Text,Mark,S,I,H,Kind,Number,From', ...rows, ''].join('\n'))
    const options = { agencySlug: 'kent-police', file, mapping }
    for (const dryRun of [true, false]) {
      const { kept, notUnderstood, unread, unreadFile } = await importFile(t.database, { ...options, dryRun })
      assert.deepEqual([kept, notUnderstood], [1, 3])
      assert.deepEqual(
        unread.map(({ line, column, value }) => [line, column, value]),
        [
          [2, 'Number', '4.47701E+11'],
          [5, 'Number', '########'],
          [6, 'Number', '07700 9OO123'],
        ],
      )
      assert.match(unread[0]?.why ?? '', /lost digits.*export again/)
      assert.match(await readFile(unreadFile ?? '', 'utf8'), /^line,column,value,what to do\r\n"2","Number"/)
    }
    const keys = await t.admin<{ key: string }>(
      `select i.key from deconfliction.identifier i join access.record r on r.id = i.record_id
       where r.agency_reference = 'K-1' order by i.key`,
    )
    assert.deepEqual(keys.map(({ key }) => key).toSorted(), [
      '+447700900123',
      '+447700900130',
      '+447700900131',
      'RO:CJ12ABC',
      '~:077009OO123',
    ])
    const noted = await t.admin<{ value: string }>(
      'select value from intelligence.import_value order by place',
    )
    assert.deepEqual(
      noted.map(({ value }) => value),
      unreadValues,
    )
  })

  const unreadValues = ['4.47701E+11', '########', '07700 9OO123']

  void test('knows no agency that is not there', async () => {
    const file = path.join(folder, EXPORT_FILES.nca)
    const mapping = await guessMapping(file)
    assert.ok(mapping)
    await assert.rejects(
      importFile(t.database, { agencySlug: 'nobody', file, mapping, dryRun: true }),
      /no agency "nobody"/,
    )
  })

  void test('says of a run that was cut off that it failed, once it is run again', async () => {
    await t.admin(
      `insert into intelligence.import_run (id, agency_id, file_name, state)
       values (gen_random_uuid(), $1, $2, 'running')`,
      [t.agency('nca'), EXPORT_FILES.nca],
    )
    await read('nca')
    const running = await t.admin(`select from intelligence.import_run where state = 'running'`)
    assert.equal(running.length, 0)
  })
})
