/** An administrator enters and changes the people of their own agency, and its desk. */
import { z } from 'zod'
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/identifiers.ts'
import * as store from './people-store.ts'

/** Roles in the words of the field, in the order a form shows them. */
export const roleWords: Record<Role, string> = {
  intelligence_officer: 'Intelligence officer',
  analyst: 'Analyst',
  coordinator: 'Coordinator',
  triage_officer: 'Triage officer',
  records_manager: 'Records manager',
  administrator: 'Administrator',
  overseer: 'Overseer',
}

/** What each role may do, for the form. */
export const roleHints: Record<Role, string> = {
  intelligence_officer: 'Files, grades, sanitises, releases and recalls; answers matches',
  analyst: 'Files and reads; answers matches; searches and checks',
  coordinator: 'As an intelligence officer, across operations',
  triage_officer: 'Files what the public reports; reads no intelligence but their own',
  records_manager: 'Reads the ledger of the agency; reads no intelligence',
  administrator: 'Enters people and the desk; reads no intelligence',
  overseer: 'Sees figures and progress; reads no intelligence',
}

const roleNames = Object.keys(roleWords) as [Role, ...Role[]]
// A checkbox that is ticked alone arrives as one string.
const roles = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.enum(roleNames)).min(1, 'Choose at least one role'),
)
const name = z
  .string({ error: 'Enter a name' })
  .trim()
  .min(1, 'Enter a name')
  .max(100, 'Must be 100 characters or fewer')
const clearance = z.enum(['OFFICIAL', 'OFFICIAL-SENSITIVE'], { error: 'Choose a clearance' })

export const newPersonSchema = z.object({
  name,
  email: z.preprocess(
    (value) => (typeof value === 'string' ? value.trim().toLowerCase() : value),
    z.email('Enter an e-mail address, like name@agency.example'),
  ),
  roles,
  clearance,
})

export const changedPersonSchema = z.object({
  name,
  roles,
  clearance,
  active: z.enum(['yes', 'no'], { error: 'Say whether this account may be used' }),
  version: z.coerce.number().int(),
})

/**
 * Enters a person. They can sign in once their provider vouches for the e-mail address.
 * @returns the person's id
 * @throws invalid when the address has an account already
 */
export async function addPerson(
  scope: MemberScope,
  input: z.output<typeof newPersonSchema>,
): Promise<string> {
  const id = newId()
  if (!(await store.insertPerson(scope, { id, ...input })))
    throw invalid({ email: 'This address has an account already, here or in another agency' })
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id },
    detail: { added: true, roles: input.roles },
  })
  return id
}

/**
 * Changes roles, clearance or whether the account may be used.
 * @throws not-found for people of other agencies; conflict `stale` when somebody changed it meanwhile;
 * invalid when administrators would lock themselves out
 */
export async function changePerson(
  scope: MemberScope,
  id: string,
  input: z.output<typeof changedPersonSchema>,
): Promise<void> {
  const before = await store.findPersonOfAgency(scope, id)
  if (!before) throw notFound()
  const active = input.active === 'yes'
  if (id === scope.actor.personId && (!active || !input.roles.includes('administrator')))
    throw invalid({
      roles: 'You cannot take your own administrator role or account away; ask a second administrator',
    })
  if (!(await store.updatePerson(scope, { id, ...input, active })))
    throw conflict(
      'stale',
      'Somebody changed this person meanwhile. Look at what is there now, then change it again.',
    )
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id },
    detail: { active, roles: input.roles, clearance: input.clearance },
  })
}

export const deskSchema = z.object({
  deskName: z.string().trim().min(1, 'Enter the name of the desk').max(100),
  deskEmail: z.email('Enter an e-mail address, like desk@agency.example'),
  deskPhone: z.string().trim().min(5, 'Enter a telephone number').max(40),
  deskHours: z.string().trim().max(100).default(''),
  version: z.coerce.number().int(),
})

/** Changes whom partners ask. @throws conflict `stale` when somebody changed it meanwhile */
export async function changeDesk(scope: MemberScope, input: z.output<typeof deskSchema>): Promise<void> {
  if (!(await store.updateDesk(scope, input)))
    throw conflict(
      'stale',
      'Somebody changed the desk meanwhile. Look at what is there now, then change it again.',
    )
  scope.record({ kind: 'administration', detail: { desk: true } })
}
