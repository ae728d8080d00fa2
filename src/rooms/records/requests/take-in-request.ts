/** Takes a request in: who asks, for what, since when; and puts spellings right that were missing. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict } from '../../../platform/errors.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import { newId } from '../../../platform/identifiers.ts'
import { codesOf } from '../../../wire/codes.ts'
import { isRealDate } from '../../../wire/written-day.ts'
import { subjectQuery } from '../../search/index.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { invalid } from '../../../platform/errors.ts'
import { changeRequest, requestOf, type RequestId } from './request-store.ts'
import { channelWords, rightWords } from './words.ts'

const lines = (most: number, each: number) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    )
    .refine((all) => all.length <= most, `Enter ${String(most)} lines or fewer`)
    .refine(
      (all) => all.every((line) => line.length <= each),
      `Each line must be ${String(each)} characters or fewer`,
    )

/**
 * A text of a form that must be there.
 * @param most - characters
 * @param missing - what to do when it is not
 * @returns its schema
 */
export const written = (most: number, missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(most, `Must be ${most.toLocaleString('en-GB')} characters or fewer`)

/**
 * A day of a form.
 * @param missing - what to do when it is not there
 * @returns its schema: YYYY-MM-DD
 */
export const dayOfForm = (missing: string) =>
  z.string({ error: missing }).refine((text) => /^\d{4}-\d\d-\d\d$/.test(text) && isRealDate(text), missing)

const listOf = <T extends z.ZodType>(each: T, missing: string) =>
  z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(each, { error: missing }).min(1, missing),
  )

const whom = {
  names: lines(10, 200).refine((all) => all.some((line) => /\p{L}/u.test(line)), 'Enter the name'),
  born: z
    .string()
    .trim()
    .default('')
    .refine(
      (text) => text === '' || /^\d{4}(-\d\d(-\d\d)?)?$/.test(text),
      'Enter a year, or a date like 1990-04-02',
    )
    .transform((text) => (text === '' ? null : text)),
  identifiers: lines(20, 200),
}

/** Whom a search looks for. */
export const whomSchema = z.object(whom)

/** The form of a new request. */
export const takeInSchema = z.object({
  rights: listOf(z.enum(codesOf(rightWords)), 'Choose what they ask for'),
  received_on: dayOfForm('Enter the day on which it was received'),
  channel: z.enum(codesOf(channelWords), { error: 'Choose how it came' }),
  ...whom,
  asks: written(5_000, 'Enter what they ask for'),
  answer_to: written(500, 'Enter where the answer goes'),
})

/**
 * Takes a request in. Nothing is searched before somebody has seen who asks.
 * @param input - as the form has it
 * @returns the request
 * @throws forbidden `wrong-role`; invalid with `received_on`
 */
export async function takeInRequest(
  scope: MemberScope,
  input: z.output<typeof takeInSchema>,
): Promise<RequestId> {
  mustBeOneWho(scope, 'managesRecords')
  if (input.received_on > londonDay(scope.now)) throw invalid({ received_on: 'Must be today or earlier' })
  const id = newId<RequestId>()
  await scope.tx.run(
    `insert into records.subject_request (id, agency_id, number, rights, received_on, channel, names, born, identifiers,
       asks, answer_to, query, taken_by, taken_at)
     values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[
        id,
        scope.actor.agencyId,
        [...new Set(input.rights)],
        input.received_on,
        input.channel,
        input.names,
      ],
      ...[input.born, input.identifiers, input.asks, input.answer_to],
      ...[JSON.stringify(subjectQuery(input.names, input.identifiers)), scope.actor.personId, scope.now],
    ],
  )
  scope.record({
    kind: 'collection',
    subject: { kind: 'subject-request', id },
    detail: { rights: [...new Set(input.rights)] },
  })
  scope.wake([scope.actor.agencyId])
  return id
}

/**
 * Changes whom the search looks for: another spelling, a date of birth, a number that they gave.
 * @param id - of the request
 * @param input - names, birth and identifiers as they are from now on
 * @throws forbidden `wrong-role`; not-found; conflict `not-open`, `stale`
 */
export async function changeWhom(
  scope: MemberScope,
  id: RequestId,
  input: z.output<typeof whomSchema>,
): Promise<void> {
  mustBeOneWho(scope, 'managesRecords')
  const row = await requestOf(scope, id)
  if (row.state !== 'open') throw notOpen()
  const query = JSON.stringify(subjectQuery(input.names, input.identifiers))
  const { names, born, identifiers } = input
  if (!(await changeRequest(scope, row, { names, born, identifiers, query }))) throw changedMeanwhile()
  scope.record({ kind: 'alteration', subject: { kind: 'subject-request', id }, detail: { step: 'whom' } })
}

/** @returns what somebody is told who acts on a request that is past it */
export const notOpen = () => conflict('not-open', 'This request is answered, closed or ready to be sent.')
/** @returns what the second of two is told */
export const changedMeanwhile = () =>
  conflict('stale', 'Somebody has changed this request meanwhile. Look at it again.')
