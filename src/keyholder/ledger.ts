/**
 * A key holder's own record of every call: lines of JSON, each with the hash of the one before, flushed to
 * disk before the call is answered. It holds numbers of elements, and never an element.
 */
import { hash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { open, truncate } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { HolderFault } from '../library/sealing/index.ts'

/** What a call was, and how it ended. */
export type Call = {
  /** UTC ISO 8601 */
  at: string
  caller: string
  operation: 'evaluate' | 'rekey'
  purpose: string
  kind: string
  epoch: number
  elements: number
  /** how many of them count in the quota; none where the call was refused before */
  counted: number
  /** how many of those came from the one-off allowance */
  fromAllowance: number
  /** `allowed`, or the code of the fault */
  outcome: string
  nonce: string
}
export type Entry = Call & { n: number; previous: string; hash: string }

const BEGINNING = '0'.repeat(64)

export type LedgerState = {
  entries: number
  /** hash of the last whole entry */
  head: string
  /** bytes up to its end */
  bytes: number
  /** number of the first entry that does not fit, or null */
  brokenAt: number | null
  /** the last line has no end: a write that was cut off, of a call that nobody was answered */
  tornTail: boolean
}

/**
 * Reads a ledger through and holds every entry against the one before.
 * @param file - its path; where there is none the ledger is empty
 * @param each - told every entry, in order, up to one that does not follow
 * @returns how many entries there are, the hash of the last, and the number of the first that does not follow
 */
export async function readLedger(
  file: string,
  each: (entry: Entry) => void = () => undefined,
): Promise<LedgerState> {
  const state: LedgerState = { entries: 0, head: BEGINNING, bytes: 0, brokenAt: null, tornTail: false }
  if (!existsSync(file)) return state
  const whole = await endsWithNewline(file)
  let pending: string | null = null
  const take = (line: string) => {
    const entry = entryOf(line, state)
    if (entry === null) {
      state.brokenAt ??= state.entries + 1
      return
    }
    state.entries += 1
    state.head = entry.hash
    state.bytes += Buffer.byteLength(line) + 1
    each(entry)
  }
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (pending !== null && state.brokenAt === null) take(pending)
    pending = line
  }
  if (pending !== null && state.brokenAt === null) {
    if (whole) take(pending)
    else state.tornTail = true
  }
  return state
}

function entryOf(line: string, state: LedgerState): Entry | null {
  try {
    const entry = JSON.parse(line) as Entry
    const { hash: claimed, ...rest } = entry
    const fits = entry.n === state.entries + 1 && entry.previous === state.head && claimed === hashOf(rest)
    return fits ? entry : null
  } catch {
    return null
  }
}

const hashOf = (entry: Omit<Entry, 'hash'>) => hash('sha256', JSON.stringify(entry))

async function endsWithNewline(file: string): Promise<boolean> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    if (size === 0) return true
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1)
    return buffer[0] === 10
  } finally {
    await handle.close()
  }
}

export type Ledger = {
  /** Writes an entry; resolves when it is on disk. @throws HolderFault `ledger-stopped` */
  append: (call: Call) => Promise<void>
  isWritable: () => boolean
  close: () => Promise<void>
}

/**
 * Opens a ledger for writing.
 * @param file - its path
 * @param each - told every entry there is
 * @returns adds entries; each is on the disk when it has been added
 * @throws HolderFault `ledger-broken` when an entry was changed, taken out or put in
 */
export async function openLedger(file: string, each: (entry: Entry) => void): Promise<Ledger> {
  const state = await readLedger(file, each)
  if (state.brokenAt !== null)
    throw new HolderFault(
      503,
      'ledger-broken',
      `Entry ${String(state.brokenAt)} of ${file} does not follow from the one before. Somebody changed it; restore it from its copy.`,
    )
  if (state.tornTail) await truncate(file, state.bytes)
  const handle = await open(file, 'a', 0o600)
  let { entries, head, bytes } = state
  let stopped = false
  let writing: Promise<void> | null = null
  let waiting: { line: string; resolve: () => void; reject: (fault: Error) => void }[] = []

  const stop = () => {
    stopped = true
    return new HolderFault(503, 'ledger-stopped', 'The ledger cannot be written, so nothing is evaluated.')
  }
  // What gathers while one flush is under way shares the next.
  const write = async () => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        const text = batch.map(({ line }) => line).join('')
        if ((await handle.stat()).size !== bytes) throw new Error('Another program writes this ledger.')
        await handle.appendFile(text)
        await handle.datasync()
        bytes += Buffer.byteLength(text)
        for (const { resolve } of batch) resolve()
      } catch {
        const fault = stop()
        for (const { reject } of batch) reject(fault)
      }
    }
    writing = null
  }
  return {
    append: (call) =>
      new Promise((resolve, reject) => {
        if (stopped) {
          reject(stop())
          return
        }
        const entry = { ...call, n: entries + 1, previous: head }
        entries += 1
        head = hashOf(entry)
        waiting.push({ line: `${JSON.stringify({ ...entry, hash: head })}\n`, resolve, reject })
        writing ??= write()
      }),
    isWritable: () => !stopped,
    close: async () => {
      await writing
      await handle.close()
    },
  }
}
