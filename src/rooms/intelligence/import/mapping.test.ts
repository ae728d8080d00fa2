import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { EXPORT_FILES, generateExercise } from '../../../../exercise/generate.ts'
import { guessMapping, knownMappings } from './guess-mapping.ts'
import { loadMapping, mappingSchema } from './mapping.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seamark-mapping-'))
})
after(() => rm(folder, { recursive: true, force: true }))

test('the mappings of the exercise are right, and each says what a text is', async () => {
  const known = await knownMappings()
  assert.deepEqual(known.map((mapping) => mapping.agency).sort(), Object.keys(EXPORT_FILES).sort())
  for (const mapping of known) assert.equal(mapping.basis, 'assessment')
})

test('fact or assessment must be said, and a misspelt key is not passed over', async () => {
  const [mapping] = await knownMappings()
  assert.equal(mappingSchema.safeParse({ ...mapping, basis: undefined }).success, false)
  assert.equal(mappingSchema.safeParse({ ...mapping, reveiw_months: 12 }).success, false)
  assert.equal(mappingSchema.safeParse({ ...mapping, time_zone: 'Europe/Lundon' }).success, false)
  assert.equal(
    mappingSchema.safeParse({ ...mapping, grade: { system: '3x5x2', pattern: '(' } }).success,
    false,
  )
})

test('a mapping that cannot be used says which file and which key', async () => {
  const file = join(folder, 'bad.mapping.json')
  await writeFile(file, '{')
  await assert.rejects(loadMapping(file), { code: 'mapping-not-right', message: /bad\.mapping\.json/ })
  await writeFile(file, '{"shape": "csv"}')
  await assert.rejects(loadMapping(file), { code: 'mapping-not-right', message: /basis/ })
})

test('a file’s mapping is found by its beginning, whatever it is called', async () => {
  await generateExercise(folder, { seed: 1, reports: 60 })
  for (const [agency, file] of Object.entries(EXPORT_FILES)) {
    const path = join(folder, file)
    assert.equal((await guessMapping(path))?.agency, agency)
  }
  const other = join(folder, 'other.csv')
  await writeFile(other, 'a,b,c\n1,2,3\n')
  assert.equal(await guessMapping(other), null)
  await writeFile(other, '')
  assert.equal(await guessMapping(other), null)
  await writeFile(other, 'PK\u0003\u0004 no workbook')
  await assert.rejects(guessMapping(other), { code: 'workbook-broken' })
})
