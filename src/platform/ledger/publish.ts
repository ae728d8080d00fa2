/**
 * Publishes the ledger: numbers what waits, writes its tiles, and signs a checkpoint. In this order: a tile is on the
 * disk before anything is signed of it, so that whoever reads a checkpoint finds its tiles. A run that is killed is gone
 * on with by the next: entries that have their place never change, and writing a tile twice writes the same.
 */
import { readCheckpoint, signCheckpoint, type SignedCheckpoint } from '../../wire/ledger/checkpoint.ts'
import {
  addLeaves,
  edgeOf,
  edgeTiles,
  emptyEdge,
  partialTiles,
  rootOfEdge,
  type Edge,
  type WrittenTile,
} from '../../wire/ledger/edge.ts'
import { sameBytes } from '../../wire/ledger/base64.ts'
import { entryOf } from '../../wire/ledger/event.ts'
import { TILE_WIDTH, writeBundle } from '../../wire/ledger/tiles.ts'
import { leafHash } from '../../wire/ledger/tree.ts'
import type { Database } from '../database/perform.ts'
import type { Transaction } from '../database/scope.ts'
import type { Task } from '../jobs/worker.ts'
import * as store from './checkpoints.ts'
import { dropPartials, readCheckpointFile, readTile, writeCheckpointFile, writeTiles } from './folder.ts'
import { openLedgerKey, type LedgerKey } from './ledger-key.ts'
import { sequenceLedger } from './sequence.ts'

/** Entries that are read and hashed at once: forty tiles. */
const AT_ONCE = 40 * TILE_WIDTH

/** The database does not hold what was signed: nothing is signed until somebody has looked. */
export class NotWhatWasSigned extends Error {}

type Publisher = { database: Database; folder: string; key: LedgerKey }

/**
 * Makes the job that publishes. Runs again and again on every machine: one that has no secret key writes the files of
 * what another has signed.
 * @param services - `folder` of the ledger's files, and the node's address
 * @returns the job
 * @throws NotWhatWasSigned, from the job, when the database does not go on from what this machine has signed
 */
export function publishLedger(services: { folder: string; publicUrl: string }): Task {
  let key: LedgerKey | null = null
  let edge: Edge | null = null
  return async ({ database, log }) => {
    key ??= await openLedgerKey(database, services.folder, services.publicUrl)
    const publisher = { database, folder: services.folder, key }
    const from = edge
    // What is left half-done by a fault is taken up from the files.
    edge = null
    const served = await servedCheckpoint(publisher)
    await requireGoesOn(publisher, served)
    if (key.signer !== null) await sequenceLedger({ database, log }, {})
    edge = await publish(publisher, from ?? (await edgeOfFiles(publisher, served)))
  }
}

async function publish(publisher: Publisher, from: Edge): Promise<Edge> {
  const { database, folder, key } = publisher
  const { last, entries } = await asLedger(database, async ({ tx }) => ({
    last: await store.lastCheckpoint(tx),
    entries: await store.countEntries(tx),
  }))
  let edge = from
  // Another machine, or a run that was killed, has signed past what this machine wrote.
  if (last !== null && last.size > edge.size) {
    edge = await writeUpTo(publisher, edge, last.size)
    if (!sameBytes(rootOfEdge(edge), last.root)) await refuse(publisher, 'changed', last.size, last.size)
  }
  if (key.signer !== null && entries > (last?.size ?? -1)) {
    edge = await writeUpTo(publisher, edge, entries)
    await sign(publisher, edge)
  }
  await serve(database, folder, edge.size)
  return edge
}

async function sign({ database, key }: Publisher, edge: Edge): Promise<void> {
  const { signer } = key
  if (signer === null) return
  const tree = { size: edge.size, root: rootOfEdge(edge) }
  await asLedger(database, async ({ tx }) => {
    // Of two that sign at once, the second sees what the first has signed.
    await tx.run('select pg_advisory_xact_lock(7311, 4)')
    const last = await store.lastCheckpoint(tx)
    if (last !== null && last.size >= tree.size) return
    await store.keepCheckpoint(tx, { ...tree, note: signCheckpoint(signer, tree) })
  })
}

/** Writes the files that are served, where they are not yet the checkpoints with all their cosignatures. */
async function serve(database: Database, folder: string, written: number): Promise<void> {
  const notes = await asLedger(database, async ({ tx }) => {
    const last = await store.lastCheckpoint(tx)
    // Its tiles must be here first: the next run writes them.
    if (last === null || last.size > written) return null
    const witnessed = await store.witnessedCheckpoint(tx)
    return {
      last: await store.withCosignatures(tx, last),
      witnessed: witnessed && (await store.withCosignatures(tx, witnessed)),
    }
  })
  if (notes === null) return
  await writeCheckpointFile(folder, notes.last)
  if (notes.witnessed !== null) await writeCheckpointFile(folder, notes.witnessed, 'checkpoint.witnessed')
}

