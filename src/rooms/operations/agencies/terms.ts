/** Terms of an operation in versions: written by who leads, accepted anew by each agency that takes part. */
import type { z } from 'zod'
import { conflict, notFound } from '../../../platform/errors.ts'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { actOn } from '../act.ts'
import type { OperationId, ParticipationId } from '../ids.ts'
import { faultOfEnd, operationSchema } from '../operation.ts'

/** What a version says; each field as a proposal has it. */
export const termsSchema = operationSchema.pick({
  ...{ aim: true, information_owner: true, ends_on: true, leaving: true },
})
export type NewTerms = z.output<typeof termsSchema>

/**
 * Reads a version that nobody vouched for.
 * @param input - as a form sent it
 * @param today - YYYY-MM-DD, in London
 * @returns the version, or what is wrong with which field
 */
export function parseTerms(
  input: unknown,
  today: string,
): { terms: NewTerms } | { fields: Record<string, string> } {
  const parsed = termsSchema.safeParse(input)
  if (!parsed.success) return { fields: fieldErrors(parsed.error) }
  const ends = faultOfEnd(parsed.data.ends_on, today)
  return ends === null ? { terms: parsed.data } : { fields: { ends_on: ends } }
}

/**
 * Writes a new version. The lead does, or a deputy. Each agency works under the version that it accepted until its
 * coordinator accepts this one.
 * @param terms - as parseTerms read it
 * @returns the number of the version
 * @throws not-found
 */
export async function writeTerms(
  scope: MemberScope,
  operation: OperationId,
  terms: NewTerms,
): Promise<number> {
  const { version } = await scope.tx.one<{ version: number | null }>(
    'select operations.write_terms($1, $2::jsonb) as version',
    [operation, JSON.stringify(terms)],
  )
  if (version === null) throw notFound()
  await actOn(
    scope,
    { sql: 'select $1::uuid as operation', values: [operation] },
    { kind: 'alteration', detail: { terms: version } },
  )
  return version
}

/**
 * Accepts the newest version for the viewer's agency, as its coordinator.
 * @param id - of the agency's part
 * @param version - that was on the page
 * @throws not-found; conflict `another-person` where the viewer wrote it, `stale` where a newer one was written meanwhile
 */
export async function acceptNewTerms(
  scope: MemberScope,
  id: ParticipationId,
  version: number,
): Promise<OperationId> {
  const part = await scope.tx.maybe<{ done: 'done' | 'stale' | 'own'; operation: OperationId }>(
    'select done, operation from operations.accept_new_terms($1, $2)',
    [id, version],
  )
  if (!part) throw notFound()
  if (part.done === 'own')
    throw conflict('another-person', 'You wrote these terms. Another coordinator accepts them.')
  if (part.done === 'stale')
    throw conflict('stale', 'Newer terms were written meanwhile. Read those, then answer again.')
  return actOn(
    scope,
    { sql: 'select $1::uuid as operation', values: [part.operation] },
    { kind: 'disclosure', recipients: [scope.actor.agencyId], detail: { terms: version } },
  )
}

/** A version that waits for the agency. */
export type WaitingTerms = {
  id: ParticipationId
  version: number
  aim: string
  informationOwner: string
  /** YYYY-MM-DD */
  endsOn: string
  leaving: string
  /** another coordinator accepts */
  own: boolean
}

/** Versions that wait for the agency's coordinator; of an operation that they are not in, no more than its terms. */
export const newTermsOfAgency = (scope: MemberScope): Promise<WaitingTerms[]> =>
  scope.tx.many<WaitingTerms>(
    `select id, version, aim, information_owner as "informationOwner", ends_on::text as "endsOn", leaving,
            written_by_viewer as own
     from operations.new_terms_of_agency()`,
  )

export type EarlierTerms = {
  version: number
  at: Date
  aim: string
  informationOwner: string
  endsOn: string
  leaving: string
}

/**
 * Reads the versions of the terms.
 * @param operation - that the viewer is in
 * @returns the newest first, twenty-one at most
 */
export const versionsOfTerms = (scope: MemberScope, operation: OperationId): Promise<EarlierTerms[]> =>
  scope.tx.many<EarlierTerms>(
    `select t.version, t.at, t.aim, t.information_owner as "informationOwner", t.ends_on::text as "endsOn", t.leaving
     from operations.terms t where t.operation_id = $1 order by t.version desc limit 21`,
    [operation],
  )

/** Reads the versions before the newest, the newest of them first. @param operation - that the viewer is in */
export const earlierTerms = async (scope: MemberScope, operation: OperationId): Promise<EarlierTerms[]> =>
  (await versionsOfTerms(scope, operation)).slice(1)
