/** Verifies an export of a ledger: a folder, and a key that came another way. Needs no database and no network. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { cosignedBy, readCheckpoint, type Cosignature } from '../wire/ledger/checkpoint.ts'
import { checkLine, contentOf, entryOf } from '../wire/ledger/event.ts'
import type { VerifierKey } from '../wire/ledger/signed-note.ts'
import { tilePath } from '../wire/ledger/tiles.ts'
import { leafHash } from '../wire/ledger/tree.ts'
import { goesOnFrom, locateChanges, verifyEvents, type Finding } from '../wire/ledger/verify-events.ts'
import { lookAtFile } from './look-at-file.ts'
import { eachLine, readLines } from './read-lines.ts'

/** What is asked of an export. */
export type Asked = {
  folder: string
  /** of the ledger, from elsewhere than the export */
  key: VerifierKey
  /** whose cosignature is demanded */
  witnesses: readonly VerifierKey[]
  /** checkpoints that somebody kept: this export must go on from each */
  kept: readonly string[]
  /** at most so many look at the events, this one included; as many as there are processors where nothing is said */
  threads?: number
}

/** What was found. */
export type Verdict = {
  origin: string
  size: number
  cosignatures: Cosignature[]
  /** none where all is as it was signed */
  findings: Finding[]
}

/**
 * Verifies an export.
 * @param asked - folder, key, and what else is demanded
 * @param progress - is told how many events were read
 * @returns what was found
 * @throws LedgerFault when the checkpoint itself is of another ledger, of another key, or unreadable
 */
export async function verifyExport(asked: Asked, progress: (events: number) => void): Promise<Verdict> {
  const { folder, key } = asked
  const checkpoint = readCheckpoint(await readFile(path.join(folder, 'checkpoint'), 'utf8'), key)
  const events = path.join(folder, 'events.jsonl')
  const verifier = verifyEvents(checkpoint)
  for await (const stretch of lookAtFile(events, asked.threads)) {
    verifier.take(stretch)
    progress(verifier.count())
  }
  const { findings, fits } = verifier.end()
  const located = fits ? [] : await locate(folder, checkpoint)
  const witnessed = await witnessedIn(folder)
  const cosignatures = asked.witnesses.flatMap(
    (witness) =>
      cosignedBy(checkpoint.note, witness) ??
      (witnessed === null ? [] : (cosignedBy(readCheckpoint(witnessed, key).note, witness) ?? [])),
  )
  return {
    ...{ origin: checkpoint.origin, size: checkpoint.size, cosignatures },
    findings: [
      ...(fits && findings.length === 0 ? [] : await named(events, merge(findings, located, fits))),
      ...asked.witnesses
        .filter(({ name }) => !cosignatures.some((one) => one.name === name))
        .map(({ name }): Finding => other(`${name} has cosigned no checkpoint of this export.`)),
      ...(await againstKept(
        key,
        witnessed === null ? asked.kept : [...asked.kept, witnessed],
        checkpoint.size,
        events,
      )),
      ...(await unsigned(folder)),
    ],
  }
}

/** While there is traffic the last checkpoint is not cosigned yet; the one that is stands beside it. */
async function witnessedIn(folder: string): Promise<string | null> {
  const file = path.join(folder, 'checkpoint.witnessed')
  return existsSync(file) ? await readFile(file, 'utf8') : null
}

const other = (says: string): Finding => ({ code: 'not-located', sequence: null, says })

/** A place that moved makes each event behind it look changed: what the lines say themselves is said first. */
function merge(findings: readonly Finding[], located: readonly Finding[], fits: boolean): Finding[] {
  const said = new Set(findings.map(({ sequence }) => sequence))
  const moved = findings.some(({ code }) => code === 'missing' || code === 'out-of-order')
  const changed = moved ? located.slice(0, 3) : located
  const all = [...findings, ...changed.filter(({ sequence }) => sequence === null || !said.has(sequence))]
  if (all.length > 0 || fits) return all
  return [other('The events do not give the root that was signed, and the tiles do not show which it is.')]
}

async function locate(folder: string, signed: { size: number; root: Uint8Array }): Promise<Finding[]> {
  const readTile = async (tile: Parameters<typeof tilePath>[0]) => {
    const file = path.join(folder, tilePath(tile))
    return existsSync(file) ? await readFile(file) : null
  }
  return await locateChanges(signed, readTile, eachLine(path.join(folder, 'events.jsonl')))
}

/** Says of each event that is named what it says it is. */
async function named(events: string, findings: readonly Finding[]): Promise<Finding[]> {
  const wanted = new Map(findings.map((finding) => [finding.sequence, '']))
  let place = 0
  for await (const line of eachLine(events)) {
    if (wanted.has(place)) wanted.set(place, wordsOf(line))
    place++
  }
  return findings.map((finding) => {
    const words = wanted.get(finding.sequence) ?? ''
    return words === '' ? finding : { ...finding, says: `${finding.says} In its place stands: ${words}.` }
  })
}

function wordsOf(line: Buffer): string {
  try {
    const content = contentOf(line)
    return content === null
      ? ''
      : [content.at, content.operation, content.subject?.id].filter(Boolean).join(' ').slice(0, 200)
  } catch {
    return ''
  }
}

/** What stands in the node's database and in no place of the ledger: the export says so itself. */
async function unsigned(folder: string): Promise<Finding[]> {
  const file = path.join(folder, 'unplaced.jsonl')
  if (!existsSync(file)) return []
  const findings: Finding[] = []
  for await (const line of eachLine(file))
    findings.push({
      ...{ code: 'too-many', sequence: null },
      says: `An event stands in the database that nobody has signed: it was put there. It says: ${wordsOf(line)}.`,
    })
  return findings
}

/** An export that ends before a checkpoint which somebody kept was rolled back; one with another root is a fork. */
async function againstKept(
  key: VerifierKey,
  kept: readonly string[],
  size: number,
  events: string,
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const note of kept) {
    const earlier = readCheckpoint(note, key)
    if (earlier.size > size)
      findings.push({
        ...{ code: 'cut-short', sequence: size },
        says: `This export was rolled back: it has ${String(size)} events, and the checkpoint that was kept has ${String(earlier.size)}. Event ${String(size)} and what follows are gone.`,
      })
    else if (!(await goesOnFrom(earlier, leavesOf(events))))
      findings.push(
        other(
          `This export does not go on from the checkpoint of ${String(earlier.size)} events that was kept: the ledger has signed two histories.`,
        ),
      )
  }
  return findings
}

async function* leavesOf(events: string): AsyncGenerator<Uint8Array[]> {
  for await (const lines of readLines(events))
    yield lines.map((line) => {
      const read = checkLine(line)
      return leafHash(read === null ? line : Buffer.from(entryOf(read.sequence, read.digest)))
    })
}
