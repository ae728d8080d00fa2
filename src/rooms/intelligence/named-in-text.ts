/**
 * What of a draft's subjects its own text names. A sanitised version begins with the subjects of its original: what is
 * cut from the text must not go out on a card. Where spelling leaves a doubt the answer is no, because a subject that
 * is offered for leaving out does less harm than one that goes out unseen. Pure.
 */
import { compareNames, readName } from '../../library/names/index.ts'
import {
  findIdentifiers,
  identifierKinds,
  keysHeld,
  normaliseIdentifier,
} from '../../library/identifiers/index.ts'
import { readBirth } from '../../wire/births/read-birth.ts'
import { subjectKind, type SubjectKind } from '../../wire/codes.ts'
import type { DraftDocument, DraftItem, DraftSubject } from './drafts.ts'
import { expanded, foldForSearch, plainWords } from '../search/index.ts'

/** How a text names one subject. */
export type Naming = {
  inText: boolean
  /** the words of the text, where it spells the name in another way */
  spelt: string | null
  /** what the card says and the text does not */
  more: { names: string[]; born: boolean; note: boolean }
}

type Text = {
  whole: string
  /** its words with one gap between them */
  plain: string
  folded: string
  words: { written: string; folded: string }[]
  /** the identifiers in it, as kind and key */
  keys: ReadonlySet<string>
  days: ReadonlySet<string>
  /** what in it may be a name of so many words */
  places: Map<number, ReadonlySet<string>>
}

/**
 * @param document - its title and its items are the text
 * @param today - YYYY-MM-DD, for reading births
 * @returns for each subject, in their order, how the text names it
 */
export function namedInText(document: DraftDocument, today: string): Naming[] {
  const parts = [document.title ?? '', ...(document.items ?? []).flatMap(wordsOfItem)]
  const texts = parts.filter((part) => part.trim() !== '').map(readText)
  const budget = { left: MOST_COMPARED }
  return (document.subjects ?? []).map((subject) =>
    subject.kind === 'person'
      ? personNamed(subject, texts, budget, today)
      : thingNamed(subject, texts, budget),
  )
}

/** A place in words goes out with the text, so what it names is named. */
const wordsOfItem = ({ text, events = [] }: DraftItem) => [
  text ?? '',
  ...events.map(({ place }) => place ?? ''),
]

