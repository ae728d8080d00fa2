/** The ledger: what recording costs, how fast events get their place, are verified, proved and found. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { ledgerFolder } from '../src/platform/ledger/folder.ts'
import { proveEvent } from '../src/platform/ledger/prove-event.ts'
import { publishLedger } from '../src/platform/ledger/publish.ts'
import type { Database } from '../src/platform/database/perform.ts'
import { createLog } from '../src/platform/log.ts'
import { signCheckpoint } from '../src/wire/ledger/checkpoint.ts'
import { addLeaves, emptyEdge, partialTiles, rootOfEdge, type WrittenTile } from '../src/wire/ledger/edge.ts'
import { contentText, entryOf, eventDigest, writeEventLine } from '../src/wire/ledger/event.ts'
import { newSignerKey, writeVerifierKey } from '../src/wire/ledger/signed-note.ts'
import { tileOf, tilePath } from '../src/wire/ledger/tiles.ts'
import { inclusionRanges, leafHash, nodeHash, subtreesOf } from '../src/wire/ledger/tree.ts'
import { countEvents, listEvents, placesOf, stateUse } from '../src/rooms/records/ledger-store.ts'
import type { Cluster } from './cluster.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, type BenchWorld } from './world.ts'

export type LedgerFigure = {
  /** by as many threads as it takes by itself, and by one */
  verified: Verified
  verifiedAlone: Verified
  /** of one thread: the same leaf and node hashes, and, besides, the digests of the salted content */
  plain: Plain
  /** `hashes`: the digests and leaves of the same events by one thread, and nothing else, in events a second */
  sequenced: { events: number; perSecond: number; hashes: number }
  /** `reading`: the same tiles read, and nothing else */
  proved: { size: number; times: Spread; reading: Spread }
  /** `plain`: the events of that report counted along their index, without the rule of sight, in turn with it */
  found: { events: number; times: Spread; plain: Spread }
}

/**
 * `ofHashes`, `ofDigests`: of the rate at which one thread computes the same leaf and node hashes, and the digests of the
 * salted content besides, in turn with it; `processor`: microseconds an event, of all its threads
 */
type Verified = {
  events: number
  perSecond: number
  ofHashes: number
  ofDigests: number
  processor: number
  peakBytes: number
}
type Plain = { leafAndNode: number; withDigests: number }

const run = promisify(execFile)
const KEY = newSignerKey('bench.example/log', 'note')
const PROOFS = 200
const ROUNDS = 5
/** More than it takes by itself are not given. */
const MOST_THREADS = 3
const SEQUENCED = 50_000
const PLAIN = 100_000

