/**
 * What its author typed on a page of a draft and never sent becomes part of the draft when they come back to it:
 * one change, one event. What does not stand in the draft itself (a person half entered, boxes ticked) waits on its
 * page; so does what somebody else has overtaken, to be compared.
 */
import { isDeepStrictEqual } from 'node:util'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { saveDraft, type Draft, type DraftDocument } from '../../drafts.ts'
import { dropTyping, typingOf, type Typing } from '../../typing.ts'
import { readGrade } from './grade.form.ts'
import { readHandling } from './handling.form.ts'
import type { Read, ReadContext } from './reading.ts'
import { readReview } from './review.form.ts'
import { readText } from './text.form.ts'
import { readTitle } from './title.form.ts'
import { canBeKept, type Typed } from './typed.ts'

const readers: Readonly<
  Record<string, (typed: Typed, document: DraftDocument, context: ReadContext) => Read>
> = {
  title: readTitle,
  // An empty item stays where it is: its author may be about to fill it.
  text: (typed, document) => readText({ ...typed, do: 'keep' }, document),
  grade: readGrade,
  handling: readHandling,
  review: readReview,
}

/**
 * @param draft - in this person's sight
 * @returns the draft with what they had typed, and what still waits
 */
export async function takeIn(
  scope: MemberScope,
  draft: Draft,
  context: ReadContext,
): Promise<{ draft: Draft; typing: Typing[] }> {
  const typing = await typingOf(scope, draft.id)
  if (draft.derivationState === 'awaiting-check') return { draft, typing: [] }
  const ready = typing.filter(({ page, basedOn }) => page in readers && basedOn === draft.revision)
  if (ready.length === 0) return { draft, typing }
  const document = ready
    .toReversed()
    .reduce(
      (before, { page, fields }) => readers[page]?.(fields, before, context).document ?? before,
      draft.document,
    )
  const changes = canBeKept(document) && !isSame(document, draft.document)
  const taken = changes ? await saveDraft(scope, draft.id, draft.revision, document) : draft
  for (const { page } of ready) await dropTyping(scope, draft.id, page)
  return { draft: taken, typing: typing.filter((one) => !ready.includes(one)) }
}

/** Are two documents the same as the database keeps them, which has no keys that are undefined? */
export function isSame(one: DraftDocument, other: DraftDocument): boolean {
  return isDeepStrictEqual(plain(one), plain(other))
}

const plain = (document: DraftDocument): unknown => JSON.parse(JSON.stringify(document))
