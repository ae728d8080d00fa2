/**
 * `seamark agency issuer list|set|clear`: with which identity provider an agency's people sign in. Whoever runs that one
 * can be anybody of the agency, and nobody of another: the database binds no account by another provider.
 */
import { parseArgs } from 'node:util'
import { readConfig } from '../platform/config.ts'
import type { Database } from '../platform/database/perform.ts'
import { agencyOf, NO_AGENCY } from './agency-of.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark agency issuer list [--json]
seamark agency issuer set ID NAME|ISSUER
seamark agency issuer clear ID`

type Outcome = { bound: number } | 'no-agency' | 'so-already'

/** Lists, sets and clears the issuer of an agency. @throws WrongUse */
export const agencyIssuer: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [act = '', slug, said, ...more] = positionals
  if (act === 'list' && slug === undefined) {
    for (const one of await withDatabase(terminal.env, listIssuers))
      terminal.out(
        values.json ? JSON.stringify(one) : `${one.agency}\t${one.issuer ?? 'the node’s only provider'}`,
      )
    return 0
  }
  if (
    slug === undefined ||
    more.length > 0 ||
    (act === 'set') === (said === undefined) ||
    !/^(set|clear)$/.test(act)
  )
    throw new WrongUse(USE)
  const issuer = said === undefined ? null : issuerCalled(terminal.env, said)
  const outcome = await withDatabase(terminal.env, (database) => setIssuer(database, slug, issuer))
  if (outcome === 'no-agency') throw new WrongUse(`ID: ${NO_AGENCY}`)
  if (outcome === 'so-already') terminal.say('That is so already. Nothing was changed.')
  else
    terminal.say(
      `Done. The change is in the ledger of every agency.${outcome.bound === 0 ? '' : ` ${String(outcome.bound)} accounts of this agency are bound to another provider: their sessions have ended, and they cannot sign in until they are let go of: seamark person unbind --agency ${slug} --all`}`,
    )
  return 0
}

/** A provider's name in the settings, or an issuer as a provider names itself. */
function issuerCalled(env: NodeJS.ProcessEnv, said: string): string {
  const { providers } = readConfig(env, { demo: env['NODE_ENV'] !== 'production' })
  const named = providers.find(({ name }) => name === said)
  if (named) return named.issuer
  if (!/^https?:\/\/[^\s?#]{1,490}$/.test(said))
    throw new WrongUse(
      `ISSUER: is no address and no provider of this node; its providers are ${providers.map(({ name }) => name).join(', ') || 'none'}`,
    )
  return said
}

/**
 * Says with which provider an agency's people sign in. The database ends the sessions of those who came by another one,
 * and writes the change into every agency's ledger.
 * @param slug - the agency's ID
 * @param issuer - as the provider names itself; null: the node's only provider
 * @returns how many accounts are bound to another provider
 */
export async function setIssuer(database: Database, slug: string, issuer: string | null): Promise<Outcome> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.agency.issuer.set' },
    async (scope) => {
      const agency = await agencyOf(scope, slug)
      if (!agency) return 'no-agency'
      const changed = await scope.tx.run(
        `update identity.agency set issuer = $2 where id = $1 and issuer is distinct from $2`,
        [agency.id, issuer],
      )
      if (changed === 0) return 'so-already'
      return await scope.tx.one<{ bound: number }>(
        `select count(*)::integer as bound from identity.person p
         where p.agency_id = $1 and p.active and p.subject is not null and not identity.vouches(p.issuer, $1)`,
        [agency.id],
      )
    },
  )
}

const listIssuers = (database: Database) =>
  database.performAsService({ service: 'operator', operation: 'identity.agency.issuer.list' }, ({ tx }) =>
    tx.many<{ agency: string; issuer: string | null }>(
      'select slug as agency, issuer from identity.agency order by slug',
    ),
  )
