/** Which of a report's subjects can be matched, and by what. Pure. */
import { mayBeChild } from '../../wire/births/known-birth.ts'
import { neverMatched, type PersonCategory, type SubjectKind } from '../../wire/codes.ts'
import { identifierKinds, keysOf, understandIdentifier, type Understanding } from '../identifiers/index.ts'

/** As much of a report's subject as matching looks at. */
export type MatchableSubject = {
  readonly kind: SubjectKind
  readonly value?: string | undefined
  readonly country?: string | undefined
  readonly category?: PersonCategory | undefined
  /** as it is kept (wire/births/known-birth.ts) */
  readonly born?: string | undefined
  /** the number of the person whom this thing belongs to, counted from 1 in the report's subjects */
  readonly belongs_to?: number | undefined
}

export type HeldIdentifier = {
  kind: SubjectKind
  /** two records with the same kind and key hold the same identifier */
  key: string
  tier: 'valid' | 'possible'
  /** the subject's number in the report, counted from 1 */
  number: number
}

/**
 * The identifiers by which a report is matched. Persons are not among them, and neither is anything that
 * belongs to a victim, a witness or a child (DPA 2018 s.38(3); docs/philosophy.md).
 * @param subjects - all subjects of the report, in its order: `belongs_to` counts in it
 * @param today - the day of filing; who may be under 18 on it is a child
 * @returns each identifier once, with the first subject that names it; a subject may name several
 */
export function identifiersOf(subjects: readonly MatchableSubject[], today: Date): HeldIdentifier[] {
  const held = new Map<string, HeldIdentifier>()
  subjects.forEach((subject, index) => {
    if (subject.value === undefined || belongsToProtected(subject, subjects, today)) return
    const { kind, value } = subject
    for (const { key, certainty } of keysOf(kind, value, readOf(subject, value))) {
      const name = `${kind} ${key}`
      if (!held.has(name)) held.set(name, { kind, key, tier: certainty, number: index + 1 })
    }
  })
  return [...held.values()]
}

/** A value that is kept as it is written, and why. */
export type NotUnderstood = {
  /** the subject's number in the report, counted from 1 */
  number: number
  value: string
  /** what is wrong, and what to do */
  why: string
}

/**
 * Lists what of a report's subjects is not understood, where it is of a kind that is matched by an
 * identifier.
 * @param subjects - all subjects of the report, in its order
 * @returns each with its number in the report, from 1
 */
export function notUnderstoodIn(subjects: readonly MatchableSubject[]): NotUnderstood[] {
  return subjects.flatMap((subject, index) => {
    const { kind, value } = subject
    if (value === undefined || !identifierKinds.includes(kind)) return []
    const { understood, reasons } = readOf(subject, value)
    return understood.length > 0 ? [] : [{ number: index + 1, value, why: reasons.join('; ') }]
  })
}

// An import asks of each subject twice, and reading is most of what it does. By the object, so that what
// one agency had read is never sooner read for another.
const known = new WeakMap<MatchableSubject, Understanding>()

function readOf(subject: MatchableSubject, value: string): Understanding {
  const read = known.get(subject) ?? understandIdentifier(subject.kind, value, subject.country)
  known.set(subject, read)
  return read
}

/**
 * Is this person one who is never matched: a victim, a witness, or somebody who may be under 18?
 * @param person - a subject of any kind; only persons can be such
 * @param today - the day of filing; who may be under 18 on it is a child
 * @returns false for every subject that is no person
 */
export function isNeverMatched(person: MatchableSubject, today: Date): boolean {
  if (person.kind !== 'person') return false
  if (person.category !== undefined && neverMatched.includes(person.category)) return true
  return mayBeChild(person.born, today.toISOString())
}

function belongsToProtected(
  thing: MatchableSubject,
  subjects: readonly MatchableSubject[],
  today: Date,
): boolean {
  if (thing.belongs_to === undefined) return false
  const person = subjects[thing.belongs_to - 1]
  // A pointer to nothing is no reason to match: when in doubt, not.
  return person === undefined || isNeverMatched(person, today)
}
