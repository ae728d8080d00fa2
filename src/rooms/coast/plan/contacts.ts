/** Whom to ring about a stretch: posts of organisations, with as little about persons as will do. */
import { z } from 'zod'
import type { MemberScope, Scope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { stale } from './change-stretch.ts'
import type { Contact } from './plan.ts'
import { agencyOf, findStretch } from './plan-store.ts'

const telephone = z
  .string()
  .trim()
  .regex(/^(?:\+?[\d ()-]{3,30}|)$/, 'Enter a telephone number, like 01632 960101')

export const contactSchema = z.object({
  organisation: z
    .string({ error: 'Enter the organisation' })
    .trim()
    .min(1, 'Enter the organisation, like a harbour authority')
    .max(150, 'Must be 150 characters or fewer'),
  role: z.string().trim().max(100, 'Must be 100 characters or fewer').default(''),
  telephone: telephone.default(''),
  notes: z.string().trim().max(1_000, 'Must be 1000 characters or fewer').default(''),
})
export type ContactValues = z.output<typeof contactSchema>

const columns = `id, stretch_id as "stretchId", organisation, role, telephone, notes, version`

/**
 * Lists the contacts of a stretch.
 * @param stretchId - of the agency's own plan
 * @returns by organisation
 */
export const listContacts = (scope: Scope, stretchId: string): Promise<Contact[]> =>
  scope.tx.many<Contact>(
    `select ${columns} from coast.contact where agency_id = $1 and stretch_id = $2 order by organisation, role`,
    [agencyOf(scope), stretchId],
  )

/**
 * Reads a contact.
 * @param id - of the contact
 * @returns with the stretch that it belongs to
 * @throws not-found
 */
export async function readContact(scope: Scope, id: string): Promise<Contact> {
  const contact = await scope.tx.maybe<Contact>(
    `select ${columns} from coast.contact where agency_id = $1 and id = $2`,
    [agencyOf(scope), id],
  )
  if (!contact) throw notFound()
  return contact
}

/**
 * Adds a contact to a stretch.
 * @param stretchId - of the agency's own plan
 * @param values - as the form gives them
 * @throws not-found when there is no such stretch
 */
export async function addContact(scope: Scope, stretchId: string, values: ContactValues): Promise<void> {
  if (!(await findStretch(scope, stretchId))) throw notFound()
  await scope.tx.run(
    `insert into coast.contact (id, stretch_id, agency_id, organisation, role, telephone, notes)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(), stretchId, agencyOf(scope), values.organisation, values.role, values.telephone, values.notes],
  )
  noteChange(scope, stretchId)
}

/**
 * Changes a contact.
 * @param id - of the contact
 * @param version - of the contact that the person was looking at
 * @param values - as the form gives them
 * @returns the stretch's id
 * @throws not-found; conflict `stale` when somebody changed it meanwhile
 */
export async function changeContact(
  scope: MemberScope,
  id: string,
  version: number,
  values: ContactValues,
): Promise<string> {
  const { stretchId } = await readContact(scope, id)
  const changed = await scope.tx.run(
    `update coast.contact set organisation = $3, role = $4, telephone = $5, notes = $6, version = version + 1
     where id = $1 and version = $2`,
    [id, version, values.organisation, values.role, values.telephone, values.notes],
  )
  if (changed === 0) throw stale()
  noteChange(scope, stretchId)
  return stretchId
}

/**
 * Removes a contact.
 * @param id - of the contact
 * @param version - of the contact that the person was looking at
 * @returns the stretch's id
 * @throws not-found; conflict `stale` when somebody changed it meanwhile
 */
export async function removeContact(scope: MemberScope, id: string, version: number): Promise<string> {
  const { stretchId } = await readContact(scope, id)
  const gone = await scope.tx.run('delete from coast.contact where id = $1 and version = $2', [id, version])
  if (gone === 0) throw stale()
  noteChange(scope, stretchId)
  return stretchId
}

const noteChange = (scope: Scope, stretchId: string): void =>
  scope.record({
    kind: 'alteration',
    subject: { kind: 'stretch', id: stretchId },
    detail: { parts: ['contacts'] },
  })
