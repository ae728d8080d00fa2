/** An export may be imported in any order, as often as anybody likes: the end is as if each came once. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { EXPORT_FILES, generateExercise } from '../../exercise/generate.ts'
import { importFile, loadMapping, type ImportCounts } from '../../src/rooms/intelligence/index.ts'
import { endStateOf } from '../faults/end-state.ts'
import { ROOT, testDatabase, type TestDatabase } from '../support/database.ts'

const RUNS = 6
const AGENCIES = Object.keys(EXPORT_FILES) as (keyof typeof EXPORT_FILES)[]

void describe('importing', { timeout: 900_000 }, () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-import-properties-'))
    await generateExercise(folder, { seed: 7, reports: 120 })
  })
  after(() => rm(folder, { recursive: true, force: true }))

  async function take(base: TestDatabase, agency: (typeof AGENCIES)[number]): Promise<ImportCounts> {
    const mapping = await loadMapping(path.join(ROOT, 'exercise', 'lantern', `${agency}.mapping.json`))
    return await importFile(base.database, {
      agencySlug: agency,
      file: path.join(folder, EXPORT_FILES[agency]),
      mapping,
      dryRun: false,
      refusedFile: null,
    })
  }

  async function endAfter(sequence: readonly (typeof AGENCIES)[number][]) {
    const base = await testDatabase()
    try {
      const first = new Map<string, ImportCounts>()
      for (const agency of sequence) {
        const counts = await take(base, agency)
        const before = first.get(agency)
        if (before === undefined) first.set(agency, counts)
        else
          assert.deepEqual(
            { kept: counts.kept, already: counts.already, refused: counts.refused },
            { kept: 0, already: before.kept + before.already, refused: before.refused },
            `${agency} again`,
          )
      }
      return await endStateOf(base.admin)
    } finally {
      await base.close()
    }
  }

  void test('twice, in any order, equals once', async () => {
    const once = await endAfter(AGENCIES)
    assert.ok((once['reports']?.length ?? 0) > 80, 'there is something to compare')
    assert.ok((once['matches']?.length ?? 0) > 5, 'and it matches')
    const anyOrder = fc
      .tuple(
        fc.shuffledSubarray(AGENCIES, { minLength: AGENCIES.length }),
        fc.array(fc.constantFrom(...AGENCIES), { minLength: 1, maxLength: 3 }),
      )
      .map(([all, more]) => [...more, ...all])
    await fc.assert(
      fc.asyncProperty(anyOrder, async (sequence) => {
        assert.deepEqual(await endAfter(sequence), once)
      }),
      { numRuns: RUNS },
    )
  })
})
