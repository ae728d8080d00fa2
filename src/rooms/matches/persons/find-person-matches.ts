/** Compares the persons that wait with those of other agencies, and opens matches of the pairs that are alike. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { Database } from '../../../platform/database/perform.ts'
import type { Scope } from '../../../platform/database/scope.ts'
import type { Task } from '../../../platform/jobs/worker.ts'
import {
  personKeys,
  letterPairsOf,
  mayBeSpellings,
  isDistinctive,
  readWritten,
  comparePersonRecords,
  type OfferedPair,
  type ReadWritten,
} from '../../../library/linkage/persons/index.ts'
import type { WrittenPersonId } from '../../../wire/ids.ts'

/** Persons of one transaction: few enough that whoever was just filed by hand is compared within a second. */
const AT_ONCE = 250
/** Persons are compared in two halves by their id, so that two can be at it at once. */
const LANES = [0, 1] as const
/** Comparisons after which others of this process have their turn. */
const AT_A_STRETCH = 500
/** A key that more persons than these share says too little to compare all of them. */
const MOST_EACH = 300
/** So many candidates of one person are compared, the likeliest first. */
const MOST_CANDIDATES = 200
/** Pairs of one transaction's statement: a gang of namesakes must not fill the memory. */
const MOST_PAIRS = 5_000

// The ledger calls it weigh-persons; what an event is called never changes.
const service = { service: 'matching', operation: 'deconfliction.weigh-persons' }

const TOLD_AGAIN =
  'an answer was “not the same”; since then reports of both have come to name the same identifier'
const VAGUE_AGAIN = 'an answer was “not the same”; something new has become known since'

export type ComparisonProgress = { compared: number; waiting: number; opened: number }
export type ComparisonCounts = {
  compared: number
  opened: number
  /** keys that were passed over because too many share them */
  passedOver: number
}

type Waiting = {
  id: WrittenPersonId
  agency_id: number
  names: string[]
  born: string | null
  revision: number
  keyed: boolean
}
type Candidate = {
  one: WrittenPersonId
  other: WrittenPersonId | null
  names: string[]
  born: string | null
  passed_over?: number
}

/**
 * Compares everybody who waits: who was filed by hand first, then one import after another. Several that do so
 * at once take turns.
 * @param onProgress - called after each batch
 * @param atOnce - both halves at once, where nobody's filing waits meanwhile: an operator's import
 * @returns how many were compared, and how many matches were opened
 */
export async function compareWaitingPersons(
  database: Database,
  onProgress?: (progress: ComparisonProgress) => void,
  atOnce = false,
): Promise<ComparisonCounts> {
  const counts = { compared: 0, opened: 0, passedOver: 0 }
  await setApartAgain(database)
  const waiting = onProgress ? await countWaiting(database) : 0
  const compareSome = async (lane: number): Promise<boolean> => {
    const persons = await keyWaiting(database, lane)
    if (persons === null) return false
    if (persons.length === 0) return true
    const { compared, opened, passedOver } = await compareBatch(database, persons, lane)
    counts.compared += compared
    counts.opened += opened
    counts.passedOver += passedOver
    onProgress?.({ compared: counts.compared, waiting, opened: counts.opened })
    return true
  }
  const compareLanes = async (lanes: readonly number[]): Promise<void> => {
    for (let some = true; some;) {
      some = false
      for (const lane of lanes) if (await compareSome(lane)) some = true
    }
  }
  await Promise.all((atOnce ? LANES.map((lane) => [lane]) : [LANES]).map(compareLanes))
  return counts
}

/** What the node does all the time, a second after the last time: a filing waits neither for it nor at its job. */
export const findPersonMatches: Task = async ({ database, log }) => {
  const { compared, opened, passedOver } = await compareWaitingPersons(database)
  if (compared > 0) log.debug({ compared, opened, passedOver }, 'persons were compared')
}

/** Reports of one transaction that named somebody as a victim, a witness or a child a moment ago. */
const LOOKED_AT_AGAIN = 200

/** Takes out of all matching whom a report of the same moment stored, because neither filing knew of the other. */
async function setApartAgain(database: Database): Promise<void> {
  for (let looked = LOOKED_AT_AGAIN; looked > 0;)
    looked = await database.performAsService(
      { ...service, operation: 'deconfliction.set-apart' },
      async (scope) =>
        (
          await scope.tx.one<{ looked: number }>('select deconfliction.set_apart_again($1) as looked', [
            LOOKED_AT_AGAIN,
          ])
        ).looked,
    )
}

type Read = Waiting & { written: ReadWritten }

/**
 * Takes some persons and writes what they are looked up by. In a transaction of its own, before anybody looks:
 * of two agencies that file at the same moment, whoever looks last finds the other. Null where nobody waits.
 */
