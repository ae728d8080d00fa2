/**
 * `seamark person add`: enters a person. It is for the first administrator of an agency, who enters
 * everybody else on the pages, and for an agency whose last administrator has gone.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Database } from '../platform/database/perform.ts'
import type { Role } from '../platform/database/scope.ts'
import { newId } from '../platform/identifiers.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const roles = [
  'administrator',
  'intelligence_officer',
  'analyst',
  'coordinator',
  'triage_officer',
  'records_manager',
  'overseer',
] as const satisfies readonly Role[]

const USE = `seamark person add --agency ID --email ADDRESS --name NAME --role ROLE [--role ROLE …]
                   --clearance OFFICIAL|OFFICIAL-SENSITIVE
Roles: ${roles.map((role) => role.replaceAll('_', '-')).join(', ')}`

const newPerson = z.object({
  agency: z.string('is missing'),
  email: z.email('is not an e-mail address').toLowerCase(),
  name: z.string('is missing').trim().min(1, 'is missing').max(200, 'is too long'),
  role: z.array(z.enum(roles, 'is not one of the roles')).min(1, 'is missing'),
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
  if (positionals.join(' ') !== 'add') throw new WrongUse(USE)
  const role = [...new Set(values.role)].map((one) => one.replaceAll('-', '_'))
  const parsed = newPerson.safeParse({ ...values, role })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new WrongUse(`--${String(issue?.path[0] ?? '')}: ${issue?.message ?? 'is wrong'}\n${USE}`)
  }
  const outcome = await withDatabase(terminal.env, (database) => addPerson(database, parsed.data))
  if (outcome === 'no-agency')
    throw new WrongUse('--agency: there is no agency with this ID; "seamark agency list" shows all')
  terminal.say(
    outcome === 'added'
      ? 'Entered. At the first sign-in this verified e-mail address binds the account to the identity provider.'
      : 'Somebody with this e-mail address is entered already. Nothing was changed.',
  )
  return outcome === 'added' ? 0 : 1
}

/** Enters a person and notes it in the ledger of the person's agency. */
export async function addPerson(
  database: Database,
  wanted: NewPerson,
): Promise<'added' | 'no-agency' | 'known'> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.person.add' },
    async ({ tx, operation }) => {
      const agency = await tx.maybe<{ id: number }>(`select id from identity.agency where slug = $1`, [
        wanted.agency,
      ])
      if (!agency) return 'no-agency'
      const id = newId()
      const added = await tx.run(
        `insert into identity.person (id, agency_id, email, name, roles, clearance)
         values ($1, $2, $3, $4, $5, $6) on conflict (email) do nothing`,
        [id, agency.id, wanted.email, wanted.name, wanted.role, wanted.clearance],
      )
      if (added === 0) return 'known'
      await tx.run(
        `insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
         values ('administration', $1, $2, 'operator', 'person', $3)`,
        [operation, agency.id, id],
      )
      return 'added'
    },
  )
}
