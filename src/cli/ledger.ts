/** `seamark ledger …`: the ledger for its operator, and its verifier for everybody. */
import { parseArgs } from 'node:util'
import { verifyCommand, VERIFY_USE } from '../verifier/index.ts'
import { WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'

const USE = `seamark ledger key
seamark ledger export DIR
seamark ${VERIFY_USE.split('\n')
  .join('\nseamark ')
  .replace(/seamark {2}/g, '  ')}
seamark ledger witnesses [list]
seamark ledger witnesses add KEY --body TEXT | remove NAME
seamark ledger erase PLACE … --because TEXT
seamark ledger check`

const acts: Readonly<Record<string, (rest: string[], terminal: Terminal) => Promise<ExitStatus>>> = {
  verify: (rest, { out, say, progress, endProgress }) =>
    verifyCommand(rest, {
      out: (line) => {
        endProgress()
        out(line)
      },
      ...{ say, progress },
    }),
  // Read only when they are asked for: the verifier needs no database.
  key: async (_rest, terminal) => await (await import('./ledger-acts.ts')).showKey(terminal),
  export: async (rest, terminal) => await (await import('./ledger-acts.ts')).exportTo(rest[0], terminal),
  check: async (_rest, terminal) => await (await import('./ledger-acts.ts')).checkNow(terminal),
  witnesses: async (rest, terminal) => {
    const { values, positionals } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: { body: { type: 'string' } },
    })
    return await (await import('./ledger-acts.ts')).witnesses(positionals, values.body, terminal)
  },
  erase: async (rest, terminal) => {
    const { values, positionals } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: { because: { type: 'string' } },
    })
    return await (await import('./ledger-acts.ts')).erase(positionals, values.because, terminal)
  },
}

/** The command. @throws WrongUse */
export const ledger: Command = async (args, terminal) => {
  const [act = '', ...rest] = args
  const run = Object.hasOwn(acts, act) ? acts[act] : undefined
  if (run === undefined) throw new WrongUse(USE)
  return await run(rest, terminal)
}
