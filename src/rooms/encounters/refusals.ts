/** What the database refuses, by its rule, in words that say what to do. */
import { conflict, forbidden, invalid, notFound, type SeamarkError } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { EncounterId } from './ids.ts'

const CODES = new Set(['SM003', '23514'])

/** By the rule's name in db/code/encounters/guards.sql, or the constraint's in its table. */
const RULES: Readonly<Record<string, () => SeamarkError>> = {
  care_comes_first: () =>
    conflict(
      'care-comes-first',
      'Care comes first. Answer steps 1 to 6, then come back to crime and intelligence.',
    ),
  all_steps_first: () =>
    conflict('all-steps-first', 'Answer each of the eight steps first, then hand it over to be checked.'),
  children_take_their_path: () =>
    invalid({
      answer: 'Somebody was counted who may be under 18. Put them on the child path, or count again',
    }),
  each_child_first: () =>
    invalid({ how_many: 'Put each possible child who was counted on the child path first, or count again' }),
  no_more_than_counted: () =>
    invalid({ how_many: 'More people are on the child path than were counted. Count again' }),
  each_adult_identified_or_not: () =>
    invalid({
      identified: 'The numbers must add up to the adults who were counted. Count again if more were found',
    }),
  no_such_adult: () =>
    invalid({ adult: 'So many adults were not counted. Count again, or take the child path in step 4' }),
  only_an_adult: () =>
    invalid({
      age: 'Nothing of crime or evidence is recorded about somebody who may be under 18. Take the child path in step 4',
    }),
  no_talk_with_a_suspect: () =>
    invalid({
      kind: 'This adult is suspected of an offence or subject to a power: there is no voluntary conversation then',
    }),
  everybody_is_somewhere: () =>
    invalid({
      recipient:
        'The people who are handed over must be as many as were counted. Add the rest, or count again',
    }),
  checked_by_another: () =>
    forbidden(
      'checked-by-another',
      'You recorded part of this encounter. A colleague of your agency must check it.',
    ),
  is_open: () =>
    conflict('not-open', 'This encounter was handed over to be checked. Send it back first, then change it.'),
  state_follows: () => conflict('not-now', 'This cannot be done now. Look at the encounter as it is.'),
  not_in_the_future: () => invalid({ at: 'Must not be later than now' }),
}

/**
 * Does something with an encounter through a function of the database.
 * @param sql - which answers with `done`: `done`, `stale`, `refused`, `no-such-officer`, or null
 * @throws not-found; conflict `stale` and what the rules say; invalid by the field; forbidden
 */
export async function doWith(
  scope: MemberScope,
  id: EncounterId,
  sql: string,
  parameters: readonly unknown[],
): Promise<void> {
  await mayRecord(scope)
  const { done } = await scope.tx
    .one<{ done: string | null }>(sql, [id, ...parameters])
    .catch((fault: unknown) => {
      throw inWords(fault)
    })
  if (done === null) throw notFound()
  if (done === 'stale')
    throw conflict(
      'stale',
      'Somebody changed this encounter meanwhile. Look at it as it is now, then send yours again.',
    )
  if (done === 'refused')
    throw forbidden('not-yours-to-do', 'Ask the records manager of your agency to do this.')
  if (done === 'no-such-officer')
    throw invalid({ officer: 'Enter the address of somebody of your own agency' })
  scope.wake([scope.actor.agencyId])
}

/**
 * @param fault - what a statement threw
 * @returns what a rule of encounters says in words; anything else as it was
 */
export function inWords(fault: unknown): unknown {
  if (!(fault instanceof Error) || !('code' in fault) || !CODES.has(String(fault.code))) return fault
  const rule = 'constraint' in fault ? String(fault.constraint) : ''
  return RULES[rule]?.() ?? fault
}

/** @throws forbidden `no-encounters` for everybody whose agency records none */
export async function mayRecord(scope: MemberScope): Promise<void> {
  const { may } = await scope.tx.one<{ may: boolean }>('select encounters.viewer_records() as may')
  if (!may)
    throw forbidden(
      'no-encounters',
      'Encounters are recorded by police forces, Border Force, Immigration Enforcement and the NCA. Ask whoever runs this node if your agency should be one.',
    )
}
