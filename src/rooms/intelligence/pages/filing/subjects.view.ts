import { labelFrom } from '../../../../design/words.ts'
import { birthWords, mayBeChild } from '../../../../wire/births/known-birth.ts'
import { readBirth } from '../../../../wire/births/read-birth.ts'
import { neverMatched, subjectKind } from '../../../../wire/codes.ts'
import type { Draft, DraftDocument, DraftSubject } from '../../drafts.ts'
import type { Typing } from '../../typing.ts'
import { unnamedView } from '../unnamed.view.ts'
import { writtenOf } from './document-lines.ts'
import type { ValueWords } from './identifiers.ts'
import { offersOf, wordsOf } from './offers.ts'
import { itemsOf } from './text.form.ts'
import { begunSubjects } from './waiting.view.ts'

/** One subject as its card shows it. */
export type SubjectCard = {
  number: number
  /** what the component `subject` prints */
  card: Record<string, unknown>
  staysWithUs: boolean
  belongsTo: string | null
  what: string
}

/**
 * Tells whether this person's category or age keeps them with the owning agency.
 * @param subject - of the draft
 * @param today - YYYY-MM-DD
 * @returns false for whatever is no person
 */
export function isProtected(subject: DraftSubject | undefined, today: string): boolean {
  if (subject?.kind !== 'person') return false
  const category = subject.category ?? ''
  return (
    (neverMatched as readonly string[]).includes(category) || mayBeChild(birthOf(subject, today)?.born, today)
  )
}

/**
 * Reads a birth that was typed.
 * @param subject - of the draft
 * @param today - YYYY-MM-DD
 * @returns how it is read, in words too, and what its page says of that; null where none was typed
 */
export function birthOf(
  { born }: DraftSubject,
  today: string,
): { born: string; words: string; said: string | null } | null {
  if (!born) return null
  const read = readBirth(born, today)
  return 'fault' in read ? { born, words: born, said: read.fault } : { ...read, words: birthWords(read.born) }
}

/**
 * Makes the cards of the subjects so far.
 * @param document - of the draft
 * @param today - YYYY-MM-DD, for who is a child
 * @returns one for each, in their order
 */
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
        tier: unconfirmed(words),
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

/**
 * Makes the tag of a value in which nothing shows a slip of the hand or rules one out; the page explains it once.
 * @param words - how the value was understood
 * @returns undefined where its own form confirms it, or it was not understood
 */
export function unconfirmed(words: ValueWords | undefined): { text: string; colour: string } | undefined {
  if (words === undefined || words.shown === null || words.isConfirmed) return undefined
  return { text: 'Format not confirmed', colour: 'grey' }
}

/**
 * Groups cards under the word for their kind.
 * @param cards - in their order
 * @returns in the order of the list of kinds: people first
 */
export function byKind<Card extends { card: Record<string, unknown> }>(
  cards: readonly Card[],
): { heading: string; cards: Card[] }[] {
  const order = Object.keys(subjectKind)
  const groups = Map.groupBy(cards, ({ card }) => String(card['kind']))
  return [...groups]
    .toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other))
    .map(([kind, own]) => ({
      heading: `${labelFrom(subjectKind)(kind)} (${String(own.length)})`,
      cards: own,
    }))
}

/**
 * Makes what the page of the list needs: cards, finds, and whether somebody's belongings must be asked for.
 * @param draft - on the page
 * @param today - YYYY-MM-DD, for who is a child
 * @param typing - what this person typed on the draft's pages and has not sent
 * @returns what the template prints
 */
export function subjectsView(
  { document, id }: Pick<Draft, 'document' | 'id'>,
  today: string,
  typing: readonly Typing[],
) {
  const cards = subjectCards(document, today)
  const guarded = protectedPeople(document, today)
  const nobodys = cards.filter(({ card, belongsTo }) => card['kind'] !== 'person' && belongsTo === null)
  return {
    cards,
    groups: byKind(cards),
    offers: offersOf(document).map(({ token, text, hint }) => ({ value: token, text, hint })),
    leftOut: unnamedView(document).leftOut,
    hasUnconfirmed: cards.some(({ card }) => card['tier'] !== undefined),
    askWhose: guarded !== null && nobodys.length > 0,
    guarded,
    begun: begunSubjects(typing, id),
    removed: document.removed === undefined ? null : removedWords(document.removed.subject),
  }
}

const removedWords = (subject: DraftSubject) =>
  `${labelFrom(subjectKind)(subject.kind)} ${writtenOf(subject)}`

/** Who is in a draft that must be safeguarded; null for nobody. */
export type Guarded = {
  child: boolean
  /** an adult, as far as is known */
  victim: boolean
}

/**
 * Looks for people in a draft who must be safeguarded.
 * @param document - of the draft
 * @param today - YYYY-MM-DD
 * @returns who there is; null for nobody
 */
export function protectedPeople(document: DraftDocument, today: string): Guarded | null {
  const people = (document.subjects ?? []).filter((subject) => isProtected(subject, today))
  if (people.length === 0) return null
  const isChild = (one: DraftSubject) => mayBeChild(birthOf(one, today)?.born, today)
  return {
    child: people.some(isChild),
    victim: people.some((one) => one.category === 'victim' && !isChild(one)),
  }
}

/**
 * Lists the people in the draft, for "belongs to".
 * @param document - of the draft
 * @returns choices by the person's number
 */
export function peopleOf(document: DraftDocument): { value: string; text: string }[] {
  return (document.subjects ?? []).flatMap((subject, index) =>
    subject.kind === 'person' ? [{ value: String(index + 1), text: writtenOf(subject) }] : [],
  )
}

/**
 * Lists the items with how they begin, for "which item names it?".
 * @param document - of the draft
 * @returns choices by the item's number
 */
export function itemChoices(document: DraftDocument): { value: string; text: string }[] {
  return itemsOf(document).map((item, index) => {
    const words = (item.text ?? '').replaceAll(/\s+/g, ' ')
    const start = words.length > 60 ? `${words.slice(0, 60)}…` : words
    return { value: String(index + 1), text: `Item ${String(index + 1)}: ${start}` }
  })
}
