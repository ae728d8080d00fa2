/** The first steps of a request: who asks was seen, and an officer is named who reads. Also a longer time, and an end. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import { codesOf } from '../../../wire/codes.ts'
import type { PersonId } from '../../../wire/ids.ts'
import { possibleReviewers } from '../reviews/decide-reviews.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { changeRequest, requestOf, type RequestId, type RequestRow } from './request-store.ts'
import { changedMeanwhile, dayOfForm, notOpen, written } from './take-in-request.ts'
import { closingWords, identityWords } from './words.ts'

/** What was looked at, and what it showed. */
export const identitySchema = z.object({
  outcome: z.enum(codesOf(identityWords), { error: 'Choose what the check showed' }),
  identity_on: dayOfForm('Enter the day'),
  identity_note: written(2_000, 'Say what was looked at'),
})
export const extensionSchema = z.object({
  extended_because: written(2_000, 'Say why it takes longer: they are told'),
})
export const closingSchema = z.object({
  closed_because: z.enum(codesOf(closingWords), { error: 'Choose why it ends' }),
  closed_note: written(2_000, 'Say what shows it: you have to be able to (s.53(4))'),
})

async function openRequest(scope: MemberScope, id: RequestId): Promise<RequestRow> {
  mustBeOneWho(scope, 'managesRecords')
  const row = await requestOf(scope, id)
  if (row.state !== 'open') throw notOpen()
  return row
}

async function change(
  scope: MemberScope,
  row: RequestRow,
  values: Parameters<typeof changeRequest>[2],
  step: string,
): Promise<void> {
  if (!(await changeRequest(scope, row, values))) throw changedMeanwhile()
  scope.record({ kind: 'alteration', subject: { kind: 'subject-request', id: row.id }, detail: { step } })
  scope.wake([scope.actor.agencyId])
}

/**
 * Notes what a check of identity showed. Where proof was asked for, the month begins when it comes. Somebody who
 * pretends gets nothing: the request is closed, and nothing was searched.
 * @param id - of the request
 * @param input - the outcome, its day, and what was looked at
 * @throws forbidden `wrong-role`; not-found; conflict `not-open`, `stale`, `known-already`; invalid with `identity_on`
 */
export async function checkIdentity(
  scope: MemberScope,
  id: RequestId,
  input: z.output<typeof identitySchema>,
): Promise<void> {
  const row = await openRequest(scope, id)
  if (row.identity === 'proven') throw conflict('known-already', 'Who asks was seen already.')
  const day = input.identity_on
  if (day > londonDay(scope.now)) throw invalid({ identity_on: 'Must be today or earlier' })
  if (day < row.receivedOn) throw invalid({ identity_on: 'Must not be before the request came' })
  const [by, at] = [scope.actor.personId, scope.now]
  await change(
    scope,
    row,
    {
      identity: input.outcome,
      identity_asked_on: input.outcome === 'asked' ? day : row.identityAskedOn,
      identity_on: input.outcome === 'asked' ? null : day,
      ...{ identity_note: input.identity_note, identity_by: by, identity_at: at },
      ...(input.outcome === 'not-proven'
        ? {
            ...{ state: 'closed', closed_because: 'not-proven', closed_note: input.identity_note },
            ...{ closed_by: by, closed_at: at },
          }
        : {}),
    },
    `identity-${input.outcome}`,
  )
}

/**
 * Names the officer who reads and decides. Another may be named for what the first may not read; decisions stay.
 * @param id - of the request
 * @param person - of the agency, who decides
 * @throws forbidden `wrong-role`; not-found; conflict `not-open`, `stale`; invalid with `person`
 */
export async function nameOfficer(scope: MemberScope, id: RequestId, person: PersonId): Promise<void> {
  const row = await openRequest(scope, id)
  const officer = (await possibleReviewers(scope)).find((one) => one.id === person && one.corrects)
  if (!officer) throw invalid({ person: 'Choose somebody of your agency who may read records' })
  await change(
    scope,
    row,
    { officer_id: person, named_by: scope.actor.personId, named_at: scope.now },
    'officer',
  )
}

/**
 * Takes two further months, by a notice to the subject before the first is over (s.54(3A) and (3B)).
 * @param id - of the request
 * @param because - complexity, or number of requests; they are told
 * @throws forbidden `wrong-role`; not-found; conflict `not-open`, `stale`, `too-late`
 */
export async function extendRequest(scope: MemberScope, id: RequestId, because: string): Promise<void> {
  const row = await openRequest(scope, id)
  if (row.extendedAt !== null || row.dueOn === null || londonDay(scope.now) > row.dueOn)
    throw conflict('too-late', 'It is extended once, and before the first month is over.')
  await change(
    scope,
    row,
    { extended_at: scope.now, extended_by: scope.actor.personId, extended_because: because },
    'extended',
  )
}

/**
 * Ends a request without an answer.
 * @param id - of the request
 * @param input - why
 * @throws forbidden `wrong-role`; not-found; conflict `not-open`, `stale`
 */
export async function closeRequest(
  scope: MemberScope,
  id: RequestId,
  input: z.output<typeof closingSchema>,
): Promise<void> {
  const row = await openRequest(scope, id)
  await change(
    scope,
    row,
    { state: 'closed', ...input, closed_by: scope.actor.personId, closed_at: scope.now },
    'closed',
  )
}
