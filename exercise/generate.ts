/**
 * Writes the project's own exercise: five agencies' exports of one invented story, each in the shape of
 * its own system, so that a fresh machine has something to load.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { IdentifierKind } from './identifiers.ts'
import { randomFrom } from './random.ts'
import {
  AGENCIES,
  COMMON,
  FAULTS,
  inventWorld,
  PAIR,
  SHOWN_NUMBER,
  type Agency,
  type ExerciseReport,
} from './world.ts'
import { writeBorderForce } from './writers/border-force.ts'
import { writeImmigrationEnforcement } from './writers/immigration-enforcement.ts'
import { writeKentPolice } from './writers/kent-police.ts'
import { writeNca } from './writers/nca.ts'
import { writeSussexPolice } from './writers/sussex-police.ts'

/** The exercise that `npm start` loads. */
export const EXERCISE = { seed: 20261122, reports: 1_500 } as const

/** The file of each agency. */
export const EXPORT_FILES: Readonly<Record<Agency, string>> = {
  'sussex-police': 'sussex-police.csv',
  'kent-police': 'kent-police.xlsx',
  nca: 'nca.jsonl',
  'border-force': 'border-force.csv',
  'immigration-enforcement': 'immigration-enforcement.txt',
}

/** What is true of the exercise, for tests; written as truth.json. */
export type Truth = {
  /** Identifiers that good reports of two agencies or more hold, without the common ones. */
  shared: { kind: IdentifierKind; value: string; references: Partial<Record<Agency, string[]>> }[]
  /** Identifiers that are everywhere and say nothing, with the number of good reports. */
  common: { kind: IdentifierKind; value: string; reports: number }[]
  /** Rows that must be refused, and with which reason. */
  refused: Partial<Record<Agency, { ref: string; why: string }[]>>
  /** The number that the README's walk uses. */
  shown_number: string
  pair: { arabic: string; latin: string; born: string }
}

/**
 * Writes five files, `refused.json` and `truth.json`. The same options give the same exercise.
 * @param folder where to; made when it is not there
 * @param options `reports`: how many in all, about (every agency has at least twelve)
 */
export async function generateExercise(
  folder: string,
  options: { seed: number; reports: number },
): Promise<void> {
  const world = inventWorld(randomFrom(options.seed), options.reports)
  const of = (agency: Agency) => world.filter((report) => report.agency === agency)
  const path = (agency: Agency) => join(folder, EXPORT_FILES[agency])
  const truth = truthOf(world)
  await mkdir(folder, { recursive: true })
  await Promise.all([
    writeFile(path('sussex-police'), writeSussexPolice(of('sussex-police'))),
    writeKentPolice(of('kent-police'), path('kent-police')),
    writeFile(path('nca'), writeNca(of('nca'))),
    writeFile(path('border-force'), writeBorderForce(of('border-force'))),
    writeFile(path('immigration-enforcement'), writeImmigrationEnforcement(of('immigration-enforcement'))),
    writeFile(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`),
    writeFile(join(folder, 'refused.json'), `${JSON.stringify(truth.refused, null, 1)}\n`),
  ])
}

function truthOf(world: readonly ExerciseReport[]): Truth {
  const good = world.filter((report) => report.fault === null)
  const held = new Map<string, Truth['shared'][number]>()
  for (const { agency, reference, subjects } of good) {
    for (const subject of subjects) {
      if (subject.kind === 'person') continue
      const { kind, value } = subject.identifier
      const one = held.get(`${kind} ${value}`) ?? { kind, value, references: {} }
      const references = (one.references[agency] ??= [])
      if (!references.includes(reference)) references.push(reference)
      held.set(`${kind} ${value}`, one)
    }
  }
  const isCommon = (value: string) => COMMON.some((common) => common.value === value)
  const all = [...held.values()]
  return {
    shared: all.filter(({ value, references }) => !isCommon(value) && Object.keys(references).length > 1),
    common: all
      .filter(({ value }) => isCommon(value))
      .map(({ kind, value, references }) => ({
        kind,
        value,
        reports: Object.values(references).flat().length,
      })),
    refused: Object.fromEntries(
      AGENCIES.map((agency) => [
        agency,
        world
          .filter((report) => report.agency === agency && report.fault !== null)
          .map(({ reference, fault }) => ({ ref: reference, why: FAULTS[agency][fault ?? 0] ?? '' })),
      ]),
    ),
    shown_number: SHOWN_NUMBER,
    pair: { ...PAIR },
  }
}
