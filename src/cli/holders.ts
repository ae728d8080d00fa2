/** `seamark holders …`: the two key holders of sealed deconfliction, which the operator enters for all agencies. */
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { readConfig } from '../platform/config.ts'
import type { Database } from '../platform/database/perform.ts'
import type { Scope, ServiceActor } from '../platform/database/scope.ts'
import { SeamarkError } from '../platform/errors.ts'
import { readOutsideRules } from '../platform/http/outside-addresses.ts'
import {
  addHolder,
  askHoldersNow,
  changeHolder,
  holderBody,
  holderChange,
  removeHolder,
  epochsOf,
  holdersOf,
  knownNodeCaller,
  nodeCaller,
  refreshHolders,
} from '../rooms/sealed-index/index.ts'
import { WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark holders [list] [--json]
seamark holders add NAME --body TEXT --url ADDRESS --identity KEY
seamark holders change NAME [--body TEXT] [--url ADDRESS]
seamark holders remove NAME
seamark holders ask
seamark holders caller [--json]`

const option = { type: 'string' } as const
const options = {
  body: option,
  url: option,
  identity: option,
  json: { type: 'boolean', default: false },
} as const
type Values = { body?: string; url?: string; identity?: string; json: boolean }
type Asked = { values: Values; name: string | undefined; terminal: Terminal }

const acts: Readonly<Record<string, (asked: Asked) => Promise<ExitStatus>>> = {
  list,
  add,
  change,
  remove,
  ask,
  caller,
}

/** The command. A conflict or a holder that is not there is an answer (status 1). @throws WrongUse */
export const holders: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({ args: tied(args), allowPositionals: true, options })
  const [act = 'list', name, ...more] = positionals
  const run = Object.hasOwn(acts, act) ? acts[act] : undefined
  const named = ['add', 'change', 'remove'].includes(act)
  if (run === undefined || more.length > 0 || named !== (name !== undefined)) throw new WrongUse(USE)
  try {
    return await run({ values, name, terminal })
  } catch (fault) {
    // It is there or not, or the two are one: an answer, and no wrong use.
    if (!(fault instanceof SeamarkError) || !['conflict', 'not-found'].includes(fault.kind)) throw fault
    terminal.say(`${fault.message} Nothing was changed.`)
    return 1
  }
}

/** A key of base64url may begin with a hyphen; tied to its name it is read as a value all the same. */
function tied(args: readonly string[]): string[] {
  const place = args.indexOf('--identity')
  const value = args[place + 1]
  if (place === -1 || value === undefined || !/^[A-Za-z0-9_-]{43}$/.test(value)) return [...args]
  return [...args.slice(0, place), `--identity=${value}`, ...args.slice(place + 2)]
}

async function list({ values, terminal }: Asked): Promise<ExitStatus> {
  const found = await asOperator(terminal, 'list', async (scope) => ({
    holders: await holdersOf(scope),
    epochs: await epochsOf(scope),
  }))
  for (const one of found.holders) {
    const identity = one.identity.toString('base64url')
    const { number, name, body, url, fault } = one
    terminal.out(
      values.json
        ? JSON.stringify({
            ...{ number, name, body, url, identity, fault },
            entered: one.enteredAt.toISOString(),
            changed: one.changedAt?.toISOString() ?? null,
            asked: one.askedAt?.toISOString() ?? null,
          })
        : [name, body, url, identity, fault ?? (one.askedAt ? 'nothing is wrong' : 'not asked yet')].join(
            '\t',
          ),
    )
  }
  if (values.json) return 0
  const { current, preparing } = found.epochs
  terminal.say(
    current === null
      ? `${String(found.holders.length)} of 2 holders entered. The first epoch begins when both answer.`
      : `The index is at epoch ${String(current)}${preparing === null ? '' : `, on its way to ${String(preparing)}`}.`,
  )
  return 0
}

async function add({ values, name, terminal }: Asked): Promise<ExitStatus> {
  const { body, url, identity } = values
  const input = read(holderBody(readOutsideRules(terminal.env)), {
    name,
    body: body ?? '',
    url: url ?? '',
    identity: identity ?? '',
  })
  await asOperator(terminal, 'enter', (scope) => addHolder(scope, input))
  terminal.say('Entered. The ledger of every agency says so.')
  await sayWhatIsWrong(terminal)
  return 0
}

async function change({ values, name, terminal }: Asked): Promise<ExitStatus> {
  if (values.identity !== undefined)
    throw new WrongUse('--identity: another identity is another holder. Remove this one, and add the other.')
  if (values.body === undefined && values.url === undefined) throw new WrongUse(USE)
  const input = read(holderChange(readOutsideRules(terminal.env)), {
    name,
    body: values.body,
    url: values.url,
  })
  if (!(await asOperator(terminal, 'change', (scope) => changeHolder(scope, input)))) {
    terminal.say('The holder has this body and address already. Nothing was changed.')
    return 0
  }
  terminal.say('Changed. The ledger of every agency says so.')
  await sayWhatIsWrong(terminal)
  return 0
}

async function remove({ name = '', terminal }: Asked): Promise<ExitStatus> {
  await asOperator(terminal, 'remove', (scope) => removeHolder(scope, name))
  terminal.say('Removed. The ledger of every agency says so. Sealing stops until there are two holders.')
  return 0
}

async function ask({ terminal }: Asked): Promise<ExitStatus> {
  const right = await sayWhatIsWrong(terminal)
  await asOperator(terminal, 'ask', askHoldersNow)
  return right ? 0 : 1
}

/** What both holders' operators have to enter, so that the node may ask them. */
async function caller({ values, terminal }: Asked): Promise<ExitStatus> {
  const { id, public: key } = await nodeCaller(dataFolderOf(terminal))
  terminal.out(values.json ? JSON.stringify({ caller: id, key }) : `${id}\t${key}`)
  return 0
}

const dataFolderOf = ({ env }: Terminal): string =>
  readConfig(env, { demo: env['NODE_ENV'] !== 'production' }).dataFolder

/** @returns whether both are there and nothing is wrong */
async function sayWhatIsWrong(terminal: Terminal): Promise<boolean> {
  const as = { caller: await knownNodeCaller(dataFolderOf(terminal)), rules: readOutsideRules(terminal.env) }
  const { faults, rotating } = await withDatabase(terminal.env, (database) => refreshHolders(database, as))
  const { count } = await asOperator(terminal, 'list', ({ tx }) =>
    tx.one<{ count: number }>('select count(*)::integer as count from deconfliction.key_holder'),
  )
  for (const [name, fault] of Object.entries(faults)) terminal.say(`${name}: ${fault}`)
  if (count < 2)
    terminal.say(`${count === 0 ? 'Two key holders are' : 'One more key holder is'} still to be entered.`)
  if (rotating) terminal.say('The index is moving to the next epoch.')
  return count === 2 && Object.keys(faults).length === 0
}

function read<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = String(issue?.path[0] ?? '')
  throw new WrongUse(`${field === 'name' ? 'NAME' : `--${field}`}: ${issue?.message ?? 'is wrong'}\n${USE}`)
}

const OPERATIONS = {
  list: 'deconfliction.sealed.holder.list',
  enter: 'deconfliction.sealed.holder.enter',
  change: 'deconfliction.sealed.holder.change',
  remove: 'deconfliction.sealed.holder.remove',
  ask: 'deconfliction.sealed.holder.ask',
} as const

const asOperator = <T>(
  terminal: Terminal,
  act: keyof typeof OPERATIONS,
  work: (scope: Scope<ServiceActor>) => Promise<T>,
): Promise<T> =>
  withDatabase(terminal.env, (database: Database) =>
    database.performAsService({ service: 'operator', operation: OPERATIONS[act] }, work),
  )
