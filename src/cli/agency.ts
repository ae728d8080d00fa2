/** `seamark agency add|list|…`: enters an agency. Its people are entered by its administrator. */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Database } from '../platform/database/perform.ts'
import { conflict, SeamarkError } from '../platform/errors.ts'
import { agencyKind, codesOf } from '../wire/codes.ts'
import { recordForAgency } from './agency-of.ts'
import { agencyDomains, enterDomains, readDomain } from './agency-domains.ts'
import { agencyGrades } from './agency-grades.ts'
import { agencyGroups } from './agency-groups.ts'
import { agencyIssuer } from './agency-issuer.ts'
import { agencyKinds, heldToAccount } from './agency-kinds.ts'
import { agencyScimToken } from './agency-scim.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark agency list [--json]
seamark agency add ID --name NAME --desk NAME --desk-email ADDRESS --desk-phone NUMBER
                   [--domain DOMAIN …] [--desk-hours TEXT] [--regime law-enforcement|general]
                   [--kind ${codesOf(agencyKind).join('|')}]
seamark agency domains list [ID] | add ID DOMAIN … | remove ID DOMAIN …
seamark agency kinds list | set ID KIND
seamark agency held-to-account list | add BODY ID … | remove BODY ID …
seamark agency issuer list | set ID NAME|ISSUER | clear ID
seamark agency groups list [ID] | add ID GROUP ROLE | remove ID GROUP ROLE
seamark agency grades list [ID] | add ID GRADE RANK | remove ID GRADE
seamark agency scim-token make ID | list [ID] | end ID TOKEN_ID`

const text = z.string().trim().min(1, 'is missing').max(200, 'is too long')
const newAgency = z.object({
  slug: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'is 2 to 41 small letters, figures and hyphens'),
  name: text,
  desk: text,
  'desk-email': z.email('is not an e-mail address'),
  'desk-phone': text,
  'desk-hours': z.string().trim().max(200, 'is too long').default(''),
  // DPA 2018 Part 3 for a competent authority, UK GDPR for everybody else
  regime: z.enum(['law-enforcement', 'general']).default('law-enforcement'),
  kind: z.enum(codesOf(agencyKind), `is one of ${codesOf(agencyKind).join(', ')}`).default('agency'),
  // without one, nobody can be entered
  domain: z.array(z.string()).default([]),
})

export type NewAgency = z.output<typeof newAgency>

/** What has words of its own. */
const parts = new Map<string, Command>([
  ['domains', agencyDomains],
  ['kinds', agencyKinds],
  ['held-to-account', heldToAccount],
  ['issuer', agencyIssuer],
  ['groups', agencyGroups],
  ['grades', agencyGrades],
  ['scim-token', agencyScimToken],
])

/** Enters an agency, lists agencies, or hands on to what has words of its own. */
export const agency: Command = async (args, terminal) => {
  const part = parts.get(args[0] ?? '')
  if (part) return await part(args.slice(1), terminal)
  const option = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: option,
      desk: option,
      'desk-email': option,
      'desk-phone': option,
      'desk-hours': option,
      regime: option,
      kind: option,
      domain: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
  })
  const [act, slug, ...more] = positionals
  if (act === 'list' && slug === undefined) {
    const agencies = await withDatabase(terminal.env, listAgencies)
    for (const one of agencies)
      terminal.out(
        values.json
          ? JSON.stringify(one)
          : `${one.slug}\t${one.name}\t${one.people === 1 ? '1 person' : `${String(one.people)} people`}`,
      )
    return 0
  }
  if (act !== 'add' || more.length > 0) throw new WrongUse(USE)
  const parsed = newAgency.safeParse({ ...values, slug })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = String(issue?.path[0] ?? '')
    throw new WrongUse(`${field === 'slug' ? 'ID' : `--${field}`}: ${issue?.message ?? 'is wrong'}\n${USE}`)
  }
  const domains = parsed.data.domain.map((text) => readDomain(text))
  const added = await withDatabase(terminal.env, (database) =>
    addAgency(database, { ...parsed.data, domain: domains }),
  ).catch((fault: unknown) => {
    if (fault instanceof SeamarkError && fault.code === 'domain-taken') return fault
    throw fault
  })
  terminal.say(added instanceof SeamarkError ? added.message : wordsFor(added, parsed.data))
  return added === true ? 0 : 1
}

function wordsFor(added: boolean, { slug, domain }: NewAgency): string {
  if (!added) return 'There is an agency with this ID already. Nothing was changed.'
  const administrator = `its first administrator: seamark person add --agency ${slug} --role administrator …`
  return domain.length > 0
    ? `Entered. Next, ${administrator}`
    : `Entered. Next, its e-mail domains: seamark agency domains add ${slug} DOMAIN …; then ${administrator}`
}

/**
 * Enters an agency and notes it in the ledger under the agency itself, where its records manager finds it.
 * @param wanted - its domains in the form in which they are kept
 * @returns false when the ID is taken; nothing is changed then
 * @throws conflict `domain-taken` when another agency has one of the domains; nothing is changed then
 */
export async function addAgency(
  database: Database,
  wanted: Omit<NewAgency, 'domain' | 'kind'> & { domain?: readonly string[]; kind?: NewAgency['kind'] },
): Promise<boolean> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.agency.add' },
    async (scope) => {
      const { tx } = scope
      const row = await tx.maybe<{ id: number }>(
        `insert into identity.agency (slug, name, regime, desk_name, desk_email, desk_phone, desk_hours, kind)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (slug) do nothing returning id`,
        [
          wanted.slug,
          wanted.name,
          wanted.regime,
          wanted.desk,
          wanted['desk-email'],
          wanted['desk-phone'],
          wanted['desk-hours'],
          wanted.kind ?? 'agency',
        ],
      )
      if (!row) return false
      await recordForAgency(scope, row.id)
      const domains = await enterDomains(scope, row.id, wanted.domain ?? [])
      if (typeof domains === 'object')
        throw conflict(
          'domain-taken',
          'One of these domains belongs to another agency; "seamark agency domains list" shows to which. Nothing was changed.',
        )
      return true
    },
  )
}

type Listed = { slug: string; name: string; people: number }

async function listAgencies(database: Database): Promise<Listed[]> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.agency.list' },
    ({ tx }) =>
      tx.many<Listed>(
        `select a.slug, a.name, count(p.id) filter (where p.active)::integer as people
         from identity.agency a left join identity.person p on p.agency_id = a.id
         group by a.id order by a.name`,
      ),
  )
}