function readText(whole: string): Text {
  const found = findIdentifiers(whole)
  return {
    whole,
    plain: plainWords(whole),
    folded: foldForSearch(whole),
    words: [...whole.matchAll(WORD)].map(([written]) => ({ written, folded: foldForSearch(written) })),
    keys: new Set(found.map(({ kind, key }) => `${kind} ${key ?? ''}`)),
    days: new Set(found.flatMap(({ kind, key }) => (kind === 'date' && key !== null ? [key] : []))),
    places: new Map(),
  }
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu

function personNamed(subject: DraftSubject, texts: readonly Text[], budget: Budget, today: string): Naming {
  const names = (subject.names ?? []).filter((name) => name.trim() !== '')
  const written = names.filter((name) => texts.some((text) => saysWords(text, name)))
  const spelt =
    written.length > 0 ? null : firstOf(names, (name) => firstOf(texts, (text) => alike(text, name, budget)))
  return {
    inText: written.length > 0 || spelt !== null,
    spelt,
    more: {
      // Spelt otherwise, the name itself is said; the others are not.
      names: names.filter((name) => !written.includes(name)).slice(spelt === null ? 0 : 1),
      born: saysNoBirth(subject, texts, today),
      note: saysNoNote(subject, texts),
    },
  }
}

function thingNamed(subject: DraftSubject, texts: readonly Text[], budget: Budget): Naming {
  const value = subject.value ?? ''
  const kind = isKind(subject.kind) ? subject.kind : null
  const said = texts.some(
    (text) =>
      holdsKey(text, kind, value, subject.country) || writes(text, value) || namesThing(text, kind, value),
  )
  const spelt =
    said || kind === null || !BY_NAME.includes(kind)
      ? null
      : firstOf(texts, (text) =>
          alike(text, value, budget, kind === 'address' ? 'Organization' : 'LegalEntity'),
        )
  return {
    inText: said || spelt !== null,
    spelt,
    more: { names: [], born: false, note: saysNoNote(subject, texts) },
  }
}

const BY_NAME: readonly string[] = ['group', 'company', 'vessel', 'address']
const isKind = (kind: unknown): kind is SubjectKind =>
  typeof kind === 'string' && Object.hasOwn(subjectKind, kind)

/** The same value in any spelling, by what the values and the text are normalised to. */
function holdsKey(
  { keys }: Text,
  kind: SubjectKind | null,
  value: string,
  country: string | null | undefined,
): boolean {
  if (kind === null || value === '') return false
  if (kind === 'address')
    return findIdentifiers(value).some(
      (one) => one.kind === 'coordinates' && keys.has(`coordinates ${one.key ?? ''}`),
    )
  if (!identifierKinds.includes(kind)) return false
  const held = keysHeld(kind, value, country ?? undefined)
  if (held.length > 0) return held.every(({ key }) => keys.has(`${kind} ${key}`))
  const one = normaliseIdentifier(kind, value, country ?? undefined)
  return one !== null && keys.has(`${kind} ${one.key}`)
}

/** The letters and figures of a value as they follow one another, with other signs between them; never part of a longer number. */
function writes({ folded }: Text, value: string): boolean {
  const signs = Array.from(foldForSearch(value).replaceAll(/[^\p{L}\p{N}]/gu, '')).slice(0, 200)
  if (signs.length < 4 || !signs.some((sign) => /\p{N}/u.test(sign))) return false
  const pattern = signs.join(String.raw`[^\p{L}\p{N}]{0,2}`)
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?<!\p{N}[ .\/-])${pattern}(?![\p{L}\p{N}])(?![ .\/-]\p{N})`,
    'u',
  ).test(folded)
}

function namesThing(text: Text, kind: SubjectKind | null, value: string): boolean {
  // What is known by a number is not named by a part of it.
  if (kind !== null && !BY_NAME.includes(kind) && /\p{N}/u.test(value)) return false
  return saysWords(text, value)
}

/** Words of a name that are looked for in any order; what is longer is no name, and only found as it is written. */
const LONGEST_NAME = 12

/** Every word of a name near one another, in any order: at most one other word between them. */
function saysWords({ words, folded, plain }: Text, name: string): boolean {
  return spellings(name).some((spelling) => {
    const wanted = spelling.split(' ').filter((word) => word !== '')
    if (wanted.length === 0 || !wanted.every((word) => folded.includes(word))) return false
    if (wanted.length > LONGEST_NAME) return plain.includes(spelling)
    const span = wanted.length === 1 ? 1 : wanted.length + 1
    return words.some((_, start) => holdsAll(words.slice(start, start + span), wanted))
  })
}

const spellings = (name: string): string[] => [...new Set([plainWords(name), plainWords(expanded(name))])]

function holdsAll(window: readonly { folded: string }[], wanted: readonly string[]): boolean {
  const left = window.flatMap(({ folded }) => [folded])
  return wanted.every((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

/** As many places are compared for a whole report as a long one has names: comparing costs some microseconds each. */
const MOST_COMPARED = 2_000

/** From here on two names are spellings of one; a brother's, a sister's and a pet name lie below. */
const ONE_NAME = 0.92

/** Words of the text that are this name in another spelling; a name of one word is never taken for another. */
function alike(text: Text, name: string, budget: Budget, schema: Schema = 'Person'): string | null {
  const count = plainWords(name).split(' ').length
  if (count < 2 || count > 6) return null
  const begins = plainWords(name)
    .split(' ')
    .map((word) => word.charAt(0))
  const read = readName(name, schema)
  for (const spelt of placesOf(text, count)) {
    if (!isLatin(spelt) || !isLatin(name) || beginsAs(spelt, begins)) {
      if (budget.left-- <= 0) return null
      const { outcome, probability, twoNames } = compareNames(read, readName(spelt, schema))
      if (outcome === 'match' && probability >= ONE_NAME && twoNames !== true) return spelt
    }
  }
  return null
}

type Schema = 'Person' | 'Organization' | 'LegalEntity'
type Budget = { left: number }

/** Runs of as many words that may be a name, each once. */
function placesOf(text: Text, count: number): ReadonlySet<string> {
  const known = text.places.get(count)
  if (known !== undefined) return known
  const places = new Set<string>()
  for (let start = 0; start + count <= text.words.length; start++) {
    const run = text.words.slice(start, start + count)
    if (run.every(({ written }) => isName(written))) places.add(run.map(({ written }) => written).join(' '))
  }
  text.places.set(count, places)
  return places
}

/** Spellings of one name nearly always begin alike, and a text has far too many places to compare each. */
function beginsAs(spelt: string, begins: readonly string[]): boolean {
  const left = plainWords(spelt)
    .split(' ')
    .map((word) => ({ folded: word.charAt(0) }))
  return holdsAll(left, begins)
}

const isLatin = (words: string): boolean => /^[\p{Script=Latin}\p{P}\p{Z}\p{M}]*$/u.test(words)

/** Begins with a capital, or is of a script that has none. */
const isName = (word: string): boolean => /^[^\p{Ll}\p{N}]/u.test(word)

function saysNoBirth({ born }: DraftSubject, texts: readonly Text[], today: string): boolean {
  if (!born) return false
  const read = readBirth(born, today)
  const kept = 'fault' in read ? born : read.born
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(kept)
  return !texts.some(({ whole, days }) => (isDay ? days.has(kept) : whole.includes(kept.slice(0, 4))))
}

function saysNoNote({ note }: DraftSubject, texts: readonly Text[]): boolean {
  const words = plainWords(note ?? '')
  return words !== '' && !texts.some(({ plain }) => plain.includes(words))
}

function firstOf<One, Found>(list: readonly One[], find: (one: One) => Found | null): Found | null {
  for (const one of list) {
    const found = find(one)
    if (found !== null) return found
  }
  return null
}
