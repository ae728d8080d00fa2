/**
 * `seamark desk-keys create|rotate|recover`: the desk that takes reports of the public, and its keys. The
 * recovery key is written once, to a file that the operator takes off the machine.
 */
import { open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import {
  createDesk,
  nameForTheRest,
  newKeyPair,
  recoverDeskKeys,
  rotateDeskKeys,
} from '../rooms/reporting/index.ts'
import { readConfig } from '../platform/config.ts'
import { WrongUse, type Command, type Terminal } from './command.ts'
import { passingPlace } from './lasting-place.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark desk-keys create --agency ID --areas CODE,CODE [--takes-the-rest] --recovery-out FILE [--passing-place]
seamark desk-keys rotate --agency ID [--recovery-out FILE [--passing-place]]
seamark desk-keys recover --recovery FILE --give-to EMAIL
seamark desk-keys takes-the-rest --agency ID`

const IDENTITY = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/m

/** Makes, rotates or recovers the keys of a desk. */
export const deskKeys: Command = async (args, terminal) => {
  const option = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      agency: option,
      areas: option,
      'takes-the-rest': { type: 'boolean' },
      'recovery-out': option,
      'passing-place': { type: 'boolean', default: false },
      recovery: option,
      'give-to': option,
    },
  })
  const [act, ...more] = positionals
  if (more.length > 0) throw new WrongUse(USE)
  const { env } = terminal
  switch (act ?? '') {
    case 'create': {
      const { agency, 'recovery-out': file } = values
      if (agency === undefined || file === undefined) throw new WrongUse(USE)
      const areas = (values.areas ?? '').split(',').flatMap((code) => code.trim() || [])
      const takesTheRest = values['takes-the-rest'] ?? false
      if (areas.length === 0 && !takesTheRest)
        throw new WrongUse(`--areas: name an area, or say --takes-the-rest\n${USE}`)
      const place = { file, mayPass: values['passing-place'] }
      await withRecoveryKey(terminal, place, (recoveryRecipient) =>
        withDatabase(env, (database) =>
          createDesk(database, { agencySlug: agency, areas, takesTheRest, recoveryRecipient }),
        ),
      )
      terminal.say(
        `The desk is open. Nobody can read its reports yet: an officer sets a passphrase on the page Keys, then
  seamark desk-keys recover --recovery ${file} --give-to THEIR-ADDRESS
Then take ${file} off this machine.`,
      )
      return 0
    }
    case 'rotate': {
      const { agency, 'recovery-out': file } = values
      if (agency === undefined) throw new WrongUse(USE)
      const rotate = (recipient?: string) =>
        withDatabase(env, (database) => rotateDeskKeys(database, agency, recipient))
      const place = { file: file ?? '', mayPass: values['passing-place'] }
      const { holders } = file === undefined ? await rotate() : await withRecoveryKey(terminal, place, rotate)
      terminal.say(
        `Changed. ${String(holders)} ${holders === 1 ? 'officer has' : 'officers have'} the new keys; the old ones still open what was sealed to them.`,
      )
      return 0
    }
    case 'recover': {
      const { recovery, 'give-to': email } = values
      if (recovery === undefined || email === undefined) throw new WrongUse(USE)
      const found = IDENTITY.exec(await readFile(recovery, 'utf8'))
      if (!found) throw new WrongUse(`--recovery: there is no recovery key in ${recovery}`)
      const [identity] = found
      const given = await withDatabase(env, (database) => recoverDeskKeys(database, identity, email))
      terminal.say(`Given: ${String(given)} ${given === 1 ? 'key' : 'keys'}. It is in the ledger.`)
      return 0
    }
    case 'takes-the-rest': {
      const { agency } = values
      if (agency === undefined) throw new WrongUse(USE)
      const changed = await withDatabase(env, (database) => nameForTheRest(database, agency))
      terminal.say(
        changed
          ? 'From now on this desk takes what no desk is responsible for. The ledger of every desk says so.'
          : 'This desk takes what no desk is responsible for already. Nothing was changed.',
      )
      return 0
    }
    default:
      throw new WrongUse(USE)
  }
}

/** `mayPass`: somebody said that they know what becomes of the place */
type Place = { file: string; mayPass: boolean }

/**
 * Writes a new recovery key, and reads it back, before anything depends on it; takes the file back if nothing does.
 * @throws WrongUse when the file cannot be written, lies where whoever copies the node has it, or would not last
 */
async function withRecoveryKey<T>(
  { env, say }: Terminal,
  { file, mayPass }: Place,
  work: (recipient: string) => Promise<T>,
): Promise<T> {
  const config = readConfig(env, { demo: env['NODE_ENV'] !== 'production' })
  const within = path.relative(config.dataFolder, path.resolve(file))
  if (config.mode === 'production' && !within.startsWith('..') && !path.isAbsolute(within))
    throw new WrongUse('--recovery-out: not inside DATA_DIR; whoever copies that would hold everything')
  const passing = config.mode === 'production' && !mayPass ? await passingPlace(file) : null
  if (passing !== null)
    throw new WrongUse(
      `--recovery-out: ${file} is ${passing}. Name a file on a disk that you take away; in a container, on a folder of the machine that is mounted there (-v /media/stick:/out). If you copy the file before it is gone, say --passing-place`,
    )
  const { identity, recipient } = newKeyPair()
  const text = `Recovery key of a Seamark desk. Whoever holds it opens every report of the public to this desk.
Keep it off the machine, in two sealed places; see docs/operators/desk-keys.md.
${identity}
`
  await writeThrough(file, text).catch((fault: unknown) => {
    throw new WrongUse(
      `--recovery-out: ${file} cannot be written (${fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown'}); an existing file is never replaced`,
    )
  })
  try {
    const [readBack] = IDENTITY.exec(await readFile(file, 'utf8')) ?? []
    if (readBack !== identity)
      throw new WrongUse(`--recovery-out: what was written to ${file} does not come back`)
    const result = await work(recipient)
    say(`The recovery key is in ${file}, and nowhere else. It was read back.`)
    return result
  } catch (fault) {
    await rm(file, { force: true })
    throw fault
  }
}

/** On the disk when it returns, and not only on its way there. @throws of the file system, also where there is a file */
async function writeThrough(file: string, text: string): Promise<void> {
  const kept = await open(file, 'wx', 0o600)
  try {
    await kept.writeFile(text)
    await kept.sync()
  } finally {
    await kept.close()
  }
}
