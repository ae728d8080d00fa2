/** Begins an encounter: place, time and counts. Everything else comes after care. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId } from '../../platform/identifiers.ts'
import type { NewEncounter } from './encounter.ts'
import type { EncounterId } from './ids.ts'
import { doWith, inWords, mayRecord } from './refusals.ts'

/**
 * Begins it.
 * @param encounter - checked by parseEncounter
 * @param id - under which it is kept
 * @returns its id and its number in the agency
 * @throws forbidden `no-encounters`
 */
export async function recordEncounter(
  scope: MemberScope,
  encounter: NewEncounter,
  id: EncounterId = newId<EncounterId>(),
): Promise<{ id: EncounterId; number: number }> {
  await mayRecord(scope)
  const { number } = await scope.tx
    .one<{ number: number | null }>('select encounters.begin($1, $2::jsonb) as number', [
      id,
      JSON.stringify(encounter),
    ])
    .catch((fault: unknown) => {
      throw inWords(fault)
    })
  if (number === null) throw notFound()
  scope.record({ kind: 'collection', subject: { kind: 'encounter', id }, detail: countsOf(encounter) })
  scope.wake([scope.actor.agencyId])
  return { id, number }
}

/**
 * Says place, time and counts anew, while the encounter is open.
 * @param revision - of the encounter that was on the page
 * @throws not-found; conflict `stale`, `not-open`
 */
export async function countAgain(
  scope: MemberScope,
  id: EncounterId,
  revision: number,
  encounter: NewEncounter,
): Promise<void> {
  await doWith(scope, id, 'select encounters.count_again($1, $2, $3::jsonb) as done', [
    revision,
    JSON.stringify(encounter),
  ])
  scope.record({ kind: 'alteration', subject: { kind: 'encounter', id }, detail: countsOf(encounter) })
}

/** Numbers only: no event holds a place or a text. */
const countsOf = ({
  adults,
  may_be_children: children,
  age_unknown: unknown,
  injured,
  no_person: none,
}: NewEncounter) => ({
  ...{ adults, may_be_children: children, age_unknown: unknown, injured, said_none: none },
})
