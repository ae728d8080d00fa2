import { labelFrom } from '../../../../design/words.ts'
import { birthWords, mayBeChild } from '../../../../wire/births/known-birth.ts'
import { readBirth } from '../../../../wire/births/read-birth.ts'
import { neverMatched, subjectKind } from '../../../../wire/codes.ts'
import type { DraftDocument, DraftSubject } from '../../drafts.ts'
import { writtenOf } from './document-lines.ts'
import { offersOf, wordsOf } from './offers.ts'
import { itemsOf } from './text.form.ts'

/** One subject as its card shows it. */
export type SubjectCard = {
  number: number
  /** what the component `subject` prints */
  card: Record<string, unknown>
  staysWithUs: boolean
  belongsTo: string | null
  what: string
}

/** Does this person's category or age keep them with the owning agency? */
export function isProtected(subject: DraftSubject | undefined, today: string): boolean {
  if (subject?.kind !== 'person') return false
  const category = subject.category ?? ''
  return (
    (neverMatched as readonly string[]).includes(category) || mayBeChild(birthOf(subject, today)?.born, today)
  )
}

/** How a birth that was typed is read, and what its page says of that; null where none was typed. */
export function birthOf(
  { born }: DraftSubject,
  today: string,
): { born: string; words: string; said: string | null } | null {
  if (!born) return null
  const read = readBirth(born, today)
  return 'fault' in read ? { born, words: born, said: read.fault } : { ...read, words: birthWords(read.born) }
}

/** The cards of the subjects so far. */
export function subjectCards(document: DraftDocument, today: string): SubjectCard[] {
  const subjects = document.subjects ?? []
  const several = itemsOf(document).length > 1
  return subjects.map((subject, index) => {
    const owner = subject.belongs_to === undefined ? undefined : subjects[subject.belongs_to - 1]
    const words = wordsOf(subject)
    const written = writtenOf(subject)
    return {
      number: index + 1,
      card: {
        kind: subject.kind,
        written,
        understood: words?.shown,
        warning: words?.warning,
        category: subject.category,
        born: birthOf(subject, today)?.born,
        said: birthOf(subject, today)?.said,
        note: subject.note,
        country: subject.country,
        item: several ? subject.item : undefined,
      },
      staysWithUs: isProtected(subject, today) || isProtected(owner, today),
      belongsTo: owner === undefined ? null : writtenOf(owner),
      what: `${labelFrom(subjectKind)(subject.kind)} ${written}`,
    }
  })
}

/** What the page of the list needs: cards, finds, and whether somebody's belongings must be asked for. */
export function subjectsView(document: DraftDocument, today: string) {
  const cards = subjectCards(document, today)
  const somebodyProtected = (document.subjects ?? []).some((subject) => isProtected(subject, today))
  const nobodys = cards.filter(({ card, belongsTo }) => card['kind'] !== 'person' && belongsTo === null)
  return {
    cards,
    offers: offersOf(document).map(({ token, text, hint }) => ({ value: token, text, hint })),
    askWhose: somebodyProtected && nobodys.length > 0,
  }
}

/** People in the draft, for "belongs to". */
export function peopleOf(document: DraftDocument): { value: string; text: string }[] {
  return (document.subjects ?? []).flatMap((subject, index) =>
    subject.kind === 'person' ? [{ value: String(index + 1), text: writtenOf(subject) }] : [],
  )
}

/** Items by number with how they begin, for "which item names it?". */
export function itemChoices(document: DraftDocument): { value: string; text: string }[] {
  return itemsOf(document).map((item, index) => {
    const words = (item.text ?? '').replaceAll(/\s+/g, ' ')
    const start = words.length > 60 ? `${words.slice(0, 60)}…` : words
    return { value: String(index + 1), text: `Item ${String(index + 1)}: ${start}` }
  })
}
