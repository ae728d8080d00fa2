/** `seamark witness`: what a partner agency or an overseer runs, to see that the ledger only ever grows. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { LedgerFault } from '../wire/ledger/fault.ts'
import { readVerifierKey, writeVerifierKey, type VerifierKey } from '../wire/ledger/signed-note.ts'
import { lookOnce, openWitnessState, watch, wordsOfLook, type Look } from '../witness/index.ts'
import { WrongUse, type Command } from './command.ts'
import { untilAskedToStop } from './stop-signal.ts'

const USE = `seamark witness --node URL --key KEY --state DIR [--name NAME] [--every SECONDS] [--once]
  --key KEY          the ledger's key, from its operator and not from the node: the line itself, or a file of it
  --state DIR        this witness's folder: its key, and what it saw last
  --name NAME        names a new witness: an address without its scheme, like overseer.example/witness
  --since FILE       a checkpoint that you kept, where the folder has lost its own
  --begin-anew       takes what the node shows now, where no checkpoint was kept`

const LEAST_SECONDS = 1
const MOST_SECONDS = 86_400

/** Watches a ledger. A refusal is an answer (status 1 with --once). @throws WrongUse */
export const witness: Command = async (args, terminal) => {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ node: text, key: text, state: text, name: text, since: text },
      ...{ every: { ...text, default: '10' }, once: flag, 'begin-anew': flag },
    },
  })
  const { node, state: folder } = values
  if (node === undefined || values.key === undefined || folder === undefined) throw new WrongUse(USE)
  const every = Number(values.every)
  if (!(every >= LEAST_SECONDS && every <= MOST_SECONDS))
    throw new WrongUse(`--every: seconds, from ${String(LEAST_SECONDS)} to ${String(MOST_SECONDS)}.`)
  const key = await keyOf(values.key)
  const since = values.since === undefined ? undefined : await readFile(values.since, 'utf8')
  const state = await openWitnessState(folder, { name: values.name, since, anew: values['begin-anew'] })
  try {
    terminal.out(writeVerifierKey(state.key))
    if (state.seen === null)
      terminal.say(
        'This witness has seen nothing yet. Give its key, the line above, to the operator of the node.',
      )
    const looked = { node, key, clock: () => new Date() }
    if (values.once) {
      const look = await lookOnce(looked, state)
      terminal.say(wordsOfLook(look))
      return look.outcome === 'cosigned' ? 0 : 1
    }
    const end = new AbortController()
    const ended = untilAskedToStop().then(() => {
      end.abort()
    })
    let before = ''
    const told = (look: Look) => {
      const words = wordsOfLook(look)
      // The same, said every ten seconds, would hide what is new.
      if (words !== before) terminal.say(words)
      before = words
    }
    await watch(looked, state, { every: every * 1000, end: end.signal, told })
    await ended
    return 0
  } finally {
    await state.close()
  }
}

async function keyOf(given: string): Promise<VerifierKey> {
  try {
    return readVerifierKey(existsSync(given) ? await readFile(given, 'utf8') : given)
  } catch (fault) {
    if (fault instanceof LedgerFault) throw new WrongUse(`--key: ${fault.message}`)
    throw fault
  }
}