/** @param world - whose records managers ask @param sizes - `events`: of the export that is verified; `large`: of the tree and of the table that are asked */
export async function measureLedger(
  on: Cluster,
  database: Database,
  world: BenchWorld,
  sizes: { events: number; large: number },
): Promise<LedgerFigure> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'seamark-ledger-'))
  try {
    return {
      ...(await verify(path.join(folder, 'export'), sizes.events)),
      plain: plainHashes(),
      // In the node's own folder: the node that is measured later has the key, and goes on from here.
      sequenced: await sequence(database, ledgerFolder(on.folder)),
      proved: await prove(path.join(folder, 'large'), sizes.large),
      found: await find(on, database, world, sizes.large),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const uuid = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** An event as most are: somebody has read a report. */
const contentOf = (n: number) =>
  contentText({
    ...{
      at: new Date(1_760_000_000_000 + n).toISOString().replace('Z', '000Z'),
      agency: n % 40,
      person: uuid(n % 3000),
    },
    ...{
      service: null,
      kind: 'consultation',
      operation: 'intelligence.report.read',
      purpose: 'Operation Lantern',
    },
    ...{ subject: { kind: 'report', id: uuid(n) }, recipients: [], detail: { sight: 'full', version: 1 } },
  })
const saltOf = (n: number) => Buffer.from(n.toString(16).padStart(32, '0'), 'hex')

async function verify(
  folder: string,
  events: number,
): Promise<Pick<LedgerFigure, 'verified' | 'verifiedAlone'>> {
  await mkdir(folder, { recursive: true })
  const stream = createWriteStream(path.join(folder, 'events.jsonl'), { highWaterMark: 1 << 20 })
  const edge = emptyEdge()
  for (let n = 0; n < events; n++) {
    const content = contentOf(n)
    const entry = entryOf(n, eventDigest(saltOf(n), Buffer.from(content)))
    addLeaves(edge, [leafHash(Buffer.from(entry))], () => undefined)
    if (!stream.write(`${writeEventLine(n, { content, salt: saltOf(n) })}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'close')
  await writeFile(
    path.join(folder, 'checkpoint'),
    signCheckpoint(KEY, { size: events, root: rootOfEdge(edge) }),
  )
  return {
    verified: await verifyBy(folder, events, MOST_THREADS),
    verifiedAlone: await verifyBy(folder, events, 1),
  }
}

async function verifyBy(folder: string, events: number, threads: number): Promise<Verified> {
  const rounds: Verified[] = []
  // In turn, so that a slower minute of the machine falls on both.
  let before = plainHashes()
  for (let round = 0; round < ROUNDS; round++) {
    const { stdout } = await run(process.execPath, [
      path.join(import.meta.dirname, 'verify-child.ts'),
      ...[folder, writeVerifierKey(KEY), String(threads)],
    ])
    const told = JSON.parse(stdout) as Record<'status' | 'ms' | 'processor' | 'peakBytes', number> & {
      said: string
    }
    if (told.status !== 0) throw new Error(`the verifier said: ${told.said}`)
    const after = plainHashes()
    const perSecond = events / (told.ms / 1000)
    rounds.push({
      ...{ events, perSecond, processor: (told.processor * 1000) / events, peakBytes: told.peakBytes },
      ofHashes: perSecond / ((before.leafAndNode + after.leafAndNode) / 2),
      ofDigests: perSecond / ((before.withDigests + after.withDigests) / 2),
    })
    before = after
  }
  const middle = (of: (one: Verified) => number) =>
    rounds.map(of).toSorted((a, b) => a - b)[(ROUNDS - 1) / 2] ?? NaN
  return {
    events,
    perSecond: middle((one) => one.perSecond),
    ofHashes: middle((one) => one.ofHashes),
    ofDigests: middle((one) => one.ofDigests),
    processor: middle((one) => one.processor),
    peakBytes: Math.max(...rounds.map(({ peakBytes }) => peakBytes)),
  }
}

/** The hashes alone, over bytes that lie ready. */
function plainHashes(): Plain {
  const salted = Array.from({ length: PLAIN }, (_, n) =>
    Buffer.concat([saltOf(n), Buffer.from(contentOf(n))]),
  )
  const entries = salted.map((bytes, n) =>
    Buffer.from(entryOf(n, eventDigest(bytes.subarray(0, 16), bytes.subarray(16)))),
  )
  const empty = new Uint8Array()
  const rate = (work: () => void) => {
    work()
    const began = performance.now()
    for (let round = 0; round < 3; round++) work()
    return (3 * PLAIN) / ((performance.now() - began) / 1000)
  }
  const leafAndNode = () => {
    let last: Uint8Array = Buffer.alloc(32)
    for (const entry of entries) last = nodeHash(last, leafHash(entry))
  }
  return {
    leafAndNode: rate(leafAndNode),
    withDigests: rate(() => {
      for (const bytes of salted) eventDigest(empty, bytes)
      leafAndNode()
    }),
  }
}

async function sequence(database: Database, folder: string): Promise<LedgerFigure['sequenced']> {
  const publish = () =>
    publishLedger({ folder, publicUrl: 'https://bench.example' })({ database, log: createLog('silent') }, {})
  await publish()
  await database.performAsService({ service: 'ledger', operation: 'bench.ledger', agencyId: 1 }, ({ tx }) =>
    tx.run(
      `insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
       select 'consultation', 'intelligence.report.read', 1, 'import', 'report', gen_random_uuid(),
              '{"version": 1, "sight": "full"}' from generate_series(1, $1::integer)`,
      [SEQUENCED],
    ),
  )
  const began = performance.now()
  await publish()
  const perSecond = SEQUENCED / ((performance.now() - began) / 1000)
  return { events: SEQUENCED, perSecond, hashes: plainHashes().withDigests }
}

async function prove(folder: string, size: number): Promise<LedgerFigure['proved']> {
  const edge = emptyEdge()
  const write = async (tiles: WrittenTile[]) => {
    for (const tile of tiles) {
      const file = path.join(folder, tilePath(tile))
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, tile.bytes)
    }
  }
  const digest = Buffer.alloc(32)
  for (let from = 0; from < size; from += 65_536) {
    const full: WrittenTile[] = []
    const leaves = Array.from({ length: Math.min(65_536, size - from) }, (_, at) => {
      digest.writeUIntBE(from + at, 0, 6)
      return Buffer.from(digest)
    })
    addLeaves(edge, leaves, (tile) => full.push(tile))
    await write(full)
  }
  await write(partialTiles(edge))
  await writeFile(path.join(folder, 'checkpoint'), signCheckpoint(KEY, { size, root: rootOfEdge(edge) }))
  const times: number[] = []
  const reading: number[] = []
  for (let n = 0; n < PROOFS; n++) {
    const place = Math.floor(Math.random() * size)
    const row = {
      ...{
        at: '2026-11-29T12:00:00.000000Z',
        agency: 1,
        person: uuid(1),
        service: null,
        kind: 'consultation',
      },
      ...{
        operation: 'intelligence.report.read',
        purpose: null,
        recipients: [],
        detail: {},
        salt: uuid(place),
      },
      ...{ subject_kind: 'report', subject_id: uuid(place) },
    }
    const began = performance.now()
    await proveEvent(folder, place, row)
    times.push(performance.now() - began)
    const readAt = performance.now()
    await readTilesOf(folder, place, size)
    reading.push(performance.now() - readAt)
  }
  return { size, times: spreadOf(times), reading: spreadOf(reading) }
}

/** The tiles that a proof is made of, one after the other. */
async function readTilesOf(folder: string, place: number, size: number): Promise<void> {
  const tiles = new Set(
    inclusionRanges(place, size)
      .flatMap(subtreesOf)
      .map((subtree) => tilePath(tileOf(subtree, size))),
  )
  for (const tile of tiles) await readFile(path.join(folder, tile))
}

const AGENCIES = 8
const SUBJECTS = 100_000
const subjectOf = (number: number) => `md5(${String(number)}::text)::uuid`

/** A year of events, by month; who read one report of a hundred thousand, as the ledger's page asks for it. */
async function find(
  on: Cluster,
  database: Database,
  world: BenchWorld,
  events: number,
): Promise<LedgerFigure['found']> {
  const agencies = world.agencies.slice(0, AGENCIES)
  await fillYear(
    on,
    agencies.map(({ id }) => id),
    events,
  )
  const times: number[] = []
  const plain: number[] = []
  for (let n = 0; n < PROOFS; n++) {
    const number = (n * 37_813) % SUBJECTS
    const [row] = (await on.admin.query<{ id: string }>(`select ${subjectOf(number)} as id`)).rows
    const agency = agencies[number % agencies.length]
    const manager = world.people.find(
      ({ email }) => email === emailOf('records_manager', agency?.number ?? 0),
    )
    const who = { personId: manager?.id ?? '', operation: 'records.ledger.read', purpose: null }
    const filter = {
      ...{ kinds: ['consultation'] as const, personId: null, subjectIds: [row?.id ?? ''], lookedFor: null },
      ...{ from: null, to: null, before: null, after: null },
    }
    const began = performance.now()
    const found = await database.performAs(who, async (scope) => {
      await stateUse(scope, 'lawfulness')
      const rows = await listEvents(scope, filter, 2_001)
      await placesOf(
        scope,
        rows.map(({ id }) => id),
      )
      return await countEvents(scope, filter, 10_000)
    })
    times.push(performance.now() - began)
    if (found === 0)
      throw new Error('nobody has read this report: the question is not the one that is measured')
    const plainAt = performance.now()
    await on.admin.query('select count(*) from ledger.event where subject_id = $1', [row?.id])
    plain.push(performance.now() - plainAt)
  }
  return { events, times: spreadOf(times), plain: spreadOf(plain) }
}

async function fillYear({ admin }: Cluster, agencies: readonly number[], events: number): Promise<void> {
  await admin.query(`do $$ declare month date := date_trunc('month', now())::date - interval '12 months'; begin
    while month < date_trunc('month', now()) loop
      execute format('create table if not exists ledger.%I partition of ledger.event for values from (%L) to (%L)',
        'event_' || to_char(month, 'YYYY_MM'), month::timestamp at time zone 'UTC',
        (month + interval '1 month')::timestamp at time zone 'UTC');
      month := month + interval '1 month';
    end loop; end $$`)
  // They get no place: the node that is measured later would be busy with these, and with nothing that it does.
  await admin.query('alter table ledger.event disable trigger events_await_their_sequence')
  const step = 500_000
  for (let from = 0; from < events; from += step)
    await admin.query({
      text: `insert into ledger.event (at, kind, operation, agency_id, person_id, subject_kind, subject_id, detail)
        select now() - (n::float8 / $2) * interval '360 days',
               (array['consultation', 'consultation', 'consultation', 'collection', 'disclosure', 'sign-in'])[1 + (n / ${String(SUBJECTS)}) % 6],
               'intelligence.report.read', ($4::integer[])[1 + n % ${String(AGENCIES)}], md5((n % 3000)::text)::uuid,
               'report', md5((n % ${String(SUBJECTS)})::text)::uuid, '{"version": 1, "sight": "full"}'
        from generate_series($1::integer, $1::integer + $3::integer - 1) n`,
      values: [from, events, Math.min(step, events - from), agencies],
    })
  await admin.query('alter table ledger.event enable trigger events_await_their_sequence')
  await admin.query('analyze ledger.event')
}
