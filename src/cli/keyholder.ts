/** `seamark keyholder`: one of the two bodies that hold half a key each. It needs no database. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { SeamarkError } from '../platform/errors.ts'
import {
  keyholderApp,
  createHolder,
  ledgerFile,
  publicKeys,
  readCallers,
  readHolder,
  saveCallers,
  saveHolder,
  type Caller,
  type Folder,
  readLedger,
  finishRotation,
  joinOffer,
  makeOffer,
} from '../keyholder/index.ts'
import { HolderFault } from '../library/sealing/index.ts'
import { WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'
import { untilAskedToStop } from './stop-signal.ts'

const USE = `seamark keyholder init --name NAME [--partner IDENTITY]
seamark keyholder show | partner IDENTITY
seamark keyholder serve [--host ADDRESS] [--port N]
seamark keyholder agency list | remove ID
seamark keyholder agency add ID --key KEY [--per-day N] [--first-load N] [--checks-per-day N]
seamark keyholder agency add ID --key KEY --node [the same]
seamark keyholder rotate offer --out FILE | join FILE | finish
seamark keyholder passphrase --new-passphrase-file FILE
seamark keyholder ledger verify
  --folder DIR             keys, callers and ledger (default ./keyholder)
  --passphrase-file FILE   opens the keys, or set SEAMARK_KEYHOLDER_PASSPHRASE`

/** Elements a day that an agency may ask for: at this pace ten thousand million numbers take 2,700 years. */
const PER_DAY = 10_000
const CHECKS_PER_DAY = 500
/** A node moves a whole index, however large it is; the factor by itself undoes nothing. */
const REKEYED_PER_DAY = 100_000_000

type Values = Partial<
  Record<'name' | 'partner' | 'key' | 'host' | 'port' | 'out' | 'new-passphrase-file', string>
> &
  Partial<Record<'per-day' | 'first-load' | 'checks-per-day', string>> & { node: boolean }
type Asked = { values: Values; folder: Folder; rest: string[]; terminal: Terminal }

const acts: Record<string, (asked: Asked) => Promise<ExitStatus>> = {
  init,
  show,
  partner,
  serve,
  agency,
  rotate,
  passphrase,
  ledger,
}

/** Makes, runs and looks after a key holder. */
export const keyholder: Command = async (args, terminal) => {
  const option = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...{ name: option, partner: option, key: option, host: option, port: option, out: option },
      ...{ 'per-day': option, 'first-load': option, 'checks-per-day': option },
      ...{
        folder: option,
        'passphrase-file': option,
        'new-passphrase-file': option,
        node: { type: 'boolean', default: false },
      },
    },
  })
  const [act = '', ...rest] = positionals
  const run = Object.hasOwn(acts, act) ? acts[act] : undefined
  if (run === undefined) throw new WrongUse(USE)
  const file = values['passphrase-file']
  const passphrase =
    file === undefined
      ? (terminal.env['SEAMARK_KEYHOLDER_PASSPHRASE'] ?? null)
      : (await readFile(file, 'utf8')).replace(/\r?\n$/, '')
  const folder = { path: path.resolve(values.folder ?? 'keyholder'), passphrase: passphrase || null }
  try {
    return await run({ values, folder, rest, terminal })
  } catch (fault) {
    if (!(fault instanceof HolderFault)) throw fault
    terminal.say(`${fault.code}: ${fault.message}`)
    return 1
  }
}

async function init({ values, folder, rest, terminal }: Asked): Promise<ExitStatus> {
  if (!values.name || rest.length > 0) throw new WrongUse(USE)
  const made = await createHolder(folder, values.name, values.partner ?? null)
  if (folder.passphrase === null)
    terminal.say('The keys are not sealed by a passphrase: whoever reads this folder has them.')
  terminal.say(
    `Keys are in ${folder.path}. Copy the folder to a safe place now. Identity, for agencies, node and the other holder:`,
  )
  terminal.out(made.identity.public)
  return 0
}

async function show({ folder, rest, terminal }: Asked): Promise<ExitStatus> {
  if (rest.length > 0) throw new WrongUse(USE)
  const { name, identity, partner: other, epochs } = await readHolder(folder)
  terminal.out(`name\t${name}`)
  terminal.out(`identity\t${identity.public}`)
  terminal.out(`partner\t${other ?? 'not entered'}`)
  for (const { epoch, state, shares } of epochs)
    for (const [kind, key] of Object.entries(publicKeys(shares)))
      terminal.out(`epoch ${String(epoch)} ${state}\t${kind}\t${key}`)
  return 0
}

async function partner({ folder, rest, terminal }: Asked): Promise<ExitStatus> {
  const [identity] = rest
  if (identity === undefined || rest.length > 1) throw new WrongUse(USE)
  const kept = await readHolder(folder)
  if (identity === kept.identity.public) throw new WrongUse('This is your own identity.')
  await saveHolder(folder, { ...kept, partner: identity })
  terminal.say('Entered as the other holder.')
  return 0
}