async function keyWaiting(database: Database, lane: number): Promise<Read[] | null> {
  return await database.performAsService(service, async (scope) => {
    const rows = await scope.tx.many<Waiting>('select * from deconfliction.waiting_persons($1, $2)', [
      AT_ONCE,
      lane,
    ])
    if (rows.length === 0) return null
    // Whom a report of the same moment names as a victim, a witness or a child is compared with nobody.
    const { gone } = await scope.tx.one<{ gone: WrittenPersonId[] }>(
      'select deconfliction.set_waiting_apart($1::uuid[]) as gone',
      [rows.map(({ id }) => id)],
    )
    const persons = rows
      .filter(({ id }) => !gone.includes(id))
      .map((row) => ({ ...row, written: readWritten(row) }))
    const fresh = persons
      .filter(({ keyed }) => !keyed)
      .map(({ id, written, born }) => ({
        id,
        keys: personKeys(
          written.names.map(({ read }) => read),
          born,
        ),
      }))
    if (fresh.length > 0)
      await scope.tx.one('select deconfliction.key_persons($1::uuid[], $2::text[])', [
        fresh.map(({ id }) => id),
        fresh.map(({ keys }) => `{${keys.join(',')}}`),
      ])
    return persons
  })
}

async function compareBatch(
  database: Database,
  persons: readonly Read[],
  lane: number,
): Promise<ComparisonCounts> {
  return await database.performAsService(service, async (scope) => {
    const { still } = await scope.tx.one<{ still: WrittenPersonId[] }>(
      'select deconfliction.begin_comparing($1::uuid[], $2::integer[], $3) as still',
      [persons.map(({ id }) => id), persons.map(({ revision }) => revision), lane],
    )
    const waiting = new Set(still)
    const mine = persons.filter(({ id }) => waiting.has(id))
    if (mine.length === 0) return { compared: 0, opened: 0, passedOver: 0 }
    const { pairs, passedOver } = await offeredPairs(scope, mine)
    let opened = 0
    for (let start = 0; start === 0 || start < pairs.length; start += MOST_PAIRS) {
      const last = start + MOST_PAIRS >= pairs.length
      opened += await open(scope, last ? mine : [], pairs.slice(start, start + MOST_PAIRS))
    }
    return { compared: mine.length, opened, passedOver }
  })
}

type PairToOpen = OfferedPair & { one: WrittenPersonId; other: WrittenPersonId }

/**
 * Compares some persons with their candidates.
 * @param persons - of any agencies, ready to be compared
 * @returns the pairs that are offered to both agencies, and how many were compared
 */
export async function offeredPairs(
  scope: Scope,
  persons: readonly Read[],
): Promise<{ pairs: PairToOpen[]; compared: number; passedOver: number }> {
  const byId = new Map(
    persons.map(({ id, names, written }) => [id, { written, letters: names.map(letterPairsOf) }]),
  )
  const born = persons.filter((person) => person.born !== null).map(({ id }) => id)
  const rare = persons.filter(({ written }) => isDistinctive(written)).map(({ id }) => id)
  const byKey =
    born.length === 0
      ? []
      : await scope.tx.many<Candidate>('select * from deconfliction.person_candidates($1::uuid[], $2, $3)', [
          born,
          MOST_EACH,
          MOST_CANDIDATES,
        ])
  const byReport =
    rare.length === 0
      ? []
      : await scope.tx.many<Candidate>('select * from deconfliction.persons_sharing($1::uuid[])', [rare])
  const pairs: PairToOpen[] = []
  let passedOver = 0
  let compared = 0
  for (const [candidates, sharing] of [
    [byKey, false],
    [byReport, true],
  ] as const)
    for (const { one, other, names, born: birth, passed_over } of candidates) {
      passedOver += passed_over ?? 0
      const mine = byId.get(one)
      if (mine === undefined || other === null) continue
      if (!mine.letters.some((pairs) => names.some((name) => mayBeSpellings(pairs, name)))) continue
      if (++compared % AT_A_STRETCH === 0) await breathe()
      const offered = comparePersonRecords(
        mine.written,
        readWritten({ id: other, names, born: birth }),
        sharing,
      )
      if (offered !== null) pairs.push({ ...offered, one, other })
    }
  return { pairs, compared, passedOver }
}

async function open(
  scope: Scope,
  persons: readonly Waiting[],
  pairs: readonly PairToOpen[],
): Promise<number> {
  const { affected, opened } = await scope.tx.one<{ affected: number[]; opened: number }>(
    `select * from deconfliction.open_matches_for_persons($1::uuid[], $2::integer[], $3::uuid[], $4::uuid[], $5::text[],
       $6::real[], $7::text[], $8::boolean[], $9, $10, $11)`,
    [
      persons.map(({ id }) => id),
      persons.map(({ revision }) => revision),
      pairs.map(({ one }) => one),
      pairs.map(({ other }) => other),
      pairs.map(({ outcome }) => outcome),
      pairs.map(({ probability }) => probability),
      pairs.map(({ reasons }) => JSON.stringify(reasons)),
      pairs.map(({ bornBoth }) => bornBoth),
      TOLD_AGAIN,
      VAGUE_AGAIN,
      scope.operation,
    ],
  )
  scope.wake(affected)
  return opened
}

async function countWaiting(database: Database): Promise<number> {
  const { count } = await database.performAsService(service, (scope) =>
    scope.tx.one<{ count: string }>('select deconfliction.persons_waiting() as count'),
  )
  return Number(count)
}
