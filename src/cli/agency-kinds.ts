/**
 * `seamark agency kinds list|set` and `seamark agency held-to-account list|add|remove`: what an agency is, and whom a
 * commissioner or an inspectorate holds to account. The database lets nobody but the operator change either, and
 * writes each change into the ledger of every agency.
 */
import { parseArgs } from 'node:util'
import type { Database } from '../platform/database/perform.ts'
import type { Scope, ServiceActor } from '../platform/database/scope.ts'
import { agencyKind, codesOf, holdsToAccount, type AgencyKind } from '../wire/codes.ts'
import { NO_AGENCY } from './agency-of.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const KINDS = codesOf(agencyKind)
const IN_EVERY_LEDGER = 'The change is in the ledger of every agency.'

const KINDS_USE = `seamark agency kinds list [--json]
seamark agency kinds set ID ${KINDS.join('|')}`
const ACCOUNT_USE = `seamark agency held-to-account list [--json]
seamark agency held-to-account add BODY ID [ID …]
seamark agency held-to-account remove BODY ID [ID …]`

type Outcome = 'done' | 'so-already' | 'no-agency' | { holds: string } | { holdsNobody: AgencyKind }
type Listed = { slug: string; name: string; kind: AgencyKind; holdsToAccount: string[] }
type OperatorScope = Scope<ServiceActor>

/** @param args - what follows `agency kinds` @throws WrongUse for what is no kind */
export const agencyKinds: Command = async (args, terminal) => {
  const { values, positionals } = readArgs(args)
  const [act, slug, kind, ...more] = positionals
  if (act === 'list' && slug === undefined) {
    for (const one of await withDatabase(terminal.env, listKinds))
      terminal.out(values.json ? JSON.stringify(one) : [one.slug, one.kind, agencyKind[one.kind]].join('\t'))
    return 0
  }
  const wanted = KINDS.find((one) => one === kind)
  if (act !== 'set' || slug === undefined || wanted === undefined || more.length > 0)
    throw new WrongUse(KINDS_USE)
  const outcome = await withDatabase(terminal.env, (database) => setKind(database, slug, wanted))
  terminal.say(outcome === 'done' ? `${slug}: ${inSentence(wanted)}. ${IN_EVERY_LEDGER}` : refusal(outcome))
  return outcome === 'done' || outcome === 'so-already' ? 0 : 1
}

/** @param args - what follows `agency held-to-account` */
export const heldToAccount: Command = async (args, terminal) => {
  const { values, positionals } = readArgs(args)
  const [act, body, ...agencies] = positionals
  if (act === 'list' && body === undefined) {
    const bodies = (await withDatabase(terminal.env, listKinds)).filter(
      (one) => one.holdsToAccount.length > 0,
    )
    for (const { slug, holdsToAccount } of bodies)
      terminal.out(
        values.json
          ? JSON.stringify({ body: slug, holdsToAccount })
          : `${slug}\t${holdsToAccount.join(', ')}`,
      )
    return 0
  }
  if ((act !== 'add' && act !== 'remove') || body === undefined || agencies.length === 0)
    throw new WrongUse(ACCOUNT_USE)
  if (agencies.includes(body)) throw new WrongUse(`${body} does not hold itself to account.`)
  const outcome = await withDatabase(terminal.env, (database) => account(database, act, body, agencies))
  terminal.say(
    outcome === 'done' ? `${act === 'add' ? 'Entered' : 'Removed'}. ${IN_EVERY_LEDGER}` : refusal(outcome),
  )
  return outcome === 'done' || outcome === 'so-already' ? 0 : 1
}

const readArgs = (args: string[]) =>
  parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean', default: false } } })

const inSentence = (kind: AgencyKind) => agencyKind[kind].toLowerCase()

function refusal(outcome: Exclude<Outcome, 'done'>): string {
  if (outcome === 'no-agency') return NO_AGENCY
  if (outcome === 'so-already') return 'It is so already. Nothing was changed.'
  return 'holds' in outcome
    ? `${outcome.holds} holds agencies to account. Take those from it first ("seamark agency held-to-account remove"). Nothing was changed.`
    : `This is entered as "${agencyKind[outcome.holdsNobody]}". Only a police and crime commissioner or an inspectorate holds others to account. Nothing was changed.`
}

/** Says what an agency is. */
const setKind = (database: Database, slug: string, kind: AgencyKind): Promise<Outcome> =>
  asOperator(database, 'kinds.set', async ({ tx }) => {
    const agency = await tx.maybe<{ id: number; kind: AgencyKind; holds: boolean }>(
      `select a.id, a.kind, exists (select from identity.held_to_account h where h.body_id = a.id) as holds
       from identity.agency a where a.slug = $1 for update`,
      [slug],
    )
    if (!agency) return 'no-agency'
    if (agency.kind === kind) return 'so-already'
    if (agency.holds && !holdsToAccount.includes(kind)) return { holds: slug }
    await tx.run('update identity.agency set kind = $2 where id = $1', [agency.id, kind])
    return 'done'
  })

/** Enters or removes agencies that a body holds to account, all or none. */
const account = (
  database: Database,
  act: 'add' | 'remove',
  body: string,
  agencies: readonly string[],
): Promise<Outcome> =>
  asOperator(database, `held-to-account.${act}`, async ({ tx }) => {
    const known = await tx.many<{ id: number; slug: string; kind: AgencyKind }>(
      'select id, slug, kind from identity.agency where slug = any ($1)',
      [[body, ...agencies]],
    )
    const holder = known.find(({ slug }) => slug === body)
    const held = known.filter(({ slug }) => agencies.includes(slug))
    if (!holder || held.length < new Set(agencies).size) return 'no-agency'
    if (!holdsToAccount.includes(holder.kind)) return { holdsNobody: holder.kind }
    const ids = held.map(({ id }) => id)
    const changed =
      act === 'add'
        ? await tx.run(
            `insert into identity.held_to_account (body_id, body_kind, agency_id)
             select $1, $2, unnest($3::integer[]) on conflict do nothing`,
            [holder.id, holder.kind, ids],
          )
        : await tx.run('delete from identity.held_to_account where body_id = $1 and agency_id = any ($2)', [
            holder.id,
            ids,
          ])
    return changed > 0 ? 'done' : 'so-already'
  })

const listKinds = (database: Database): Promise<Listed[]> =>
  asOperator(database, 'kinds.list', ({ tx }) =>
    tx.many<Listed>(
      `select a.slug, a.name, a.kind,
              array(select h.slug from identity.held_to_account t join identity.agency h on h.id = t.agency_id
                    where t.body_id = a.id order by h.slug) as "holdsToAccount"
       from identity.agency a order by a.slug`,
    ),
  )

const asOperator = <T>(
  database: Database,
  act: string,
  work: (scope: OperatorScope) => Promise<T>,
): Promise<T> => database.performAsService({ service: 'operator', operation: `identity.agency.${act}` }, work)