/** Adds entries to the edge, and writes each tile that became full, and those that end the tree. */
async function writeUpTo(publisher: Publisher, edge: Edge, size: number): Promise<Edge> {
  const { database, folder } = publisher
  while (edge.size < size) {
    const first = edge.size
    const end = Math.min(size, first - (first % TILE_WIDTH) + AT_ONCE)
    const bundleStart = first - (first % TILE_WIDTH)
    const digests = await asLedger(database, ({ tx }) => store.digestsBetween(tx, bundleStart, end))
    if (digests.length !== end - bundleStart)
      throw new NotWhatWasSigned(
        `Of the entries ${String(bundleStart)} to ${String(end - 1)} some are missing.`,
      )
    const entries = digests.map((digest, at) => Buffer.from(entryOf(bundleStart + at, digest)))
    const full: WrittenTile[] = []
    addLeaves(edge, entries.slice(first - bundleStart).map(leafHash), (tile) => full.push(tile))
    const bundles = Array.from({ length: Math.ceil(entries.length / TILE_WIDTH) }, (_, at) => {
      const bundle = entries.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH)
      return {
        ...{ level: 'entries' as const, index: bundleStart / TILE_WIDTH + at, width: bundle.length },
        bytes: writeBundle(bundle),
      }
    }).filter(({ width }) => width === TILE_WIDTH || end === size)
    await writeTiles(folder, [...full, ...bundles, ...(end === size ? partialTiles(edge) : [])])
    await Promise.all(
      [...full, ...bundles.filter(({ width }) => width === TILE_WIDTH)].map((tile) =>
        dropPartials(folder, tile),
      ),
    )
  }
  return edge
}

async function servedCheckpoint({ folder, key }: Publisher): Promise<SignedCheckpoint | null> {
  const note = await readCheckpointFile(folder)
  return note === null ? null : readCheckpoint(note, key.verifier)
}

/** Takes the tree up where the served checkpoint ended; from the beginning where its tiles are not there. */
async function edgeOfFiles({ folder }: Publisher, served: SignedCheckpoint | null): Promise<Edge> {
  if (served === null) return emptyEdge()
  const tiles = await Promise.all(edgeTiles(served.size).map((tile) => readTile(folder, tile)))
  if (tiles.some((tile) => tile === null)) return emptyEdge()
  const edge = edgeOf(
    served.size,
    tiles.map((tile) => tile ?? Buffer.alloc(0)),
  )
  return sameBytes(rootOfEdge(edge), served.root) ? edge : emptyEdge()
}

/**
 * The database must hold what this machine has served. After a restore of an old backup it does not, and whatever were
 * signed then would contradict what others have.
 */
async function requireGoesOn(publisher: Publisher, served: SignedCheckpoint | null): Promise<void> {
  if (served === null) return
  const { last, entries } = await asLedger(publisher.database, async ({ tx }) => ({
    last: await store.lastCheckpoint(tx),
    entries: await store.countEntries(tx),
  }))
  const reached = Math.min(entries, last?.size ?? 0)
  if (reached < served.size) await refuse(publisher, 'rollback', served.size, reached)
  if (last !== null && last.size === served.size && !sameBytes(last.root, served.root))
    await refuse(publisher, 'fork', served.size, last.size)
}

const WORDS: Readonly<Record<store.RefusalKind, string>> = {
  rollback: 'The database holds fewer entries than were signed.',
  fork: 'The database names another root than was signed.',
  changed: 'The entries of the database do not give the root that was signed.',
}

async function refuse(
  { database }: Publisher,
  kind: store.RefusalKind,
  seen: number,
  shown: number,
): Promise<never> {
  const statement = `${WORDS[kind]} Signed: ${String(seen)}; there: ${String(shown)}.`
  await asLedger(database, ({ tx }) => store.noteRefusal(tx, { witness: null, kind, seen, shown, statement }))
  throw new NotWhatWasSigned(`${statement} Nothing is signed until somebody has looked.`)
}

const asLedger = <T>(database: Database, work: (scope: { tx: Transaction }) => Promise<T>): Promise<T> =>
  database.performAsService({ service: 'ledger', operation: 'ledger.publish' }, work)
