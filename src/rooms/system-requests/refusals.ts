/** What the database refuses, by its rule, in words that say what to do. */
import { conflict, forbidden, invalid, notFound, type SeamarkError } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { NOT_ALONE } from './words.ts'

const CODES = new Set(['SM003', '23514', '23505'])

/** By the rule's name in db/code/system_requests/guards.sql, or the constraint's in its table. */
const RULES: Readonly<Record<string, () => SeamarkError>> = {
  authorised_by_another: () =>
    invalid({ authoriser: 'Another than asks must authorise it. Choose a colleague' }),
  made_by_another_than_authorised: () =>
    forbidden('made-by-another', 'You authorised this request. A colleague must make it.'),
  authoriser_of_the_agency: () =>
    invalid({ authoriser: 'Choose somebody of your own agency who can sign in' }),
  authoriser_holds_the_rank: () =>
    forbidden(
      'rank-needed',
      'Whoever authorises must hold the rank that this system asks for, now. An administrator of your agency attests ranks.',
    ),
  safeguarding_first: () =>
    conflict(
      'safeguarding-first',
      'A colleague must write a safeguarding decision first, because of whom this is about.',
    ),
  safeguarded_by_another: () =>
    forbidden(
      'safeguarded-by-another',
      'Another than asks writes the safeguarding decision, while it is a draft.',
    ),
  safeguarding_pkey: () => conflict('said-already', 'The safeguarding decision is written already.'),
  so_many_a_day: () =>
    conflict(
      'so-many-a-day',
      'You have asked as often as one person may in a day. Ask again tomorrow, or have a colleague ask.',
    ),
  system_is_asked: () => invalid({ system: 'Nothing is asked of this system any more. Choose another' }),
  operation_is_open: () =>
    conflict('not-open', 'Its operation is not open. Nothing is asked for it any more.'),
  condition_where_sensitive: () =>
    invalid({
      sensitive: 'What this system compares is sensitive processing. Choose yes, and enter the condition',
    }),
  one_subject: () => invalid({ subject: 'Enter one person or one thing, on one line' }),
  is_a_draft: () => conflict('not-a-draft', 'What was asked stays as it was asked. Take it back first.'),
  request_is_kept: () => conflict('not-a-draft', 'A request that was asked is not thrown away.'),
  is_decided: () => conflict('not-now', 'What was decided or made stays as it is.'),
  state_follows: () => conflict('not-now', 'This cannot be done now. Look at the request as it is.'),
  has_lapsed: () => conflict('lapsed', 'The authorisation has lapsed. Ask again.'),
  again_of_a_lapsed_one: () => conflict('not-lapsed', 'Only what has lapsed is asked again.'),
  request_again_of_key: () => conflict('asked-already', 'It was asked again already.'),
  accredited_operator: () =>
    forbidden('not-accredited', 'A colleague who is accredited for this system must make it.'),
  own_operator_makes_it: () =>
    forbidden('own-operator', 'Your agency has somebody accredited for this system. They must make it.'),
  outcome_stands: () =>
    conflict('not-now', 'This does not follow from the outcome. Look at the request as it is.'),
  said_of_the_outcome: () =>
    conflict('not-now', 'This does not follow from the outcome. Look at the request as it is.'),
  corroborated_by_another: () =>
    forbidden(
      'corroborated-by-another',
      'You entered the answer. A colleague must write what corroborates it, and name at least one record.',
    ),
  record_in_sight: () => invalid({ records: 'Name records that you read, by their reference' }),
  outcome_first: () => conflict('no-answer', 'There is no answer yet. Link it with an action afterwards.'),
  action_of_its_operation: () => invalid({ action: 'Enter the number of an action of its own operation' }),
  not_acted_upon_alone: () =>
    conflict(
      'not-alone',
      `${NOT_ALONE}. A named person must write first what corroborates it; then link it with this action.`,
    ),
  administrator_accredits: () =>
    forbidden('not-yours-to-do', 'An administrator of your agency must do this.'),
  nobody_accredits_themselves: () => invalid({ person: 'Another administrator must accredit you' }),
  accredited_for_two_years_at_most: () =>
    invalid({ until_on: 'Enter a day from today on, within two years; of somebody who can sign in' }),
  accredited_once: () =>
    conflict('said-already', 'They are accredited for this system already. End that first.'),
}

/**
 * Does something through a function of the database.
 * @param sql - which answers with `done`: `done`, `stale`, `not-yours`, `no-such-person`, `no-desk`, or null
 * @throws not-found; conflict `stale` and what the rules say; invalid by the field; forbidden
 */
export async function doThis(scope: MemberScope, sql: string, parameters: readonly unknown[]): Promise<void> {
  const { done } = await ask<{ done: string | null }>(scope, sql, parameters)
  if (done === null) throw notFound()
  if (done === 'stale')
    throw conflict(
      'stale',
      'Somebody changed this request meanwhile. Look at it as it is now, then send yours again.',
    )
  if (done === 'not-yours')
    throw forbidden('not-yours-to-do', 'This is for another of those who work on this request.')
  if (done === 'no-such-person')
    throw invalid({ authoriser: 'Choose somebody of your own agency who can sign in' })
  if (done === 'no-desk') throw invalid({ desk: 'Enter which desk asks for you' })
  scope.wake([scope.actor.agencyId])
}

/** Asks one row; what a rule refuses is said in words. */
export async function ask<Row extends Record<string, unknown>>(
  scope: MemberScope,
  sql: string,
  parameters: readonly unknown[],
): Promise<Row> {
  return await scope.tx.one<Row>(sql, [...parameters]).catch((fault: unknown) => {
    throw inWords(fault)
  })
}

/** @returns what a rule of requests says in words; anything else as it was */
export function inWords(fault: unknown): unknown {
  if (!(fault instanceof Error) || !('code' in fault) || !CODES.has(String(fault.code))) return fault
  const rule = 'constraint' in fault ? String(fault.constraint) : ''
  return RULES[rule]?.() ?? fault
}
