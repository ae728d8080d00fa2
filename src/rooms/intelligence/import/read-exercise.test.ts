import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { isBeside } from '../../../../test/support/beside.ts'
import { EXPORT_FILES, generateExercise, type Truth } from '../../../../exercise/generate.ts'
import { randomFrom } from '../../../../exercise/random.ts'
import { AGENCIES, inventWorld, type Agency } from '../../../../exercise/world.ts'
import { KNOWN_MAPPINGS } from './guess-mapping.ts'
import { loadMapping, type Mapping } from './mapping.ts'
import { readExport, type ImportRow } from './read-export.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seamark-exercise-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const lantern = (agency: string) => loadMapping(join(KNOWN_MAPPINGS, `${agency}.mapping.json`))

async function rows(file: string, mapping: Mapping): Promise<ImportRow[]> {
  const read: ImportRow[] = []
  for await (const row of readExport(file, mapping)) read.push(row)
  return read
}

describe('the project’s own exercise, written and read back', () => {
  const seed = 7
  const reports = 400
  let truth: Truth

  before(async () => {
    await generateExercise(join(folder, 'exercise'), { seed, reports })
    truth = JSON.parse(await readFile(join(folder, 'exercise', 'truth.json'), 'utf8')) as Truth
  })

  for (const agency of AGENCIES) {
    test(`${agency}: every row comes back as it was invented`, async () => {
      const found = await rows(join(folder, 'exercise', EXPORT_FILES[agency]), await lantern(agency))
      const refused = found.flatMap((row) =>
        'refused' in row ? [{ ref: row.reference, why: row.refused }] : [],
      )
      assert.deepEqual(refused, truth.refused[agency])

      const invented = inventWorld(randomFrom(seed), reports).filter(
        (report) => report.agency === agency && report.fault === null,
      )
      const good = found.flatMap((row) => ('report' in row ? [row] : []))
      assert.deepEqual(
        good.map(({ createdAt, report }) => [
          report.agency_reference,
          // Sussex writes the day only.
          agency === 'sussex-police' ? null : createdAt,
          report.title,
          report.items[0]?.text,
          report.conditions,
          [
            ...report.subjects.map(
              (one) =>
                `${one.kind} ${one.kind === 'person' ? `${one.category} ${one.names.join().toLowerCase()} ${one.born ?? ''}` : one.value}`,
            ),
          ].sort(),
        ]),
        invented.map((report) => [
          report.reference,
          agency === 'sussex-police' ? null : report.created.toISOString(),
          report.title,
          report.text,
          report.conditions,
          report.subjects
            .map((one) =>
              one.kind === 'person'
                ? `person ${one.category} ${`${one.forename} ${one.surname}`.toLowerCase()} ${one.born ?? ''}`
                : `${one.kind} ${one.written}`,
            )
            .sort(),
        ]),
      )
    })
  }
})

const SCENARIO = join(import.meta.dirname, '../../../../../shared/scenario')

// Files that others wrote, where they lie beside the checkout; the exercise above is of the same five shapes.
if (isBeside(SCENARIO))
  describe('Exercise Lantern', () => {
    for (const [agency, count] of Object.entries({
      'sussex-police': 3_000,
      'kent-police': 3_000,
      nca: 2_000,
      'border-force': 2_200,
      'immigration-enforcement': 1_800,
    }) as [Agency, number][]) {
      test(`${agency}: exactly the listed rows are refused, with their reasons`, async () => {
        const listed = JSON.parse(await readFile(join(SCENARIO, 'refused.json'), 'utf8')) as Record<
          string,
          unknown
        >
        const found = await rows(join(SCENARIO, EXPORT_FILES[agency]), await lantern(agency))
        assert.equal(found.length, count)
        const refused = found.flatMap((row) =>
          'refused' in row ? [{ ref: row.reference, why: row.refused }] : [],
        )
        assert.deepEqual(refused, listed[agency])
      })
    }
  })
