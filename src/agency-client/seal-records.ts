/**
 * Seals an agency's records: both holders at once, a chunk checked whole before any of it goes to the node,
 * and what the node took noted, so that a run that stopped anywhere is finished by another.
 */
import { sealInputs, type Pair } from '../holder-client/index.ts'
import { at, SIZE, type Pool } from '../library/oprf/index.ts'
import { toText, type Input } from '../library/sealing/index.ts'
import { sendRecords, type NodeConnection, type SealedRecord } from './ask-node.ts'
import type { LocalState } from './local-state.ts'

/** A record before it is sealed. */
export type RecordToSeal = {
  reference: string
  classification: string
  discoverable: boolean
  /** YYYY-MM-DD */
  expiresOn: string
  inputs: Input[]
}

export type SealCounts = {
  records: number
  /** sent in an earlier run, as they are now */
  already: number
  /** sent in this one */
  sent: number
  /** tokens of this run that went to the node */
  tokens: number
  /** elements that both holders evaluated in this run */
  evaluated: number
  /** tokens that the node refused because so many hold them */
  common: number
}

export type SealOptions = {
  pool: Pool
  node: NodeConnection
  state: LocalState
  epoch: number
  tokensPerCall: number
  /** holders and their keys for a kind */
  pairOf: (kind: string) => Pair
  /** tokens of a chunk: what is done again when something stops in it */
  chunk?: number
  onProgress?: (counts: SealCounts) => void
}

/** Tokens of a chunk where nothing is said. */
const CHUNK = 16_384
/** Elements of a call to a holder. */
const BATCH = 4_096
/** Chunks on their way at once: while one is with the holders, the next is blinded. */
const IN_FLIGHT = 3

/**
 * Seals records and sends them. What was sent before and has not changed is passed by.
 * @param records - to seal, each with its reference
 * @param options - node, holders, what this machine keeps, and limits
 * @returns counts when all is with the node
 * @throws SeamarkError `holder-down`, `holder-refused`, `holder-lies`, `node-down`, `node-refused`; what was
 *   sent before is noted
 */
export async function sealRecords(
  records: readonly RecordToSeal[],
  options: SealOptions,
): Promise<SealCounts> {
  const { state } = options
  const counts: SealCounts = {
    records: records.length,
    already: 0,
    sent: 0,
    tokens: 0,
    evaluated: 0,
    common: 0,
  }
  const todo = records
    .map((record) => ({
      ...record,
      handle: state.handleOf(record.reference),
      digest: digest(state, record),
    }))
    .filter((record) => !state.isSent(record))
  counts.already = records.length - todo.length
  const cache = sharedTokens(todo)
  await state.noteHandles(todo)
  options.onProgress?.(counts)

  const inFlight = new Set<Promise<void>>()
  let fault: unknown
  for (const chunk of chunksOf(todo, options.chunk ?? CHUNK)) {
    if (fault !== undefined) break
    const one: Promise<void> = sealChunk(chunk, cache, counts, options)
      .catch((reason: unknown) => {
        fault ??= reason
      })
      .finally(() => inFlight.delete(one))
    inFlight.add(one)
    if (inFlight.size >= IN_FLIGHT) await Promise.race(inFlight)
  }
  await Promise.all(inFlight)
  if (fault !== undefined) throw fault as Error
  return counts
}

type Todo = RecordToSeal & { handle: string; digest: string }

/** A record is sent again when anything of it changed; a new epoch is no reason, for the node moves what it has. */
function digest(state: LocalState, { classification, discoverable, inputs }: RecordToSeal): string {
  return state.digestOf(JSON.stringify([classification, discoverable, inputs.map(({ x }) => x).sort()]))
}

/** Tokens of inputs that more than one record holds: evaluated once. */
function sharedTokens(records: readonly Todo[]): Map<string, string | null> {
  const seen = new Set<string>()
  const shared = new Map<string, string | null>()
  for (const { inputs } of records)
    for (const { x } of inputs) {
      if (seen.has(x)) shared.set(x, null)
      seen.add(x)
    }
  return shared
}

function* chunksOf(records: readonly Todo[], most: number): Generator<Todo[]> {
  let chunk: Todo[] = []
  let tokens = 0
  for (const record of records) {
    if (chunk.length > 0 && tokens + record.inputs.length > most) {
      yield chunk
      chunk = []
      tokens = 0
    }
    chunk.push(record)
    tokens += record.inputs.length
  }
  if (chunk.length > 0) yield chunk
}

async function sealChunk(
  chunk: readonly Todo[],
  cache: Map<string, string | null>,
  counts: SealCounts,
  options: SealOptions,
): Promise<void> {
  const { pool, state, node, epoch, tokensPerCall, pairOf } = options
  const tokens = new Map<string, string>()
  const wanted = new Map<string, Set<string>>()
  for (const { inputs } of chunk)
    for (const { kind, x } of inputs) {
      const known = cache.get(x) ?? null
      if (known !== null) tokens.set(x, known)
      else wanted.set(kind, (wanted.get(kind) ?? new Set()).add(x))
    }
  const batches = [...wanted].flatMap(([kind, some]) =>
    evenly([...some], BATCH).map((inputs) => ({ kind, inputs })),
  )
  const done = await Promise.allSettled(
    batches.map(async ({ kind, inputs }) => {
      const elements = await sealInputs(pool, pairOf(kind), { kind, epoch }, inputs)
      inputs.forEach((x, index) => tokens.set(x, toText(at(elements, index))))
      counts.evaluated += elements.length / SIZE
      options.onProgress?.(counts)
    }),
  )
  for (const one of done) if (one.status === 'rejected') throw one.reason
  for (const [x, token] of tokens) if (cache.has(x)) cache.set(x, token)

  for (const call of chunksOf([...chunk], tokensPerCall)) {
    const sealed = call.map((record) => sealedRecord(record, tokens))
    const { refused } = await sendRecords(node, epoch, sealed)
    await state.noteSent(call)
    counts.sent += call.length
    counts.tokens += call.reduce((sum, { inputs }) => sum + inputs.length, 0) - refused.length
    counts.common += refused.length
    options.onProgress?.(counts)
  }
}

function sealedRecord(record: Todo, tokens: ReadonlyMap<string, string>): SealedRecord {
  const { handle, classification, discoverable, expiresOn, inputs } = record
  return {
    ...{ handle, classification, discoverable },
    expires_on: expiresOn,
    tokens: inputs.map(({ kind, x }) => ({ kind, element: tokens.get(x) ?? '' })),
  }
}

/** Parts of nearly one size, so that no thread waits for a small last one. */
function evenly<T>(items: readonly T[], most: number): T[][] {
  const parts = Math.ceil(items.length / most)
  const size = Math.ceil(items.length / Math.max(1, parts))
  return Array.from({ length: parts }, (_, i) => items.slice(i * size, (i + 1) * size))
}
