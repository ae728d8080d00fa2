/**
 * `seamark sign-ins refused`: why people could not sign in, those whom no agency knows as well. It shows codes, and no
 * name or address: an agency's administrator sees of their own people who it was.
 */
import { parseArgs } from 'node:util'
import type { Database } from '../platform/database/perform.ts'
import { reasonOf, refusalWords } from '../platform/identity/refusals.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark sign-ins refused [--most N] [--json]`
const MOST = 50
const MOST_OF_ALL = 1_000

type RefusedSignIn = {
  at: Date
  agency: string | null
  reason: string
  more: number
  provider: string | null
  reference: string | null
}

/** Lists refused sign-ins, the newest first. @throws WrongUse */
export const signIns: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { most: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  if (positionals.join(' ') !== 'refused') throw new WrongUse(USE)
  const most = values.most === undefined ? MOST : Number(values.most)
  if (!Number.isInteger(most) || most < 1 || most > MOST_OF_ALL)
    throw new WrongUse(`--most: a whole number from 1 to ${String(MOST_OF_ALL)}\n${USE}`)
  const refused = await withDatabase(terminal.env, (database) => listRefused(database, most))
  for (const one of refused) {
    if (values.json) {
      terminal.out(JSON.stringify({ ...one, at: one.at.toISOString() }))
      continue
    }
    const reason = reasonOf(one.reason)
    const concerns = one.agency ?? (one.provider === null ? 'no agency' : `provider ${one.provider}`)
    terminal.out(
      [one.at.toISOString(), concerns, one.reason, String(one.more + 1), one.reference ?? ''].join('\t'),
    )
    if (reason !== null)
      terminal.out(`\t${refusalWords[reason].whatWasWrong}. ${refusalWords[reason].whatToDo}`)
  }
  if (refused.length === 0) terminal.say('No sign-in was refused.')
  return 0
}

/**
 * Reads refused sign-ins out of all agencies' ledgers, and those that concern none.
 * @param most - how many
 * @returns newest first
 */
export const listRefused = (database: Database, most: number): Promise<RefusedSignIn[]> =>
  database.performAsService({ service: 'operator', operation: 'identity.sign-ins.refused' }, ({ tx }) =>
    tx.many<RefusedSignIn>(
      `select e.at, a.slug as agency, coalesce(e.detail ->> 'reason', '') as reason,
              coalesce((e.detail ->> 'more')::integer, 0) as more, e.detail ->> 'provider' as provider,
              e.detail ->> 'reference' as reference
       from ledger.event e left join identity.agency a on a.id = e.agency_id
       where e.kind = 'refusal' and e.operation = 'identity.session.begin'
       order by e.id desc limit $1`,
      [most],
    ),
  )
