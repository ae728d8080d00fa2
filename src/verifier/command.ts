/** `ledger verify`: what is typed, and what is said. */
import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { toHex } from '../wire/ledger/base64.ts'
import type { Cosignature } from '../wire/ledger/checkpoint.ts'
import { sha256 } from '../wire/ledger/digests.ts'
import type { EventContent } from '../wire/ledger/event.ts'
import { LedgerFault } from '../wire/ledger/fault.ts'
import { readVerifierKey, type VerifierKey } from '../wire/ledger/signed-note.ts'
import { MOST_THREADS } from './look-at-file.ts'
import { verifyExport } from './verify-export.ts'
import { verifyProof } from './verify-proof.ts'

export const VERIFY_USE = `ledger verify DIR --key KEY [--witness KEY …] [--since CHECKPOINT …] [--threads N]
ledger verify EVENT.tlog-proof --key KEY [--witness KEY …] [--file FILE]
  KEY         the ledger's key or a witness's: the line itself, or a file of it; take it from its owner, not from DIR
  --since     a checkpoint that you kept earlier: the ledger must go on from it
  --threads   at most so many, 1 to 3: by itself three where there are as many processors
  --file      a file that you were given beside the proof: is it the one whose digest the event holds?`

/** Where the command says what it found. */
export type Say = {
  out: (line: string) => void
  say: (line: string) => void
  progress: (line: string) => void
}

/**
 * Runs `ledger verify`.
 * @param args - what stands behind `verify`
 * @param terminal - where the answer goes
 * @returns 0 where all is as it was signed, 1 where it is not, 2 where something else was asked
 * @throws the file system's fault, except that a file of the export is missing: that is a finding
 */
export async function verifyCommand(args: readonly string[], terminal: Say): Promise<0 | 1 | 2> {
  const several = { type: 'string', multiple: true, default: [] as string[] } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      file: { type: 'string' },
      threads: { type: 'string' },
      witness: several,
      since: several,
    },
  })
  const [place, ...more] = positionals
  if (place === undefined || more.length > 0 || values.key === undefined) {
    terminal.say(VERIFY_USE)
    return 2
  }
  if (values.threads !== undefined && !/^[1-3]$/.test(values.threads)) {
    terminal.say('--threads takes 1, 2 or 3.')
    return 2
  }
  if (!existsSync(place)) {
    terminal.say(`${place} is not there. Give the folder of an export, or the file of a proof.`)
    return 2
  }
  try {
    const key = await readKey(values.key)
    const witnesses = await Promise.all(values.witness.map(readKey))
    if (statSync(place).isFile())
      return await proofOf(place, { key, witnesses, given: values.file }, terminal)
    if (values.file !== undefined) {
      terminal.say('--file goes with the proof of an event, and this is a folder.')
      return 2
    }
    const kept = await Promise.all(values.since.map((file) => readFile(file, 'utf8')))
    const threads = Number(values.threads ?? MOST_THREADS)
    return await exportOf({ folder: place, key, witnesses, kept, threads }, terminal)
  } catch (fault) {
    if (fault instanceof LedgerFault) {
      terminal.out(`NO: ${fault.message}`)
      return 1
    }
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') {
      terminal.out(`NO: the export is not whole: ${fault.message}`)
      return 1
    }
    throw fault
  }
}

async function readKey(given: string): Promise<VerifierKey> {
  return readVerifierKey(existsSync(given) ? await readFile(given, 'utf8') : given)
}

async function exportOf(asked: Parameters<typeof verifyExport>[0], terminal: Say): Promise<0 | 1> {
  const verdict = await verifyExport(asked, (events) => {
    terminal.progress(`${String(events)} events …`)
  })
  if (verdict.findings.length === 0) {
    terminal.out(`YES: ${String(verdict.size)} events of ${verdict.origin} are as they were signed.`)
    sayCosigned(verdict.cosignatures, terminal)
    return 0
  }
  terminal.out(`NO: the ledger of ${verdict.origin} is not as it was signed.`)
  for (const { says } of verdict.findings) terminal.out(says)
  return 1
}

async function proofOf(
  file: string,
  {
    key,
    witnesses,
    given,
  }: { key: VerifierKey; witnesses: readonly VerifierKey[]; given: string | undefined },
  terminal: Say,
): Promise<0 | 1> {
  const proved = verifyProof(await readFile(file, 'utf8'), key, witnesses)
  const missing = witnesses.filter(({ name }) => !proved.cosignatures.some((one) => one.name === name))
  if (!proved.proved) {
    terminal.out(
      `NO: the proof does not lead from event ${String(proved.sequence)} to the root that ${proved.origin} has signed.`,
    )
    return 1
  }
  if (missing.length > 0) {
    for (const { name } of missing) terminal.out(`NO: ${name} has not cosigned this checkpoint.`)
    return 1
  }
  const digest = given === undefined ? null : toHex(sha256(await readFile(given)))
  if (digest !== null && !holdsDigest(proved.content, digest)) {
    terminal.out(
      proved.content === null
        ? `NO: the content of event ${String(proved.sequence)} is not in this proof, so no digest is.`
        : `NO: event ${String(proved.sequence)} stands in the ledger, and it holds another digest than that of ${String(given)}.`,
    )
    return 1
  }
  terminal.out(
    `YES: event ${String(proved.sequence)} stands in the ledger of ${proved.origin}, among ${String(proved.size)}.`,
  )
  if (digest !== null) terminal.out(`${String(given)} is the file whose SHA-256 it holds: ${digest}.`)
  terminal.out(proved.content === null ? 'Its content was erased.' : JSON.stringify(proved.content))
  sayCosigned(proved.cosignatures, terminal)
  return 0
}

/** Details that are called `…sha256` hold digests of files. */
const holdsDigest = (content: EventContent | null, digest: string): boolean =>
  Object.entries(content?.detail ?? {}).some(([name, value]) => name.endsWith('sha256') && value === digest)

function sayCosigned(cosignatures: readonly Cosignature[], terminal: Say): void {
  for (const { name, time } of cosignatures)
    terminal.out(`Witnessed by ${name} at ${new Date(time * 1000).toISOString()}.`)
}
