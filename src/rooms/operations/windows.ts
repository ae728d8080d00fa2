/** What those read of operations who are in none of them: registers, and what an agency's coordinator is asked. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification, OperationPost, OperationState } from '../../wire/codes.ts'
import type { ParticipationId, PostId } from './ids.ts'

/** The operations that the agency leads, for its records manager: no content. */
export const registerOfAgency = (
  scope: MemberScope,
): Promise<{ codename: string; state: OperationState; nextReview: string }[]> =>
  scope.tx.many(
    `select codename, state, next_review::text as "nextReview" from operations.register_of_agency()`,
  )

/**
 * The operations whose lead has said that the task force's register may name them.
 * @throws not-found to everybody who is not of the task force
 */
export async function registerOfTaskForce(
  scope: MemberScope,
): Promise<{ codename: string; lead: string; state: OperationState }[]> {
  const { of } = await scope.tx.one<{ of: boolean }>('select identity.viewer_is_of_task_force() as of')
  if (!of) throw notFound()
  return scope.tx.many('select codename, lead_agency as lead, state from operations.register_of_task_force()')
}

export type AskedTerms = {
  id: ParticipationId
  codename: string
  classification: Classification
  lead: string
  ledByUs: boolean
  aim: string
  purpose: string
  gateway: string
  regime: 'law-enforcement' | 'general'
  informationOwner: string
  /** YYYY-MM-DD */
  endsOn: string
  leaving: string
  version: number
  state: 'offered' | 'accepted'
  offeredAt: Date
  /** another coordinator answers */
  own: boolean
}

const TERMS = `
  select id, codename, classification, lead_agency as lead, led_by_us as "ledByUs", aim, purpose, gateway, regime,
         information_owner as "informationOwner", ends_on::text as "endsOn", leaving, version, state,
         offered_at as "offeredAt", offered_by_viewer as own
  from operations.terms_of_agency()`

/** Terms that were offered to the agency, and those by which it takes part; for its coordinator. */
export const termsOfAgency = (scope: MemberScope): Promise<AskedTerms[]> => scope.tx.many<AskedTerms>(TERMS)

/** @throws not-found */
export async function readTerms(scope: MemberScope, id: ParticipationId): Promise<AskedTerms> {
  const found = await scope.tx.maybe<AskedTerms>(`${TERMS} where id = $1`, [id])
  if (!found) throw notFound()
  return found
}

export type AskedPerson = {
  id: PostId
  codename: string
  classification: Classification
  lead: string
  name: string
  post: OperationPost
  state: 'proposed' | 'accepted'
  proposedAt: Date
  awake: boolean
  /** another coordinator answers */
  own: boolean
}

const PEOPLE = `
  select id, codename, classification, lead_agency as lead, name, post, state, proposed_at as "proposedAt", awake, own
  from operations.people_of_agency()`

/** Who of the agency was asked for, and who is in operations; for its coordinator. */
export const peopleOfAgency = (scope: MemberScope): Promise<AskedPerson[]> =>
  scope.tx.many<AskedPerson>(PEOPLE)

/** @throws not-found */
export async function readAskedPerson(scope: MemberScope, id: PostId): Promise<AskedPerson> {
  const found = await scope.tx.maybe<AskedPerson>(`${PEOPLE} where id = $1`, [id])
  if (!found) throw notFound()
  return found
}
