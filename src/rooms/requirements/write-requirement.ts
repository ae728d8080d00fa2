/** Files a requirement, with a line of its collection plan for each agency that is asked. */
import { conflict, invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId, newReference } from '../../platform/identifiers.ts'
import { mustBeOneWho } from '../../platform/identity/wrong-role.ts'
import type { PersonId, RecordId } from '../../wire/ids.ts'
import { keepEntries, searchText } from '../search/index.ts'
import { agenciesBySlug } from './people-and-agencies.ts'
import { insertLine } from './line-store.ts'
import type { Requirement } from './requirement.ts'

export type FiledRequirement = { id: RecordId; reference: string; version: number }

/**
 * Files a requirement of the signed-in person's agency. Nobody else learns of it before its release.
 * @param requirement - checked by parseRequirement
 * @param as - id and reference, where they are chosen beforehand: the same id twice files it once
 * @returns its id and reference
 * @throws forbidden `wrong-role`; invalid with `ask`, `classification`, `compartment`, `owner` or `form`
 */
export async function writeRequirement(
  scope: MemberScope,
  requirement: Requirement,
  as: { id: RecordId; reference: string } = { id: newId<RecordId>(), reference: newReference() },
): Promise<FiledRequirement> {
  mustBeOneWho(scope, 'keepsRequirements')
  await checkReach(scope, requirement)
  const owner = requirement.owner ?? scope.actor.personId
  await mustOwn(scope, owner)
  const asked = await agenciesBySlug(scope, requirement.ask)
  const inserted = await scope.tx.run(INSERT_RECORD, [
    as.id,
    as.reference,
    scope.actor.agencyId,
    scope.actor.personId,
    requirement.question,
    requirement.classification,
    requirement.handling,
    requirement.conditions ?? null,
    requirement.action_code ?? null,
    requirement.sanitisation_code ?? null,
    requirement.compartment ?? null,
    requirement.valuable_until,
    scope.now,
  ])
  if (inserted === 0) return await filedBefore(scope, as.id)
  await scope.tx.run(INSERT_REQUIREMENT, [
    as.id,
    scope.actor.agencyId,
    scope.now,
    requirement.why,
    requirement.decision,
    requirement.priority,
    requirement.about_kind,
    requirement.about,
    requirement.person_category ?? null,
    requirement.person_basis ?? null,
    requirement.person_is_adult ?? null,
    requirement.valuable_until,
    owner,
  ])
  await keepWords(scope, as.id, requirement)
  for (const [index, agencyId] of asked.entries())
    await insertLine(scope, as.id, {
      id: newId(),
      number: index + 1,
      agencyId,
      source: 'partner',
      basis: requirement.ask_basis ?? '',
      byWhen: requirement.valuable_until,
      personId: null,
    })
  scope.record({
    kind: 'collection',
    subject: { kind: 'requirement', id: as.id },
    detail: { version: 1, lines: asked.length },
  })
  scope.wake([scope.actor.agencyId])
  return { ...as, version: 1 }
}

const INSERT_RECORD = `
  insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
    conditions, action_code, sanitisation_code, discoverable, compartment_id, review_on, created_at, filed_at)
  values ($1, 'requirement', $2, $3, $4, 'disseminated', $5, $6, $7, $8, $9, $10, false, $11, $12, $13, $13)
  on conflict (id) do nothing`

/** A form that was sent twice: the first has filed it. */
async function filedBefore(scope: MemberScope, id: RecordId): Promise<FiledRequirement> {
  const filed = await scope.tx.maybe<FiledRequirement>(
    `select id, reference, version from access.record where id = $1 and kind = 'requirement' and author_id = $2`,
    [id, scope.actor.personId],
  )
  if (!filed) throw invalid({ form: 'This page cannot be sent any more. Open it again, and send it then' })
  return filed
}

const INSERT_REQUIREMENT = `
  insert into requirements.requirement (id, agency_id, created_at, why, decision, priority, about_kind, about,
    person_category, person_basis, person_is_adult, valuable_until, owner_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`

/** What it is found by: all that whoever reads it reads. */
async function keepWords(scope: MemberScope, id: RecordId, requirement: Requirement): Promise<void> {
  const { question, why, decision, priority, about, about_kind: kind } = requirement
  const words = searchText({
    title: question,
    texts: [why, decision, priority, about, requirement.person_basis ?? ''],
    names: kind === 'person' ? [about] : [],
    notes: [],
  })
  await scope.tx.run(
    `with input as (
       select $1::uuid as id, $2::timestamptz as created_at, $3::text as handling, $4::text as title, $5::text as body,
              $6::text as names, $7::text[] as exact, '{}'::text[] as grades, '{}'::text[] as kinds)
     ${keepEntries('input', '$8::integer')}`,
    [
      id,
      scope.now,
      requirement.handling,
      words.title,
      words.body,
      words.names,
      words.exact,
      scope.actor.agencyId,
    ],
  )
}

/** The database would refuse it too, but could not say which field is at fault. */
async function checkReach(scope: MemberScope, requirement: Requirement): Promise<void> {
  const fields: Record<string, string> = {}
  if (requirement.classification !== 'OFFICIAL' && scope.actor.clearance !== requirement.classification)
    fields['classification'] = 'You are not cleared for this classification'
  if (requirement.compartment) {
    const found = await scope.tx.maybe('select id from access.compartment where id = $1', [
      requirement.compartment,
    ])
    if (!found) fields['compartment'] = 'Choose an operation that you are a member of'
  }
  if (Object.keys(fields).length > 0) throw invalid(fields)
}

/**
 * Asks whether somebody may answer for a requirement of this person's agency.
 * @param owner - of an account
 * @throws invalid with `owner`
 */
export async function mustOwn(scope: MemberScope, owner: PersonId): Promise<void> {
  const { may } = await scope.tx.one<{ may: boolean }>('select requirements.may_own($1) as may', [owner])
  if (!may) throw invalid({ owner: 'Choose an intelligence officer or a coordinator of your agency' })
}

/**
 * Makes the refusal of what is done to a requirement that is closed.
 * @returns conflict `is-closed`
 */
export const isClosed = () =>
  conflict(
    'is-closed',
    'This requirement is closed: nothing is added to it. Write a new one if you still need to know.',
  )
