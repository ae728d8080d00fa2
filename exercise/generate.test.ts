import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { parseReport } from '../src/rooms/intelligence/report.ts'
import { generateReports } from './generate-reports.ts'
import { EXERCISE, EXPORT_FILES, generateExercise, type Truth } from './generate.ts'
import { randomFrom } from './random.ts'
import { AGENCIES, inventWorld, PAIR } from './world.ts'

const world = inventWorld(randomFrom(EXERCISE.seed), EXERCISE.reports)
let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seamark-exercise-'))
})
after(() => rm(folder, { recursive: true, force: true }))

test('the same seed writes the same files, another seed others', async () => {
  for (const [name, seed] of Object.entries({ one: 5, two: 5, three: 6 })) {
    await generateExercise(join(folder, name), { seed, reports: 100 })
  }
  // A workbook is a zip that holds the time of writing; what is in it is compared where it is read.
  for (const file of [
    ...Object.values(EXPORT_FILES).filter((name) => !name.endsWith('.xlsx')),
    'truth.json',
  ]) {
    const [one, two, three] = await Promise.all(
      ['one', 'two', 'three'].map((name) => readFile(join(folder, name, file))),
    )
    assert.ok(one && two && three)
    assert.ok(one.equals(two), file)
    assert.ok(!one.equals(three), file)
  }
})

test('the truth says what agencies share, and the shown number is held by three', async () => {
  await generateExercise(join(folder, 'whole'), EXERCISE)
  const truth = JSON.parse(await readFile(join(folder, 'whole', 'truth.json'), 'utf8')) as Truth
  assert.ok(truth.shared.length >= 50)
  const shown = truth.shared.find(({ value }) => value === truth.shown_number)
  assert.deepEqual(Object.keys(shown?.references ?? {}).sort(), ['border-force', 'kent-police', 'nca'])
  assert.equal(truth.common.length, 3)
  for (const { reports } of truth.common) assert.ok(reports >= 60)
  for (const agency of AGENCIES) assert.ok((truth.refused[agency]?.length ?? 0) > 0)
})

test('the smallest exercise has a report of every agency', () => {
  const small = inventWorld(randomFrom(3), 0)
  for (const agency of AGENCIES) assert.ok(small.some((report) => report.agency === agency))
})

test('identifiers are invented ones only', () => {
  const allowed = {
    phone: /^\+(999[1-9]\d{8}|447700900\d{3}|441632960\d{3}|442079460\d{3})$/,
    vehicle: /^Q[A-Z]\d{2}[A-Z]{3}$/,
    email: /@(\w+-?)+\.(example|example\.net)$|@example\.net$/,
    account: /^ZZ\d{2}SEAM\d{14}$/,
    vessel: /^(IMO4\d{6}|MMSI999\d{6})$/,
  }
  for (const { subjects } of world) {
    for (const subject of subjects) {
      if (subject.kind !== 'person') assert.match(subject.identifier.value, allowed[subject.kind])
    }
  }
})

test('exactly one person is written in two scripts by two agencies', () => {
  const haddads = world.flatMap(({ agency, subjects }) =>
    subjects.flatMap((one) =>
      one.kind === 'person' && (one.surname === 'Haddad' || one.surname === 'حداد')
        ? [`${agency} ${one.forename} ${one.surname} ${one.born ?? ''}`]
        : [],
    ),
  )
  assert.deepEqual(haddads, [`sussex-police ${PAIR.latin} ${PAIR.born}`, `nca ${PAIR.arabic} ${PAIR.born}`])
})

test('victims and witnesses are in reports of several agencies', () => {
  for (const category of ['victim', 'witness']) {
    const agencies = world.filter(({ subjects }) =>
      subjects.some((one) => one.kind === 'person' && one.category === category),
    )
    assert.equal(new Set(agencies.map(({ agency }) => agency)).size, AGENCIES.length)
  }
})

test('the texts read like different reports: none empty, none with an open slot, hardly two alike', () => {
  const texts = world.map(({ text }) => text)
  assert.ok(texts.every((text) => text.length > 60 && !/[{}]|undefined/.test(text)))
  assert.ok(world.every(({ title }) => title.length > 5 && !/[{}]/.test(title)))
  assert.ok(new Set(texts).size > texts.length * 0.99)
})

test('reports for benchmarks are valid, repeatable, and share few identifiers', () => {
  const agencies = [0, 1, 2].map((agency) => [...generateReports(9, 500, agency, 3)])
  assert.deepEqual([...generateReports(9, 500, 1, 3)], agencies[1])
  const held = new Map<string, number>()
  for (const report of agencies.flat()) {
    assert.ok('report' in parseReport(report))
    assert.equal(report.subjects.length, 4)
    for (const one of report.subjects) {
      if (one.kind !== 'person') held.set(one.value, (held.get(one.value) ?? 0) + 1)
    }
  }
  const shared = [...held.values()].filter((count) => count > 1)
  assert.ok(shared.length > 20 && shared.length < held.size * 0.05)
  assert.ok(Math.max(...shared) < 20)
})
