/**
 * `seamark person add`: enters a person. It is for the first administrator of an agency, who enters
 * everybody else on the pages, and for an agency whose last administrator has gone.
 * `seamark person release`: stops an account and frees its identity, for somebody who moves to another agency.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Database } from '../platform/database/perform.ts'
import { addressOf, domainOfAddress } from '../platform/identity/address.ts'
import { newId } from '../platform/identifiers.ts'
import { mayStandTogether, NOT_TOGETHER, roleNames } from '../rooms/people/index.ts'
import { agencyOf, NO_AGENCY, recordForAgency } from './agency-of.ts'
import { releasePerson } from './release-person.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark person add --agency ID --email ADDRESS --name NAME --role ROLE [--role ROLE …]
                   --clearance OFFICIAL|OFFICIAL-SENSITIVE
seamark person release --agency ID --email ADDRESS
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
    },
  })
  if (positionals.join(' ') === 'release') {
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
  if (positionals.join(' ') !== 'add') throw new WrongUse(USE)
  const role = [...new Set(values.role)].map((one) => one.replaceAll('-', '_'))
  const parsed = newPerson.safeParse({ ...values, role })
  if (!parsed.success) throw wrongUse(parsed.error)
  const outcome = await withDatabase(terminal.env, (database) => addPerson(database, parsed.data))
  if (outcome === 'no-agency') throw new WrongUse(`--agency: ${NO_AGENCY}`)
  terminal.say(words[outcome])
  return outcome === 'added' ? 0 : 1
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

/** Enters a person and notes it in the ledger of the person's agency. */
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
