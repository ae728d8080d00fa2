/** Brings an encounter from hand to hand: handed over to be checked, checked by another person, closed. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { EncounterId } from './ids.ts'
import { doWith } from './refusals.ts'

/** A move, with what it says. */
export type Move =
  | { to: 'handed-over' }
  | { to: 'open'; note?: string | undefined }
  | { to: 'checked'; note?: string | undefined }
  | { to: 'closed'; confirmed_at: string }

/**
 * Does a move. The database asks who may: nobody checks what they recorded part of.
 * @param revision - of the encounter that was on the page
 * @throws not-found; conflict `stale`, `all-steps-first`, `not-now`; forbidden `checked-by-another`; invalid by the field
 */
export async function moveEncounter(
  scope: MemberScope,
  id: EncounterId,
  revision: number,
  move: Move,
): Promise<void> {
  const { to, ...said } = move
  await doWith(scope, id, 'select encounters.move($1, $2, $3, $4::jsonb) as done', [
    ...[revision, to, JSON.stringify(said)],
  ])
  scope.record({ kind: 'alteration', subject: { kind: 'encounter', id }, detail: { state: to } })
}

/**
 * Keeps an encounter past its time, or lets it go.
 * @param because - why it is held; null: it is held no more
 * @throws not-found; forbidden `not-yours-to-do` for everybody but the agency's records manager
 */
export async function holdEncounter(
  scope: MemberScope,
  id: EncounterId,
  because: string | null,
): Promise<void> {
  await doWith(scope, id, 'select encounters.hold($1, $2) as done', [because])
  scope.record({ kind: 'alteration', subject: { kind: 'encounter', id }, detail: { held: because !== null } })
}
