/** What a witness keeps: its key, and the last checkpoint that it saw. The disk has it before anything is signed. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { SeamarkError } from '../platform/errors.ts'
import { writeWhole } from '../platform/whole-file.ts'
import { newSignerKey, readSignerKey, writeSignerKey, type SignerKey } from '../wire/ledger/signed-note.ts'

/** The folder of a witness, open. */
export type WitnessState = {
  key: SignerKey
  /** the note that was kept last; null where this witness has seen nothing yet */
  seen: string | null
  /** Resolves when the note is on the disk. */
  keep: (note: string) => Promise<void>
  /** Keeps what it refused, whatever the node does with it. */
  keepRefusal: (name: string, statement: string) => Promise<void>
  close: () => Promise<void>
}

/** How a witness begins. */
export type Beginning = {
  /** of a new witness: an address without its scheme, like `overseer.example/witness` */
  name?: string | undefined
  /** a checkpoint that was kept elsewhere: what was lost is taken up from it */
  since?: string | undefined
  /** what was lost is given up: the next checkpoint is taken as it is */
  anew?: boolean
}

const SEEN = 'checkpoint'
const KEY = 'witness.key'

/**
 * Opens the folder of a witness; a new one gets its key.
 * @param folder - one witness of one ledger; nobody else writes there
 * @param beginning - the name of a new witness, or what a witness that has lost its state begins with
 * @returns key and state
 * @throws SeamarkError `name-missing`; `state-lost` where there is a key and no state; `in-use`
 */
export async function openWitnessState(folder: string, beginning: Beginning): Promise<WitnessState> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const free = await takeFolder(folder)
  try {
    const file = (name: string) => path.join(folder, name)
    const isNew = !existsSync(file(KEY))
    if (isNew && beginning.name === undefined)
      throw new SeamarkError(
        'invalid',
        'name-missing',
        'This folder has no key yet. Name the new witness with --name.',
      )
    if (isNew)
      await writeWhole(file(KEY), `${writeSignerKey(newSignerKey(beginning.name ?? '', 'cosignature'))}\n`)
    // The state of a new witness says that it has seen nothing: without it, it would be a state that was lost.
    if (isNew || beginning.anew) await writeWhole(file(SEEN), '')
    if (beginning.since !== undefined) await writeWhole(file(SEEN), beginning.since)
    if (!existsSync(file(SEEN)))
      throw new SeamarkError(
        'invalid',
        'state-lost',
        'This witness has cosigned before, and what it saw last is gone. Give it a checkpoint that was kept elsewhere with --since FILE. Only where there is none: --begin-anew takes what the node shows now, and whatever was taken away before is not noticed.',
      )
    const seen = await readFile(file(SEEN), 'utf8')
    return {
      key: readSignerKey(await readFile(file(KEY), 'utf8')),
      seen: seen === '' ? null : seen,
      keep: (note) => writeWhole(file(SEEN), note),
      keepRefusal: (name, statement) => writeWhole(file(`refused-${name}`), statement),
      close: free,
    }
  } catch (fault) {
    await free()
    throw fault
  }
}

/** Of two processes in one folder the slower would write what it saw over what the other saw later. */
async function takeFolder(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'process')
  const own = String(process.pid)
  if (existsSync(file)) {
    const other = Number(await readFile(file, 'utf8'))
    if (other !== process.pid && isAlive(other))
      throw new SeamarkError(
        'conflict',
        'in-use',
        `Process ${String(other)} works in this folder. End it first.`,
      )
  }
  await writeFile(file, own)
  return () => rm(file, { force: true })
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM'
  }
}
