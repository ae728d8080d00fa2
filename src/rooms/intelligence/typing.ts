/**
 * What somebody types on a page of a draft, kept every few seconds before it is sent. It is theirs alone, and no
 * change of the draft: so the ledger has one event when it becomes part of the draft, not one for each pause.
 */
import { conflict, type SeamarkError } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { lockDraft, mayEdit } from './drafts.ts'
import { mustWrite } from './officers.ts'

/** A form as it was typed, by field. */
export type TypedFields = Readonly<Record<string, string | string[]>>

export type Typing = {
  page: string
  fields: TypedFields
  /** the revision of the draft that was on the page */
  basedOn: number
  /** how often it was kept */
  turn: number
  at: Date
}

/**
 * Keeps what is typed on one page.
 * @param draftId - of the draft
 * @param typing - `page`: which of the draft's; `fields`: as typed; `basedOn`: the revision of the draft on that
 *   page; `turn`: how often that page was kept before, 0 at first
 * @returns the new turn
 * @throws not-found; StaleDraft when the draft was saved meanwhile; conflict `typed-elsewhere` when the same person
 *   types on the same page in another window; what mayEdit throws
 */
export async function keepTyping(
  scope: MemberScope,
  draftId: string,
  { page, fields, basedOn, turn }: Omit<Typing, 'at'>,
): Promise<number> {
  mustWrite(scope)
  // Locked: while the page itself is sent, its last words must not be kept behind what it saved.
  mayEdit(scope, await lockDraft(scope, draftId, basedOn))
  const kept = await scope.tx.maybe<{ turn: number }>(
    `insert into intelligence.typing as t (draft_id, person_id, page, fields, based_on, typed_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (draft_id, person_id, page) do update
     set fields = excluded.fields, based_on = excluded.based_on, turn = t.turn + 1, typed_at = excluded.typed_at
     where t.turn = $7 or t.based_on <> excluded.based_on
     returning turn`,
    [draftId, scope.actor.personId, page, JSON.stringify(fields), basedOn, scope.now, turn],
  )
  if (!kept) throw typedElsewhere()
  return kept.turn
}

const typedElsewhere = (): SeamarkError =>
  conflict(
    'typed-elsewhere',
    'You are writing on this page in another window too. What you type here is kept when you press the button.',
  )

/**
 * Reads what this person has typed on the pages of a draft and not sent.
 * @param draftId - of the draft
 * @returns the last first
 */
export async function typingOf(scope: MemberScope, draftId: string): Promise<Typing[]> {
  return await scope.tx.many<Typing>(
    `select page, fields, based_on as "basedOn", turn, typed_at as at from intelligence.typing
     where draft_id = $1 and person_id = $2 order by typed_at desc`,
    [draftId, scope.actor.personId],
  )
}

/**
 * Forgets what this person typed on a page: it was sent, or they want none of it.
 * @param draftId - of the draft
 * @param page - of the draft: `text`, `subjects-person`
 */
export async function dropTyping(scope: MemberScope, draftId: string, page: string): Promise<void> {
  await scope.tx.run(`delete from intelligence.typing where draft_id = $1 and person_id = $2 and page = $3`, [
    draftId,
    scope.actor.personId,
    page,
  ])
}
