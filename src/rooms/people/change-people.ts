/** An administrator enters and changes the people of their own agency, and its desk. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { addressOf, domainOfAddress } from '../../platform/identity/address.ts'
import { seenNumber } from '../../platform/http/input.ts'
import { newId } from '../../platform/identifiers.ts'
import type { PersonId } from '../../wire/ids.ts'
import * as store from './people-store.ts'
import { mayStandTogether, NOT_TOGETHER, roleNames } from './roles.ts'

// A checkbox that is ticked alone arrives as one string.
const roles = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.enum(roleNames)).min(1, 'Choose at least one role').refine(mayStandTogether, NOT_TOGETHER),
)
const name = z
  .string({ error: 'Enter a name' })
  .trim()
  .min(1, 'Enter a name')
  .max(100, 'Must be 100 characters or fewer')
const clearance = z.enum(['OFFICIAL', 'OFFICIAL-SENSITIVE'], { error: 'Choose a clearance' })

const email = z
  .string({ error: 'Enter an e-mail address, like name@agency.example' })
  .transform((text, context) => {
    const address = addressOf(text)
    if (address === null)
      context.addIssue(
        'Enter an e-mail address, like name@agency.example. Write the plain address of a mailbox: without "+", quotes or accents before the @',
      )
    return address ?? ''
  })

export const newPersonSchema = z.object({ name, email, roles, clearance })

export const changedPersonSchema = z.object({
  name,
  roles,
  clearance,
  active: z.enum(['yes', 'no'], { error: 'Say whether this account may be used' }),
  version: seenNumber,
})

/**
 * Enters a person. They can sign in once their provider vouches for the e-mail address.
 * @param input - as the form or the API gives it, parsed
 * @returns the person's id
 * @throws invalid when the address cannot be added, in the same words whether it is not the agency's or has an
 * account already: nobody learns here who has an account elsewhere; and when more is given than one has
 */
export async function addPerson(
  scope: MemberScope,
  input: z.output<typeof newPersonSchema>,
): Promise<PersonId> {
  refuseAboveOwn(scope, input.clearance)
  const domains = await store.listDomains(scope)
  if (domains.length === 0)
    throw invalid({
      email:
        'Your agency has no e-mail domain yet, so nobody can be added. Ask the operator of this node to enter it (seamark agency domains add)',
    })
  const id = newId<PersonId>()
  const ours = domains.includes(domainOfAddress(input.email))
  if (!ours || !(await store.insertPerson(scope, { id, ...input })))
    throw invalid({
      email: `This address cannot be added. It must be at ${listed(domains)}, and have no account in your agency yet. If it should be added all the same, ask the operator of this node`,
    })
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id },
    detail: { added: true, roles: input.roles, clearance: input.clearance },
  })
  scope.wake([scope.actor.agencyId])
  return id
}

const listed = (words: readonly string[]) =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words)

/** Nobody gives more than they have. */
function refuseAboveOwn({ actor }: MemberScope, clearance: string): void {
  if (clearance !== 'OFFICIAL' && actor.clearance === 'OFFICIAL')
    throw invalid({
      clearance:
        'You are cleared for OFFICIAL, and nobody gives above their own clearance. Ask an administrator who is cleared for this',
    })
}

/**
 * Changes name, roles, clearance or whether the account may be used. Stopping an account ends its sessions and
 * tokens for good.
 * @param id - of the person
 * @param input - as the form or the API gives it, parsed, with the version that was looked at
 * @throws not-found for people of other agencies; conflict `stale` when somebody changed it meanwhile;
 * invalid for one's own roles, clearance or account, for more than one has oneself, and for the agency's last
 * administrator
 */
export async function changePerson(
  scope: MemberScope,
  id: PersonId,
  input: z.output<typeof changedPersonSchema>,
): Promise<void> {
  const before = await store.findPersonOfAgency(scope, id)
  if (!before) throw notFound()
  const active = input.active === 'yes'
  const gained = input.roles.filter((role) => !before.roles.includes(role))
  const changed = [
    ...(input.name === before.name ? [] : ['name']),
    ...(gained.length === 0 && input.roles.length === before.roles.length ? [] : ['roles']),
    ...(input.clearance === before.clearance ? [] : ['clearance']),
    ...(active === before.active ? [] : ['active']),
  ]
  if (id === scope.actor.personId && changed.some((what) => what !== 'name'))
    throw invalid({ roles: NOT_ONESELF })
  if (gained.length > 0 || input.clearance !== before.clearance || (active && !before.active))
    refuseAboveOwn(scope, input.clearance)
  if (!(await store.updatePerson(scope, { id, ...input, active }).catch(inWords)))
    throw conflict(
      'stale',
      'Somebody changed this person meanwhile. Look at what is there now, then change it again.',
    )
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id },
    detail: { active, roles: input.roles, clearance: input.clearance, changed },
  })
  scope.wake([scope.actor.agencyId])
}

const NOT_ONESELF =
  'Nobody changes their own roles, clearance or account. Ask another administrator of your agency, or the operator of this node'

/** What the database refuses, for whoever the page let through: another administrator acted meanwhile. */
function inWords(fault: unknown): never {
  const code = fault instanceof Error && 'code' in fault ? fault.code : ''
  if (code === 'SM025')
    throw invalid({
      active:
        'The address of this account is at no domain of your agency any more. Ask the operator of this node before it is used again',
    })
  if (code === 'SM026') throw invalid({ roles: NOT_ONESELF })
  if (code === 'SM028')
    throw invalid({
      roles: 'This is the last administrator of your agency. Enter another one first',
    })
  throw fault
}

export const deskSchema = z.object({
  deskName: z.string().trim().min(1, 'Enter the name of the desk').max(100),
  deskEmail: z.email('Enter an e-mail address, like desk@agency.example'),
  deskPhone: z.string().trim().min(5, 'Enter a telephone number').max(40),
  deskHours: z.string().trim().max(100).default(''),
  version: seenNumber,
})

/**
 * Changes whom partners ask.
 * @param input - name, address, telephone and hours, with the version that was looked at
 * @throws conflict `stale` when somebody changed it meanwhile
 */
export async function changeDesk(scope: MemberScope, input: z.output<typeof deskSchema>): Promise<void> {
  if (!(await store.updateDesk(scope, input)))
    throw conflict(
      'stale',
      'Somebody changed the desk meanwhile. Look at what is there now, then change it again.',
    )
  scope.record({ kind: 'administration', detail: { desk: true } })
}
