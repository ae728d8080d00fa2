/**
 * What its author typed on a page of a draft and never sent becomes part of the draft when they come back to it:
 * one change, one event. What does not stand in the draft itself (a person half entered, boxes ticked) waits on its
 * page; so does what somebody else has overtaken, to be compared.
 */
import { isDeepStrictEqual } from 'node:util'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import {
  holdDraft,
  readDraft,
  saveDraft,
  type Draft,
  type DraftDocument,
  type DraftSubject,
} from '../../drafts.ts'
import { dropTyping, typingOf, type Typing } from '../../typing.ts'
import { readGrade } from './grade.form.ts'
import { readHandling } from './handling.form.ts'
import type { Read, ReadContext } from './reading.ts'
import { readReview } from './review.form.ts'
import { readText } from './text.form.ts'
import { readTitle } from './title.form.ts'
import { type Typed } from '../../../../platform/http/typed-form.ts'
import { canBeKept } from './typed.ts'

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
 * Reads a draft, and makes what this person typed on its pages part of it. Two windows may open one draft at once: the
 * first takes in, the second waits for it and shows the same. So what was typed is looked for before the draft is read.
 * @param id - of the draft
 * @param context - with which forms are read
 * @returns the draft with what they had typed, and what still waits
 * @throws not-found
 */
export async function takeIn(
  scope: MemberScope,
  id: string,
  context: ReadContext,
): Promise<{ draft: Draft; typing: Typing[] }> {
  if ((await typingOf(scope, id)).length === 0) return { draft: await readDraft(scope, id), typing: [] }
  await holdDraft(scope, id)
  const draft = await readDraft(scope, id)
  const typing = await typingOf(scope, id)
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

/**
 * Tells whether two documents, or two subjects, are the same as the database keeps them, which has no keys that are
 * undefined.
 * @param one - of a draft
 * @param other - of the same draft
 * @returns true when they are
 */
export function isSame<T extends DraftDocument | DraftSubject>(one: T, other: T): boolean {
  return isDeepStrictEqual(plain(one), plain(other))
}

const plain = (value: DraftDocument | DraftSubject): unknown => JSON.parse(JSON.stringify(value))
