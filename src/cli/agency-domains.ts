/**
 * `seamark agency domains list|add|remove`: the e-mail domains of an agency. Only addresses at one of them can
 * be entered for it, and only one agency has a domain, so nobody registers a partner's officer.
 */
import { parseArgs } from 'node:util'
import type { Database } from '../platform/database/perform.ts'
import type { Scope, ServiceActor } from '../platform/database/scope.ts'
import { domainOf } from '../platform/identity/address.ts'
import { newId } from '../platform/identifiers.ts'
import { agencyOf, NO_AGENCY, recordForAgency } from './agency-of.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark agency domains list [ID] [--json]
seamark agency domains add ID DOMAIN [DOMAIN …]
seamark agency domains remove ID DOMAIN [DOMAIN …]`

type Outcome =
  'done' | 'no-agency' | 'nothing-to-do' | { taken: string } | { inUse: string; accounts: number }

/**
 * Lists, adds or removes domains.
 * @param args - what follows `agency domains`
 */
export const agencyDomains: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  })
  const [act, slug, ...written] = positionals
  if (act === 'list' && written.length === 0) {
    const rows = await withDatabase(terminal.env, (database) => listDomains(database, slug ?? null))
    for (const row of rows)
      terminal.out(values.json ? JSON.stringify(row) : `${row.agency}\t${row.domain ?? 'none yet'}`)
    return 0
  }
  if ((act !== 'add' && act !== 'remove') || slug === undefined || written.length === 0)
    throw new WrongUse(USE)
  const domains = written.map((text) => readDomain(text))
  const change = act === 'add' ? addDomains : removeDomains
  const outcome = await withDatabase(terminal.env, (database) => change(database, slug, domains))
  terminal.say(wordsFor(outcome, act))
  return outcome === 'done' ? 0 : 1
}

/**
 * Reads a domain as it is kept.
 * @param text - as the operator typed it
 * @returns in lower case, ASCII
 * @throws WrongUse for what is none; an address is told from a domain
 */
export function readDomain(text: string): string {
  const domain = domainOf(text)
  if (domain === null)
    throw new WrongUse(
      `"${text}" is not an e-mail domain. Write only what comes after the @, like kent-police.example`,
    )
  return domain
}

function wordsFor(outcome: Outcome, act: 'add' | 'remove'): string {
  if (outcome === 'done')
    return act === 'add'
      ? 'Entered. People with addresses there can now be entered for this agency.'
      : 'Removed. Nobody with an address there can be entered any more, nor sign in for the first time.'
  if (outcome === 'no-agency') return NO_AGENCY
  if (outcome === 'nothing-to-do')
    return act === 'add'
      ? 'The agency has these domains already. Nothing was changed.'
      : 'The agency does not have all of these domains. Nothing was changed.'
  if ('taken' in outcome)
    return `${outcome.taken} belongs to another agency; "seamark agency domains list" shows to which. Nothing was changed.`
  return `${outcome.accounts === 1 ? '1 active account has its address' : `${String(outcome.accounts)} active accounts have addresses`} at ${outcome.inUse}. Stop ${outcome.accounts === 1 ? 'it' : 'them'} first ("seamark person release", or the agency's administrator). Nothing was changed.`
}

/** Enters domains of an agency, all or none, with their events in the agency's ledger. */
async function addDomains(database: Database, slug: string, domains: readonly string[]): Promise<Outcome> {
  return await atAgency(database, 'identity.agency.domains.add', slug, async (scope, agencyId) =>
    enterDomains(scope, agencyId, domains),
  )
}

/**
 * Enters domains for an agency, in a transaction that is under way.
 * @param agencyId - the agency
 * @param domains - as `readDomain` gives them
 * @returns `done`, `nothing-to-do`, or the first that another agency has: then none is entered
 */
export async function enterDomains(
  scope: Scope<ServiceActor>,
  agencyId: number,
  domains: readonly string[],
): Promise<Exclude<Outcome, 'no-agency'>> {
  const known = await scope.tx.many<{ domain: string; agency_id: number }>(
    `select domain, agency_id from identity.agency_domain where domain = any ($1)`,
    [domains],
  )
  const foreign = known.find((one) => one.agency_id !== agencyId)
  if (foreign) return { taken: foreign.domain }
  const fresh = new Set(domains.filter((domain) => !known.some((one) => one.domain === domain)))
  for (const domain of fresh) {
    const id = newId()
    await scope.tx.run(`insert into identity.agency_domain (id, domain, agency_id) values ($1, $2, $3)`, [
      id,
      domain,
      agencyId,
    ])
    await recordForAgency(scope, agencyId, { kind: 'agency-domain', id }, { added: true })
  }
  return fresh.size > 0 ? 'done' : 'nothing-to-do'
}

/** Takes domains away from an agency, all or none. Refused while active accounts have addresses there. */
async function removeDomains(database: Database, slug: string, domains: readonly string[]): Promise<Outcome> {
  return await atAgency(database, 'identity.agency.domains.remove', slug, async (scope, agencyId) => {
    const there = await scope.tx.many<{ id: string; domain: string; accounts: number }>(
      `select d.id, d.domain,
              (select count(*)::integer from identity.person p where p.agency_id = d.agency_id and p.active
                and split_part(p.email, '@', 2) = d.domain) as accounts
       from identity.agency_domain d where d.agency_id = $1 and d.domain = any ($2) for update of d`,
      [agencyId, domains],
    )
    if (there.length < new Set(domains).size) return 'nothing-to-do'
    const used = there.find((one) => one.accounts > 0)
    if (used) return { inUse: used.domain, accounts: used.accounts }
    for (const { id } of there) {
      await scope.tx.run(`delete from identity.agency_domain where id = $1`, [id])
      await recordForAgency(scope, agencyId, { kind: 'agency-domain', id }, { added: false })
    }
    return 'done'
  })
}

async function atAgency(
  database: Database,
  operation: string,
  slug: string,
  work: (scope: Scope<ServiceActor>, agencyId: number) => Promise<Outcome>,
): Promise<Outcome> {
  return await database.performAsService({ service: 'operator', operation }, async (scope) => {
    const agency = await agencyOf(scope, slug)
    return agency ? await work(scope, agency.id) : 'no-agency'
  })
}

async function listDomains(
  database: Database,
  slug: string | null,
): Promise<{ agency: string; domain: string | null }[]> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.agency.domains.list' },
    ({ tx }) =>
      tx.many(
        `select a.slug as agency, d.domain from identity.agency a
         left join identity.agency_domain d on d.agency_id = a.id
         where $1::text is null or a.slug = $1 order by a.slug, d.domain`,
        [slug],
      ),
  )
}
