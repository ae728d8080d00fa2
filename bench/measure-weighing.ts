/** How quickly one new person is weighed against the persons that a node holds. */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { chmod, rm } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import type { Database } from '../src/platform/database/perform.ts'
import { readBirth } from '../src/library/linkage/model/index.ts'
import { readName } from '../src/library/names/index.ts'
import {
  digestsOfNames,
  keysOf,
  personKeys,
  type NameDigests,
} from '../src/library/linkage/persons/person-keys.ts'
import { readWritten } from '../src/library/linkage/persons/compare-person-records.ts'
import { offeredPairs } from '../src/rooms/matches/persons/find-person-matches.ts'
import { randomFrom } from '../exercise/random.ts'
import { spreadOf, type Spread } from './statistics.ts'
import type { WrittenPersonId } from '../src/wire/ids.ts'

export type WeighingFigure = {
  persons: number
  keys: number
  bytes: number
  loadSeconds: number
  /** milliseconds for one new person: keys, candidates, scores; in a transaction of its own */
  one: Spread
  /** candidates that were compared by name */
  compared: Spread
  /** new persons that are a spelling of one who is there, and how many of them were found */
  planted: number
  found: number
}

const AGENCIES = 60
/** Everybody's names: as unevenly common as real ones. */
const NAMES = 300_000
const WARM = 300
const ASKED = 1_000

/**
 * @param admin - a superuser of a database that has the schema; its persons are replaced
 * @param folder - where the server may read a file
 */
export async function measureWeighing(
  admin: pg.Pool,
  database: Database,
  folder: string,
  persons: number,
): Promise<WeighingFigure> {
  const began = performance.now()
  const keys = await loadPersons(admin, folder, persons)
  const loadSeconds = (performance.now() - began) / 1000
  const asked = await plantPersons(admin)
  const what = { service: 'bench', operation: 'bench.weigh' }
  const times: number[] = []
  const compared: number[] = []
  let found = 0
  for (const [index, person] of asked.entries()) {
    const start = performance.now()
    const { pairs, compared: met } = await database.performAsService(what, (scope) => {
      const written = readWritten(person)
      personKeys(
        written.names.map(({ read }) => read),
        person.born,
      )
      const row = { ...person, agency_id: AGENCIES + 1, revision: 1, keyed: true, written }
      return offeredPairs(scope, [row])
    })
    if (index < WARM) continue
    times.push(performance.now() - start)
    compared.push(met)
    if (pairs.some(({ other }) => other === person.of)) found++
  }
  const { rows } = await admin.query<{ bytes: string }>(
    `select pg_total_relation_size('deconfliction.person') + pg_total_relation_size('deconfliction.person_key') as bytes`,
  )
  return {
    persons,
    keys,
    bytes: Number(rows[0]?.bytes ?? 0),
    loadSeconds,
    one: spreadOf(times),
    compared: spreadOf(compared),
    planted: asked.slice(WARM).filter(({ of }) => of !== null).length,
    found,
  }
}

type Bearer = { name: string; digests: NameDigests }

async function loadPersons(admin: pg.Pool, folder: string, persons: number): Promise<number> {
  const random = randomFrom(20_261_122)
  const bearers = inventNames(random)
  const file = path.join(folder, 'persons.tsv')
  const out = createWriteStream(file)
  let piece = ''
  for (let index = 0; index < persons; index++) {
    const { name, digests } = bearers[commonFirst(random, bearers.length)] ?? bearers[0] ?? NOBODY
    const born = inventBirth(random)
    const birth = readBirth(born)
    const keys = birth === null ? [] : keysOf(digests, birth)
    const agency = 1 + (index % AGENCIES)
    piece += `${randomUUID()}\t${String(agency)}\t${String(index)}\t{"${name}"}\t${born}\t2026-11-22\t{${keys.join(',')}}\n`
    if (piece.length < 1_000_000) continue
    if (!out.write(piece)) await once(out, 'drain')
    piece = ''
  }
  out.end(piece)
  await once(out, 'finish')
  await chmod(file, 0o644)
  const client = await admin.connect()
  const run = (sql: string) => client.query(sql)
  await run(`set maintenance_work_mem = '2GB'`)
  await run('truncate deconfliction.person, deconfliction.person_key, deconfliction.person_match cascade')
  await run('alter table deconfliction.person_key drop constraint person_key_pkey')
  await run('alter table deconfliction.person drop constraint person_agency_id_fold_key')
  await run(`copy deconfliction.person (id, agency_id, fold, names, born, compared_at, keys) from '${file}'`)
  await run(
    `insert into deconfliction.person_key select k, p.agency_id, p.id, true, 'OFFICIAL', deconfliction.birth_digits(p.born)
     from deconfliction.person p cross join lateral unnest(p.keys) as k`,
  )
  await run(
    'alter table deconfliction.person_key add primary key (key, agency_id, person_id) include (birth)',
  )
  await run('alter table deconfliction.person add unique (agency_id, fold)')
  await run('vacuum (analyze) deconfliction.person')
  await run('vacuum (analyze) deconfliction.person_key')
  client.release()
  await rm(file)
  const { rows } = await admin.query<{ keys: string }>(
    `select reltuples::bigint as keys from pg_class where oid = 'deconfliction.person_key'::regclass`,
  )
  return Number(rows[0]?.keys ?? 0)
}

