/** What a person is working on: asked once after signing in, and noted with everything they do from then on. */
import { z } from 'zod'
import { invalid } from '../errors.ts'
import type { MemberScope } from '../database/scope.ts'

export const LONGEST_PURPOSE = 200
/** So many are offered; so many are kept, and of more the oldest are forgotten. */
const OFFERED = 5
const KEPT = 20

/** A purpose that was chosen begins with this; `other` and `none` cannot be mistaken for one. */
const CHOSEN = 'use:'

export const purposeForm = z.object({
  /** none where the form has one field and nothing to choose (the gate before a public report) */
  choice: z.string().optional(),
  purpose: z.string().default(''),
  return: z.string().optional(),
})

/** What may be chosen instead of written. */
export type Offered = { operations: string[]; recent: string[] }

/** @returns the operations that the person is in, and the purposes they had last, none twice */
export async function offeredPurposes(scope: MemberScope): Promise<Offered> {
  const operations = await scope.tx.many<{ name: string }>(
    `select c.name from access.compartment c
     where length(c.name) <= $1 and exists (
       select from access.compartment_member m
       where m.compartment_id = c.id and m.person_id = identity.viewer_person())
     order by c.name`,
    [LONGEST_PURPOSE],
  )
  const used = await scope.tx.many<{ purpose: string }>(
    `select purpose from identity.purpose_used where person_id = $1 order by used_at desc, purpose`,
    [scope.actor.personId],
  )
  const names = operations.map(({ name }) => name)
  return {
    operations: names,
    recent: used
      .map(({ purpose }) => purpose)
      .filter((purpose) => !names.includes(purpose))
      .slice(0, OFFERED),
  }
}

/**
 * Makes the choices of the page.
 * @param offered - operations and recent purposes of this person
 * @param current - what the session has already; null before the first choice
 * @returns choices in two groups, and which of them is chosen; `other` where the purpose is in the person's
 *   own words
 */
export function purposeChoices({ operations, recent }: Offered, current: string | null) {
  const choice = (text: string) => ({ text, value: CHOSEN + text })
  const known = current !== null && [...operations, ...recent].includes(current)
  return {
    operations: operations.map(choice),
    recent: recent.map(choice),
    chosen: current === null ? '' : known ? CHOSEN + current : 'other',
  }
}

/**
 * Notes what the person works on in this session, or that it is nothing in particular.
 * @param form - what they chose or wrote
 * @returns the purpose, or null for none
 * @throws invalid `purpose` or `choice`, with what to do
 */
export async function setPurpose(
  scope: MemberScope,
  form: Pick<z.output<typeof purposeForm>, 'choice' | 'purpose'>,
): Promise<string | null> {
  const purpose = purposeOf(form)
  await scope.tx.run('update identity.session set purpose = $2 where id_hash = $1', [
    scope.actor.session,
    purpose,
  ])
  if (purpose === null) return null
  await scope.tx.run(
    `insert into identity.purpose_used (person_id, purpose) values ($1, $2)
     on conflict (person_id, purpose) do update set used_at = now()`,
    [scope.actor.personId, purpose],
  )
  await scope.tx.run(
    `delete from identity.purpose_used where person_id = $1 and purpose in (
       select p.purpose from identity.purpose_used p where p.person_id = $1
       order by p.used_at desc, p.purpose offset $2)`,
    [scope.actor.personId, KEPT],
  )
  return purpose
}

function purposeOf({
  choice,
  purpose,
}: Pick<z.output<typeof purposeForm>, 'choice' | 'purpose'>): string | null {
  if (choice === 'none') return null
  if (choice?.startsWith(CHOSEN)) return checked(choice.slice(CHOSEN.length), 'choice')
  if (choice === undefined || choice === 'other') return checked(purpose, 'purpose')
  throw invalid({ choice: 'Select what you are working on, or “No particular purpose”' })
}

function checked(written: string, field: 'purpose' | 'choice'): string {
  const purpose = written.trim()
  if (purpose === '')
    throw invalid({ [field]: 'Enter what you are working on, like an operation or a request number' })
  if (purpose.length > LONGEST_PURPOSE)
    throw invalid({ [field]: `Must be ${String(LONGEST_PURPOSE)} characters or fewer` })
  return purpose
}
