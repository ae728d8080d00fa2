/** What `seamark ledger …` does with the node's own database and files. */
import { readConfig } from '../platform/config.ts'
import type { Scope, ServiceActor } from '../platform/database/scope.ts'
import { SeamarkError } from '../platform/errors.ts'
import { exportLedger } from '../platform/ledger/export-ledger.ts'
import { ledgerFolder } from '../platform/ledger/folder.ts'
import { openLedgerKey } from '../platform/ledger/ledger-key.ts'
import { verifyNow } from '../platform/ledger/verify-own.ts'
import { enterWitness, listWitnesses, removeWitness } from '../platform/ledger/witnesses.ts'
import { readCount } from '../wire/ledger/base64.ts'
import { writeVerifierKey } from '../wire/ledger/signed-note.ts'
import { WrongUse, type ExitStatus, type Terminal } from './command.ts'
import { withDatabase } from './with-database.ts'

const configOf = ({ env }: Terminal) => readConfig(env, { demo: env['NODE_ENV'] !== 'production' })
const folderOf = (terminal: Terminal) => ledgerFolder(configOf(terminal).dataFolder)

const asOperator = <T>(
  terminal: Terminal,
  operation: string,
  work: (scope: Scope<ServiceActor>) => Promise<T>,
): Promise<T> =>
  withDatabase(terminal.env, (database) =>
    database.performAsService({ service: 'operator', operation }, work),
  )

/**
 * Shows the key with which this node's checkpoints are signed.
 * @returns 0
 */
export async function showKey(terminal: Terminal): Promise<ExitStatus> {
  const { publicUrl } = configOf(terminal)
  const { verifier, signer } = await withDatabase(terminal.env, (database) =>
    openLedgerKey(database, folderOf(terminal), publicUrl),
  )
  terminal.out(writeVerifierKey(verifier))
  if (signer === null)
    terminal.say('This machine has not the secret of it: it serves what another machine signs.')
  return 0
}

/**
 * Exports the ledger.
 * @param target - a folder that is empty or not there
 * @returns 0; 1 when there is nothing to export, or the folder holds something
 * @throws WrongUse without a folder
 */
export async function exportTo(target: string | undefined, terminal: Terminal): Promise<ExitStatus> {
  if (target === undefined) throw new WrongUse('seamark ledger export DIR')
  try {
    const size = await withDatabase(terminal.env, (database) =>
      exportLedger(database, folderOf(terminal), target, (written, of) => {
        terminal.progress(`${String(written)} of ${String(of)} events …`)
      }),
    )
    terminal.endProgress()
    terminal.say(
      `${String(size)} events. It holds who did what: it is OFFICIAL-SENSITIVE. "seamark ledger verify ${target} --key KEY" verifies it; whoever does takes KEY from elsewhere.`,
    )
    return 0
  } catch (fault) {
    if (!(fault instanceof SeamarkError) || fault.kind !== 'conflict') throw fault
    terminal.endProgress()
    terminal.say(fault.message)
    return 1
  }
}

/**
 * Holds all that the database has against what was signed.
 * @returns 0 where all fits, else 1
 */
export async function checkNow(terminal: Terminal): Promise<ExitStatus> {
  const found = await withDatabase(terminal.env, (database) => verifyNow(database, folderOf(terminal)))
  if (found === null) {
    terminal.say('No checkpoint is signed yet: a running node signs the first within seconds.')
    return 1
  }
  for (const { says } of found.findings) terminal.out(says)
  terminal.say(
    found.findings.length === 0
      ? `${String(found.size)} events are as they were signed.`
      : 'The ledger is not as it was signed.',
  )
  return found.findings.length === 0 ? 0 : 1
}

/**
 * Lists, enters and removes witnesses.
 * @param words - `list`, `add KEY` or `remove NAME`
 * @param body - which body runs it
 * @returns 0; 1 where it was entered before, or is not there
 * @throws WrongUse
 */
export async function witnesses(
  words: readonly string[],
  body: string | undefined,
  terminal: Terminal,
): Promise<ExitStatus> {
  const [act = 'list', what] = words
  try {
    if (act === 'list') {
      const all = await asOperator(terminal, 'ledger.witness.list', listWitnesses)
      for (const one of all) terminal.out([one.name, one.body, one.key].join('\t'))
      if (all.length === 0)
        terminal.say('No witness is entered: nobody else sees whether this ledger only grows.')
      return 0
    }
    if (act === 'add' && what !== undefined && body !== undefined && body !== '') {
      await asOperator(terminal, 'ledger.witness.enter', (scope) => enterWitness(scope, { body, key: what }))
      terminal.say('Entered. The ledger of every agency says so.')
      return 0
    }
    if (act === 'remove' && what !== undefined) {
      await asOperator(terminal, 'ledger.witness.remove', (scope) => removeWitness(scope, what))
      terminal.say('Removed. The ledger of every agency says so.')
      return 0
    }
  } catch (fault) {
    if (!(fault instanceof SeamarkError) || !['conflict', 'not-found'].includes(fault.kind)) throw fault
    terminal.say(
      `${fault.kind === 'not-found' ? 'No witness of this name is entered.' : fault.message} Nothing was changed.`,
    )
    return 1
  }
  throw new WrongUse('seamark ledger witnesses [list] | add KEY --body TEXT | remove NAME')
}

/**
 * Erases what events say. Their entries stay, and an event of each agency says what was erased, and why.
 * @param places - of the events, the first is 0
 * @param because - the ground: an order, a right
 * @returns 0; 1 where none of them had content
 * @throws WrongUse
 */
export async function erase(
  places: readonly string[],
  because: string | undefined,
  terminal: Terminal,
): Promise<ExitStatus> {
  const sequences = places.map(readCount)
  if (sequences.length === 0 || sequences.includes(null) || because === undefined || because.trim() === '')
    throw new WrongUse(
      'seamark ledger erase PLACE … --because TEXT: places are whole numbers, the first event is 0',
    )
  const { erased } = await asOperator(terminal, 'ledger.erase', ({ tx }) =>
    tx.one<{ erased: number }>('select ledger.erase_content($1, $2) as erased', [sequences, because.trim()]),
  )
  terminal.say(
    erased === 0
      ? 'None of these events has content here. Nothing was changed.'
      : `${String(erased)} erased. The ledger says which, and why. Backups from before still hold what they said.`,
  )
  return erased === 0 ? 1 : 0
}
