/** Identifiers found in the items' texts, offered as subjects. Each is accepted by hand. */
import { labelFrom } from '../../../../design/words.ts'
import { subjectKind, type SubjectKind } from '../../../../wire/codes.ts'
import type { DraftDocument, DraftSubject } from '../../drafts.ts'
import { findsBeside, unnamedIn, type Find } from '../../found-in-text.ts'
import { valueWords, type ValueWords } from './identifiers.ts'
import { itemsOf } from './text.form.ts'

/** One found identifier. `token` names it in the form; the server looks it up again among its own finds. */
export type Offer = { token: string; subject: DraftSubject; text: string; hint: string }

/** As many as a report may name: the rest is offered once these are accepted. */
export const MOST_OFFERS = 200

/**
 * Lists what was found and is not yet a subject.
 * @param document - of the draft
 * @returns in the order of the text, MOST_OFFERS at most
 */
export function offersOf(document: DraftDocument): Offer[] {
  const several = itemsOf(document).length > 1
  return findsBeside(document)
    .slice(0, MOST_OFFERS)
    .map((find) => {
      const subject = subjectOf(find)
      return {
        token: JSON.stringify([find.kind, find.value, find.item]),
        subject,
        text: find.value,
        hint: hintOf(subject, find.isPosition, several),
      }
    })
}

/**
 * Reads which offers were ticked.
 * @param document - of the draft
 * @param ticked - tokens; one that is no longer offered is left out
 * @returns the subjects
 */
export function acceptedOf(document: DraftDocument, ticked: readonly string[]): DraftSubject[] {
  const chosen = new Set(ticked)
  return offersOf(document)
    .filter(({ token }) => chosen.has(token))
    .map(({ subject }) => subject)
}

/**
 * Names everything that nobody has decided about, as far as a report has room for it.
 * @param document - of the draft
 * @returns the draft with these subjects behind the others
 */
export function withFindsNamed(document: DraftDocument): DraftDocument {
  const subjects = document.subjects ?? []
  const more = unnamedIn(document).unnamed.map(subjectOf)
  return { ...document, subjects: [...subjects, ...more].slice(0, Math.max(MOST_OFFERS, subjects.length)) }
}

/**
 * Leaves out everything that nobody has decided about. What is found later is asked anew.
 * @param document - of the draft
 * @returns the draft with what is left out
 */
export function withFindsLeftOut(document: DraftDocument): DraftDocument {
  const { unnamed, leftOut } = unnamedIn(document)
  return { ...document, left_out: [...leftOut, ...unnamed].map(({ kind, value }) => ({ kind, value })) }
}

function subjectOf({ kind, item, value, country }: Find): DraftSubject {
  return { kind, item, value, ...(country === undefined ? {} : { country }) }
}

function hintOf(subject: DraftSubject, position: boolean, several: boolean): string {
  const kind = position ? 'Position' : labelFrom(subjectKind)(subject.kind)
  const understood = wordsOf(subject)?.shown
  const as = understood && understood !== subject.value ? `, understood as ${understood}` : ''
  return `${kind}${several ? ` in item ${String(subject.item)}` : ''}${as}`
}

/**
 * Says how a subject's value was understood.
 * @param subject - of the draft
 * @returns undefined without a value, and for kinds that are not compared
 */
export function wordsOf({ kind, value, country }: DraftSubject): ValueWords | undefined {
  if (!kind || !value || !Object.hasOwn(subjectKind, kind)) return undefined
  return valueWords(kind as SubjectKind, value, country ?? undefined)
}
