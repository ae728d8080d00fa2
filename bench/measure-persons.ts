/** Matches of persons in the node: how right they are on Exercise Lantern, and how quickly one is weighed. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { seedPeople } from '../exercise/seed-people.ts'
import { openDatabase, type Database } from '../src/platform/database/perform.ts'
import { compareWaitingPersons } from '../src/rooms/matches/index.ts'
import { asWritten } from '../src/library/matchable/index.ts'
import { guessMapping, importFile } from '../src/rooms/intelligence/index.ts'
import { makeCluster } from './cluster.ts'
import { measureWeighing, type WeighingFigure } from './measure-weighing.ts'

/** Not in the repository: without it this figure is left out. */
export const LANTERN = path.join(import.meta.dirname, '..', '..', 'shared', 'scenario')

type Query = <Row extends object>(sql: string, parameters?: unknown[]) => Promise<Row[]>

export type LanternFigure = {
  persons: number
  pairs: number
  /** of what is offered, where the truth is known of both sides; by (report, partner) */
  precision: number
  /** of what is true and has a birth date on both sides; by (report, partner) */
  recall: number
  f1: number
  /** pairs that are offered without a birth date on one side, and how many of those known are right */
  withoutBirth: number
  precisionWithoutBirth: number
  /** offered pairs with somebody who is a victim or a witness in either report: must be none */
  protected: number
  /** seconds for all persons of the exercise */
  seconds: number
}

export type PersonsFigure = { lantern: LanternFigure | null; weighing: WeighingFigure[] }

/** @param counts - how many persons a node holds when one more is weighed (BENCH_PERSONS; ten millions take a while to load) */
export async function measurePersons(counts: readonly number[]): Promise<PersonsFigure> {
  const cluster = await makeCluster(null)
  const database = openDatabase(cluster.url, 4, () => new Date())
  try {
    const look: Query = async <Row extends object>(sql: string, parameters?: unknown[]) =>
      (await cluster.admin.query<Row>(sql, parameters)).rows
    const lantern = await measureLantern(database, look)
    const weighing: WeighingFigure[] = []
    for (const persons of counts)
      weighing.push(await measureWeighing(cluster.admin, database, cluster.folder, persons))
    return { lantern, weighing }
  } finally {
    await database.close()
    await cluster.remove()
  }
}

/**
 * Imports the exercise, weighs its persons, and holds the pairs against the half of the truth that is at hand.
 * A pair counts for the precision only where the truth of both sides is known.
 * @param database - empty but for the schema
 * @param look - a superuser's eyes
 * @returns null where the exercise does not lie beside the checkout
 */
export async function measureLantern(database: Database, look: Query): Promise<LanternFigure | null> {
  if (!existsSync(LANTERN)) return null
  await seedPeople(database)
  for (const name of (await readdir(LANTERN)).sort()) {
    const file = path.join(LANTERN, name)
    const mapping = /\.(csv|xlsx|jsonl|txt)$/.test(name) ? await guessMapping(file).catch(() => null) : null
    if (mapping === null) continue
    await importFile(database, {
      agencySlug: mapping.agency,
      file,
      mapping,
      dryRun: false,
      refusedFile: null,
    })
  }
  const began = performance.now()
  const { compared: weighed } = await compareWaitingPersons(database)
  const seconds = (performance.now() - began) / 1000
  return { persons: weighed, seconds, ...(await againstTruth(look)) }
}

type Mention = {
  report: string
  agency: number
  person: string
  names: string[]
  born: string | null
  reference: string
  slug: string
  /** of the truth, where it is at hand */
  truth?: string
}

export async function againstTruth(look: Query): Promise<Omit<LanternFigure, 'persons' | 'seconds'>> {
  const truths = await readTruth()
  const mentions = await look<Mention>(
    `select m.record_id as report, m.agency_id as agency, m.person_id as person, p.names, p.born,
            r.agency_reference as reference, a.slug
     from deconfliction.person_mention m
     join deconfliction.person p on p.id = m.person_id
     join access.record r on r.id = m.record_id
     join identity.agency a on a.id = m.agency_id`,
  )
  const byPerson = new Map<string, Mention[]>()
  for (const mention of mentions) {
    const named = mention.names.map((name) => truths.get(truthKey(mention.slug, mention.reference, name)))
    const truth = named.find((one) => one !== undefined)
    if (truth !== undefined) mention.truth = truth
    byPerson.set(mention.person, [...(byPerson.get(mention.person) ?? []), mention])
  }
  const pairs = await look<{ a: string; b: string; both: boolean }>(
    'select person_a as a, person_b as b, born_both as both from deconfliction.person_match',
  )
  const right = new Set<string>()
  const judged = new Map<string, boolean>()
  const judgedWithout: boolean[] = []
  for (const { a, b, both } of pairs) {
    if (!both) {
      const [mine, theirs] = [a, b].map((id) => byPerson.get(id)?.flatMap(({ truth }) => truth ?? []) ?? [])
      if (mine?.length && theirs?.length) judgedWithout.push(mine.some((one) => theirs.includes(one)))
      continue
    }
    for (const [mine, theirs] of [
      [byPerson.get(a) ?? [], byPerson.get(b) ?? []],
      [byPerson.get(b) ?? [], byPerson.get(a) ?? []],
    ] as const)
      for (const mention of mine) {
        const known = theirs.flatMap(({ truth }) => truth ?? [])
        if (mention.truth === undefined || known.length === 0) continue
        // One report and partner may be connected by several pairs: each is judged.
        const key = `${mention.report} ${mention.person} ${String(theirs[0]?.agency)} ${a}${b}`
        judged.set(key, known.includes(mention.truth))
        if (known.includes(mention.truth))
          right.add(`${mention.report} ${mention.truth} ${String(theirs[0]?.agency)}`)
      }
  }
  const holders = new Map<string, Set<number>>()
  for (const { truth, born, agency } of mentions)
    if (truth !== undefined && born !== null)
      holders.set(truth, (holders.get(truth) ?? new Set()).add(agency))
  const wanted = new Set<string>()
  for (const { truth, born, agency, report } of mentions)
    if (truth !== undefined && born !== null)
      for (const other of holders.get(truth) ?? [])
        if (other !== agency) wanted.add(`${report} ${truth} ${String(other)}`)
  const precision = [...judged.values()].filter(Boolean).length / judged.size
  const recall = [...wanted].filter((one) => right.has(one)).length / wanted.size
  const [shielded] = await look<{ count: number }>(
    `select count(*)::integer as count from deconfliction.person_mention m
     join intelligence.withheld_subject w on w.report_id = m.record_id and w.number = m.number`,
  ).catch(() => [{ count: NaN }])
  return {
    pairs: pairs.length,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    withoutBirth: pairs.filter(({ both }) => !both).length,
    precisionWithoutBirth: judgedWithout.filter(Boolean).length / judgedWithout.length,
    protected: shielded?.count ?? NaN,
  }
}

const truthKey = (slug: string, reference: string, name: string) =>
  `${slug} ${reference} ${asWritten([name], null)?.fold ?? ''}`

async function readTruth(): Promise<Map<string, string>> {
  const [, ...rows] = (await readFile(path.join(LANTERN, 'truth-half.csv'), 'utf8')).trim().split(/\r?\n/)
  return new Map(
    rows.flatMap((row) => {
      const [slug = '', reference = '', kind, name = '', truth = ''] = row.split(',')
      return kind === 'person' ? [[truthKey(slug, reference, name), truth] as const] : []
    }),
  )
}