async function serve({ values, folder, rest, terminal }: Asked): Promise<ExitStatus> {
  if (rest.length > 0) throw new WrongUse(USE)
  const port = numberOf(values.port, 8730, '--port')
  const app = await keyholderApp({ folder })
  const address = await app
    .listen({ host: values.host ?? '127.0.0.1', port })
    .catch(async (fault: unknown) => {
      await app.close()
      const taken = fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE'
      throw taken ? new WrongUse('--port: another program uses this port.') : fault
    })
  terminal.say(`The key holder listens at ${address}`)
  await untilAskedToStop()
  await app.close()
  return 0
}

async function agency({ values, folder, rest, terminal }: Asked): Promise<ExitStatus> {
  const [act, id, ...more] = rest
  if (more.length > 0) throw new WrongUse(USE)
  await readHolder(folder)
  const callers = await readCallers(folder)
  if (act === 'list' && id === undefined) {
    for (const one of callers)
      terminal.out(
        [one.id, ...Object.entries(one.perDay).map(([purpose, n]) => `${purpose} ${String(n)} a day`)].join(
          '\t',
        ),
      )
    return 0
  }
  if (id === undefined) throw new WrongUse(USE)
  const others = callers.filter((one) => one.id !== id)
  if (act === 'remove') {
    if (others.length === callers.length)
      throw new SeamarkError('not-found', 'no-such-caller', `${id} is not entered.`)
    await saveCallers(folder, others)
    terminal.say(`${id} is taken out.`)
    return 0
  }
  if (act !== 'add' || !values.key) throw new WrongUse(USE)
  const seal = numberOf(values['per-day'], PER_DAY, '--per-day')
  const check = numberOf(values['checks-per-day'], CHECKS_PER_DAY, '--checks-per-day')
  const entered: Caller = {
    ...{ id, key: values.key },
    // A node that may seal without end could guess every number by itself.
    perDay: { seal, check, ...(values.node ? { rekey: REKEYED_PER_DAY } : {}) },
    allowance: { seal: numberOf(values['first-load'], 0, '--first-load') },
  }
  await saveCallers(folder, [...others, entered])
  terminal.say(`${id} is entered. A running holder knows it at once.`)
  return 0
}

async function rotate({ values, folder, rest, terminal }: Asked): Promise<ExitStatus> {
  const [act, file, ...more] = rest
  if (more.length > 0) throw new WrongUse(USE)
  const kept = await readHolder(folder)
  if (act === 'offer' && file === undefined && values.out) {
    const { holder, offer } = makeOffer(kept)
    await saveHolder(folder, holder)
    await writeFile(values.out, `${JSON.stringify(offer)}\n`)
    terminal.say(`Give ${values.out} to the other holder, and join theirs. It is not secret.`)
    return 0
  }
  if (act === 'join' && file !== undefined) {
    let theirs: unknown
    try {
      theirs = JSON.parse(await readFile(file, 'utf8'))
    } catch {
      throw new WrongUse(`${file} cannot be read as an offer.`)
    }
    const joined = joinOffer(kept, theirs)
    await saveHolder(folder, joined)
    terminal.say(
      'The next epoch is made. When the node has moved its index: "seamark keyholder rotate finish".',
    )
    return 0
  }
  if (act !== 'finish' || file !== undefined) throw new WrongUse(USE)
  await saveHolder(folder, finishRotation(kept))
  terminal.say('The old shares are gone. Destroy the copies of this folder that hold them, and copy it anew.')
  return 0
}

/** The shares stay as they are, and lie under another passphrase from now on. */
async function passphrase({ values, folder, rest, terminal }: Asked): Promise<ExitStatus> {
  const file = values['new-passphrase-file']
  if (file === undefined || rest.length > 0) throw new WrongUse(USE)
  const wanted = (await readFile(file, 'utf8')).replace(/\r?\n$/, '')
  if (wanted === '') throw new WrongUse('--new-passphrase-file: the file is empty')
  await saveHolder({ ...folder, passphrase: wanted }, await readHolder(folder))
  terminal.say(
    'The keys are under the new passphrase. Give it to the process that serves, and start that anew. Copies of the folder from before open with the old one: destroy them, and copy the folder now.',
  )
  return 0
}

async function ledger({ folder, rest, terminal }: Asked): Promise<ExitStatus> {
  if (rest.join(' ') !== 'verify') throw new WrongUse(USE)
  const { entries, head, brokenAt, tornTail } = await readLedger(ledgerFile(folder))
  if (brokenAt !== null) {
    terminal.say(`Entry ${String(brokenAt)} does not follow from the one before.`)
    return 1
  }
  terminal.out(`${String(entries)}\t${head}`)
  terminal.say(
    `${String(entries)} entries, each follows from the one before.${tornTail ? ' The last write was cut off; nobody was answered.' : ''}`,
  )
  return 0
}

function numberOf(text: string | undefined, otherwise: number, name: string): number {
  if (text === undefined) return otherwise
  if (!/^\d{1,10}$/.test(text)) throw new WrongUse(`${name}: a number.`)
  return Number(text)
}
