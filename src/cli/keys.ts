/**
 * `seamark keys list|changed|rotate`: what the operator keeps secret, when it was last changed, and the commands that
 * change it. Each change is an event in the ledger of every agency.
 */
import { parseArgs } from 'node:util'
import { readConfig } from '../platform/config.ts'
import type { Scope, ServiceActor } from '../platform/database/scope.ts'
import { renewSharedSecrets } from '../platform/processes/shared-secret.ts'
import { hasNextNodeCaller, prepareNodeCaller, switchNodeCaller } from '../rooms/sealed-index/index.ts'
import { WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'
import { changedElsewhere, keysOfNode } from './keys-of-node.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark keys [list] [--json]
seamark keys rotate shared-secrets
seamark keys rotate node-caller           makes the next one, and prints it for both key holders
seamark keys rotate node-caller --switch  uses it from now on, when both holders have entered it
seamark keys changed NAME                 notes that a key was changed elsewhere: ${changedElsewhere.join(', ')}`

const CHANGE = 'platform.key.change'
const PREPARE = 'platform.key.prepare'
const LIST = 'platform.key.list'

/** The command. @throws WrongUse */
export const keys: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      switch: { type: 'boolean', default: false },
    },
  })
  const [act = 'list', name, ...more] = positionals
  if (more.length > 0 || (act === 'list') !== (name === undefined)) throw new WrongUse(USE)
  if (values.switch && !(act === 'rotate' && name === 'node-caller')) throw new WrongUse(USE)
  if (act === 'list') return await list(terminal, values.json)
  if (act === 'changed' && name !== undefined) return await changed(terminal, name)
  if (act === 'rotate' && name === 'shared-secrets') return await rotateSharedSecrets(terminal)
  if (act === 'rotate' && name === 'node-caller') return await rotateNodeCaller(terminal, values.switch)
  throw new WrongUse(USE)
}

async function list(terminal: Terminal, json: boolean): Promise<ExitStatus> {
  const last = await asOperator(terminal, LIST, async ({ tx }) => {
    const rows = await tx.many<{ name: string; at: Date }>(
      `select detail ->> 'key' as name, max(at) as at from ledger.event where operation = $1 group by 1`,
      [CHANGE],
    )
    return new Map(rows.map(({ name, at }) => [name, at.toISOString()]))
  })
  for (const { name, command } of keysOfNode) {
    const how = command ?? `seamark keys changed ${name}`
    const at = last.get(name) ?? null
    terminal.out(
      json
        ? JSON.stringify({ name, changed: at, command: how })
        : [name, at ?? 'no change noted', how].join('\t'),
    )
  }
  return 0
}

async function changed(terminal: Terminal, name: string): Promise<ExitStatus> {
  if (!changedElsewhere.includes(name))
    throw new WrongUse(`There is no key "${name}" that is changed elsewhere.\n${USE}`)
  await asOperator(terminal, CHANGE, (scope) => noteForAll(scope, name))
  terminal.say('Noted. The ledger of every agency says so.')
  return 0
}

async function rotateSharedSecrets(terminal: Terminal): Promise<ExitStatus> {
  const count = await asOperator(terminal, CHANGE, async (scope) => {
    await noteForAll(scope, 'shared-secrets')
    return await renewSharedSecrets(scope)
  })
  terminal.say(
    count === 0
      ? 'There are none yet: the first node that starts makes them.'
      : `Changed: ${String(count)}. Restart every process of the node now; until then each signs with the old ones.`,
  )
  return 0
}

async function rotateNodeCaller(terminal: Terminal, switches: boolean): Promise<ExitStatus> {
  const { dataFolder } = readConfig(terminal.env, { demo: terminal.env['NODE_ENV'] !== 'production' })
  if (!switches) {
    const next = await prepareNodeCaller(dataFolder)
    await asOperator(terminal, PREPARE, (scope) => noteForAll(scope, 'node-caller'))
    terminal.out(`${next.id}\t${next.public}`)
    terminal.say(`Give this to both holders' operators. Each enters it beside the present one:
  seamark keyholder agency add ${next.id} --key ${next.public} --node
When both have, on this machine: seamark keys rotate node-caller --switch`)
    return 0
  }
  if (!(await hasNextNodeCaller(dataFolder))) {
    terminal.say('There is no next key. Make it first: seamark keys rotate node-caller. Nothing was changed.')
    return 1
  }
  // The event comes first: a key that changed without one would be worse than an event too many.
  await asOperator(terminal, CHANGE, (scope) => noteForAll(scope, 'node-caller'))
  const outcome = await switchNodeCaller(dataFolder)
  terminal.say(`Changed. The node asks as ${outcome.now} from now on.
Both holders' operators take the old one out: seamark keyholder agency remove ${outcome.before}
See that both answer: seamark holders ask`)
  return 0
}

/** One event in the ledger of every agency: what is secret for all concerns all. */
async function noteForAll(scope: Scope<ServiceActor>, key: string): Promise<void> {
  await scope.tx.run(
    `insert into ledger.event (kind, operation, agency_id, service, detail)
     select 'administration', $1, id, 'operator', $2 from identity.agency`,
    [scope.operation, JSON.stringify({ key })],
  )
}

const asOperator = <T>(
  terminal: Terminal,
  operation: string,
  work: (scope: Scope<ServiceActor>) => Promise<T>,
): Promise<T> =>
  withDatabase(terminal.env, (database) =>
    database.performAsService({ service: 'operator', operation }, work),
  )