type Asked = { id: WrittenPersonId; names: string[]; born: string | null; of: string | null }

/** New persons of one agency more: every second is somebody who is there, with a slip in the name or the birth. */
async function plantPersons(admin: pg.Pool): Promise<Asked[]> {
  const random = randomFrom(7)
  const { rows } = await admin.query<{ id: WrittenPersonId; names: string[]; born: string }>(
    `select id, names, born from deconfliction.person where id >= $1 order by id limit ${String(WARM + ASKED)}`,
    ['40000000-0000-0000-0000-000000000000'],
  )
  const asked = rows.map(({ id, names, born }, index): Asked => {
    const there = index % 2 === 0
    const name = names[0] ?? ''
    return {
      id: randomUUID() as string as WrittenPersonId,
      names: [there ? slipped(name, random) : name],
      born: there ? born : inventBirth(random),
      of: there ? id : null,
    }
  })
  for (const { id, names, born } of asked) {
    const keys = personKeys([readName(names[0] ?? '')], born)
    await admin.query(
      `insert into deconfliction.person (id, agency_id, fold, names, born, keys) values ($1, $2, $6, $3, $4, $5)`,
      [id, AGENCIES + 1, names, born, keys, id],
    )
  }
  return asked
}

const NOBODY: Bearer = { name: 'Nobody', digests: { symbols: [], words: [], sounds: [] } }

/** Rank by Zipf's law, cut off: the commonest name has about one in a hundred. */
const commonFirst = (random: () => number, count: number) =>
  Math.min(count - 1, Math.floor(count ** random() * 12 + random() * 12) - 1)

const STARTS = 'b d f g h j k l m n r s t v z sh kh ch a'.split(' ')
const MIDDLES = 'a e i o u aa ee ou'.split(' ')
const ENDS = 'd r n m l s z k b f rov ni qi shi ddin'.split(' ')
const COMMON =
  'Mohamed Ahmed Ali Hassan Hussein Ion Maria Nguyen Arben Dritan Mehmet John David Ana Omar'.split(' ')

function inventNames(random: () => number): Bearer[] {
  const pick = (some: readonly string[]) => some[Math.floor(random() * some.length)] ?? ''
  const word = () => {
    if (random() < 0.1) return pick(COMMON)
    const text =
      pick(STARTS) + pick(MIDDLES) + pick(ENDS) + (random() < 0.6 ? pick(MIDDLES) + pick(ENDS) : '')
    return text.charAt(0).toUpperCase() + text.slice(1)
  }
  return Array.from({ length: NAMES }, () => {
    const name = `${word()} ${word()}`
    return { name, digests: digestsOfNames([readName(name)]) }
  })
}

function inventBirth(random: () => number): string {
  const day = new Date(Date.UTC(1950, 0, 1) + Math.floor(random() * 20_454) * 86_400_000)
  return random() < 0.05 ? String(day.getUTCFullYear()) : day.toISOString().slice(0, 10)
}

/** Two letters change places, or one is left out. */
function slipped(name: string, random: () => number): string {
  const at = 1 + Math.floor(random() * Math.max(1, name.length - 3))
  return random() < 0.5
    ? name.slice(0, at) + name.slice(at + 1)
    : name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2)
}
