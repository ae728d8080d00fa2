/** What a subject is asked about before it is kept: a slip of the hand, or the same thing twice. */
import { labelFrom } from '../../../../design/words.ts'
import { subjectKind } from '../../../../wire/codes.ts'
import type { DraftDocument, DraftSubject } from '../../drafts.ts'
import { sameAs } from '../../found-in-text.ts'
import { writtenOf } from './document-lines.ts'
import { wordsOf } from './offers.ts'
import { typedText, type Typed } from '../../../../platform/http/typed-form.ts'

/** `field`: where it is said. `about`: what was asked about, so that another value is asked about anew. */
export type Doubt = { field: 'value' | 'names'; text: string; about: string }

/**
 * Looks for a doubt about a subject before it is kept.
 * @param typed - the form; `keep` and `about` answer an earlier doubt
 * @param document - of the draft, before
 * @param number - of the subject in the draft, from 1; null for a new one
 * @param subject - as it was typed
 * @returns null where there is nothing to ask, and where it was answered that it stays as it is
 */
export function doubtAbout(
  typed: Typed,
  document: DraftDocument,
  number: number | null,
  subject: DraftSubject,
): Doubt | null {
  const about = JSON.stringify([subject.kind, subject.value ?? subject.names])
  const isAnswered = typedText(typed, 'keep') === 'yes' && typedText(typed, 'about') === about
  const before = number === null ? undefined : document.subjects?.[number - 1]
  const isUnchanged =
    before !== undefined && JSON.stringify([before.kind, before.value ?? before.names]) === about
  if (isAnswered || isUnchanged) return null
  const field = subject.kind === 'person' ? 'names' : 'value'
  const text = twice(document, number, subject) ?? slip(subject)
  return text === null ? null : { field, text, about }
}

/** The same thing, in any spelling, is named already. */
function twice(
  { subjects = [] }: DraftDocument,
  number: number | null,
  subject: DraftSubject,
): string | null {
  const same = new Set(identity(subject))
  const place = subjects.findIndex(
    (one, index) => index + 1 !== number && identity(one).some((key) => same.has(key)),
  )
  const other = subjects[place]
  if (other === undefined) return null
  const what = `${labelFrom(subjectKind)(other.kind).toLowerCase()} ${writtenOf(other)}`
  return `You have named this already: ${what}. Change that one, or say below that you mean both`
}

function identity({ kind, value, country, names }: DraftSubject): string[] {
  if (kind !== 'person') return sameAs(kind, value, country)
  const name = names?.[0]?.trim().toLowerCase().replaceAll(/\s+/g, ' ') ?? ''
  // Several people may be unknown.
  return name === '' || name.startsWith('unknown') ? [] : [`person ${name}`]
}

/** A value that looks broken: too short, too long, a wrong check digit. A boat may have a name and no number. */
function slip(subject: DraftSubject): string | null {
  const words = wordsOf(subject)
  if (words?.fault === undefined) return null
  return `${words.fault}. Correct the value, or say below that it is right`
}
