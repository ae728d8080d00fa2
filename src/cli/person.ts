/**
 * `seamark person add`: enters a person. It is for the first administrator of an agency, who enters
 * everybody else on the pages, and for an agency whose last administrator has gone.
 * `seamark person release`: stops an account and frees its identity, for somebody who moves to another agency.
 * `seamark person unbind`: lets an account bind to another identity. `seamark person list`: who has an account.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Database } from '../platform/database/perform.ts'
import { addressOf, domainOfAddress } from '../platform/identity/address.ts'
import { newId } from '../platform/identifiers.ts'
import { mayStandTogether, NOT_TOGETHER, roleNames } from '../rooms/people/index.ts'
import { agencyOf, NO_AGENCY, recordForAgency } from './agency-of.ts'
import { listedTold, listPeople } from './person-list.ts'
import { releasePerson } from './release-person.ts'
import { unbindPeople } from './unbind-person.ts'
import { WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark person add --agency ID --email ADDRESS --name NAME --role ROLE [--role ROLE …]
                   --clearance OFFICIAL|OFFICIAL-SENSITIVE
seamark person release --agency ID --email ADDRESS
seamark person unbind --agency ID --email ADDRESS | --all
seamark person list [--agency ID] [--json]
Roles: ${roleNames.map((role) => role.replaceAll('_', '-')).join(', ')}
An administrator has no other role but overseer.`

const address = z.string('is missing').transform((text, context) => {
  const kept = addressOf(text)
  if (kept === null) context.addIssue('is not an e-mail address that names one mailbox (no "+", no quotes)')
  return kept ?? ''
})

const newPerson = z.object({
  agency: z.string('is missing'),
  email: address,
  name: z.string('is missing').trim().min(1, 'is missing').max(200, 'is too long'),
  role: z
    .array(z.enum(roleNames, 'is not one of the roles'))
    .min(1, 'is missing')
    .refine(mayStandTogether, NOT_TOGETHER),
  clearance: z.enum(['OFFICIAL', 'OFFICIAL-SENSITIVE'], 'is OFFICIAL or OFFICIAL-SENSITIVE'),
})

export type NewPerson = z.output<typeof newPerson>

/** Enters a person, lists, releases or unbinds accounts. */
export const person: Command = async (args, terminal) => {
  const option = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      agency: option,
      email: option,
      name: option,
      role: { type: 'string', multiple: true },
      clearance: option,
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const act = positionals.join(' ')
  if (act === 'list') {
    for (const one of await withDatabase(terminal.env, (database) => listPeople(database, values.agency)))
      terminal.out(values.json ? JSON.stringify(one) : listedTold(one))
    return 0
  }
  if (act === 'unbind') return await unbind(terminal, values)
  if (act === 'release') {
    const asked = z.object({ agency: z.string('is missing'), email: address }).safeParse(values)
    if (!asked.success) throw wrongUse(asked.error)
    const outcome = await withDatabase(terminal.env, (database) => releasePerson(database, asked.data))
    if (outcome === 'no-agency') throw new WrongUse(`--agency: ${NO_AGENCY}`)
    terminal.say(
      outcome === 'released'
        ? 'Stopped, with all its sessions and tokens. The identity is free for an account in another agency.'
        : 'Nobody in this agency has this e-mail address. Nothing was changed.',
    )
    return outcome === 'released' ? 0 : 1
  }
  if (act !== 'add') throw new WrongUse(USE)
  const role = [...new Set(values.role)].map((one) => one.replaceAll('-', '_'))
  const parsed = newPerson.safeParse({ ...values, role })
  if (!parsed.success) throw wrongUse(parsed.error)
  const outcome = await withDatabase(terminal.env, (database) => addPerson(database, parsed.data))
  if (outcome === 'no-agency') throw new WrongUse(`--agency: ${NO_AGENCY}`)
  terminal.say(words[outcome])
  return outcome === 'added' ? 0 : 1
}

const unbinding = z.object({ agency: z.string('is missing'), email: address.optional() })

async function unbind(terminal: Terminal, values: { all: boolean; email?: string }): Promise<ExitStatus> {
  const asked = unbinding.safeParse(values)
  if (!asked.success) throw wrongUse(asked.error)
  const { agency, email = null } = asked.data
  if (values.all === (email !== null)) throw new WrongUse(`--email or --all: say whose\n${USE}`)
  const outcome = await withDatabase(terminal.env, (database) => unbindPeople(database, { agency, email }))
  if (outcome === 'no-agency') throw new WrongUse(`--agency: ${NO_AGENCY}`)
  terminal.say(
    outcome === 'unknown'
      ? 'Nobody in this agency has this e-mail address. Nothing was changed.'
      : outcome === 0
        ? 'No such account is bound: the next verified sign-in binds. Nothing was changed.'
        : `Let go: ${String(outcome)} ${outcome === 1 ? 'account' : 'accounts'}, with all sessions and tokens. The next sign-in with the verified address binds. Ask each person first, by telephone.`,
  )
  return outcome === 'unknown' || outcome === 0 ? 1 : 0
}

const words = {
  added:
    'Entered. At the first sign-in this verified e-mail address binds the account to the identity provider.',
  known: 'Somebody with this e-mail address is entered already. Nothing was changed.',
  'not-at-a-domain':
    'This address is at no domain of the agency. "seamark agency domains list" shows what it has, and "seamark agency domains add" enters one. Nothing was changed.',
}

function wrongUse(error: z.ZodError): WrongUse {
  const [issue] = error.issues
  return new WrongUse(`--${String(issue?.path[0] ?? '')}: ${issue?.message ?? 'is wrong'}\n${USE}`)
}

/**
 * Enters a person and notes it in the ledger of the person's agency.
 * @param wanted - agency's slug, address, name, roles and clearance
 * @returns `added`; else why nothing was entered: no such agency, an account that is known, or an address at
 *   no domain of the agency
 */
export async function addPerson(
  database: Database,
  wanted: NewPerson,
): Promise<'added' | 'no-agency' | 'known' | 'not-at-a-domain'> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.person.add' },
    async (scope) => {
      const { tx } = scope
      const agency = await agencyOf(scope, wanted.agency)
      if (!agency) return 'no-agency'
      const domain = await tx.maybe(
        `select from identity.agency_domain where agency_id = $1 and domain = $2`,
        [agency.id, domainOfAddress(wanted.email)],
      )
      if (!domain) return 'not-at-a-domain'
      const id = newId()
      const added = await tx.run(
        `insert into identity.person (id, agency_id, email, name, roles, clearance)
         values ($1, $2, $3, $4, $5, $6) on conflict (agency_id, email) do nothing`,
        [id, agency.id, wanted.email, wanted.name, wanted.role, wanted.clearance],
      )
      if (added === 0) return 'known'
      const { role: roles, clearance } = wanted
      await recordForAgency(scope, agency.id, { kind: 'person', id }, { added: true, roles, clearance })
      scope.wake([agency.id])
      return 'added'
    },
  )
}
