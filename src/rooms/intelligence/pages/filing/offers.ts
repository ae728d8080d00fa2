/** Identifiers found in the items' texts, offered as subjects. Each is accepted by hand. */
import { labelFrom } from '../../../../design/words.ts'
import { subjectKind, type SubjectKind } from '../../../../wire/codes.ts'
import type { DraftDocument, DraftSubject } from '../../drafts.ts'
import { findIdentifiers, valueWords, type ValueWords } from './identifiers.ts'
import { itemsOf } from './text.form.ts'

/** One found identifier. `token` names it in the form; the server looks it up again among its own finds. */
export type Offer = { token: string; subject: DraftSubject; text: string; hint: string }

/** As many as a report may name: the rest is offered once these are accepted. */
const MOST_OFFERS = 200

/** What was found and is not yet a subject, in the order of the text. */
export function offersOf(document: DraftDocument): Offer[] {
  const seen = new Set((document.subjects ?? []).map(identityOf))
  const items = itemsOf(document)
  const offers: Offer[] = []
  items.forEach((item, index) => {
    for (const found of findIdentifiers(item.text ?? '')) {
      // A day is no subject. A position is where something is, so it becomes an address.
      if (found.kind === 'date') continue
      const kind: SubjectKind = found.kind === 'coordinates' ? 'address' : found.kind
      const subject: DraftSubject = {
        kind,
        item: index + 1,
        value: found.value,
        ...(found.country === undefined ? {} : { country: found.country }),
      }
      const identity = identityOf(subject)
      if (offers.length === MOST_OFFERS) return offers
      if (seen.has(identity)) continue
      seen.add(identity)
      offers.push({
        token: JSON.stringify([kind, found.value, index + 1]),
        subject,
        text: found.value,
        hint: hintOf(subject, found.kind === 'coordinates', items.length > 1),
      })
    }
  })
  return offers
}

/** The subjects whose boxes were ticked; a token that is no longer offered is left out. */
export function acceptedOf(document: DraftDocument, ticked: readonly string[]): DraftSubject[] {
  const chosen = new Set(ticked)
  return offersOf(document)
    .filter(({ token }) => chosen.has(token))
    .map(({ subject }) => subject)
}

function hintOf(subject: DraftSubject, position: boolean, several: boolean): string {
  const kind = position ? 'Position' : labelFrom(subjectKind)(subject.kind)
  const understood = wordsOf(subject)?.shown
  const as = understood && understood !== subject.value ? `, understood as ${understood}` : ''
  return `${kind}${several ? ` in item ${String(subject.item)}` : ''}${as}`
}

/** What a value is understood as; undefined without one, and for kinds that are not compared. */
export function wordsOf({ kind, value, country }: DraftSubject): ValueWords | undefined {
  if (!kind || !value || !Object.hasOwn(subjectKind, kind)) return undefined
  return valueWords(kind as SubjectKind, value, country ?? undefined)
}

function identityOf(subject: DraftSubject): string {
  const { kind, value } = subject
  return `${kind ?? ''} ${wordsOf(subject)?.identity ?? value?.trim().toLowerCase() ?? ''}`
}
