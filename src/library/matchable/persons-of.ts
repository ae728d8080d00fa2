/** Which persons of a report can be matched, and what they are stored by. Pure but for the clock's day. */
import { hash } from 'node:crypto'
import { nameFold, readName } from '../names/index.ts'
import { isNeverMatched, type MatchableSubject } from './identifiers-of.ts'

/** A report's subject, as far as the matching of persons looks at it. */
export type NamedSubject = MatchableSubject & { readonly names?: readonly string[] | undefined }

/** A person as one report writes them. */
export type PersonInReport = {
  /** the subject's number in the report, counted from 1 */
  number: number
  /** equal for persons written alike: same names up to case, accents and order, and same birth */
  fold: string
  /** those that can be read, as written */
  names: string[]
  /** as it is kept (wire/births/known-birth.ts) */
  born: string | null
}

/** A person may go by twenty names; more than these are not compared. */
const MOST_NAMES = 8

/** What is written where nobody knows a name. */
const NAMELESS =
  /^(?:name\s+)?(?:un(?:known|named|identified)|not\s+known|no\s+name|n\/?[ak]|nk|none|nil|tbc|tba|anonymous)\b|^[^\p{L}\p{N}]*$/iu

/**
 * The persons by whom a report is matched. Victims, witnesses and who may be under 18 are not among them
 * (DPA 2018 s.38(3)), nor who has no name.
 * @param subjects - all subjects of the report, in its order
 * @param today - the day of filing; who may be under 18 on it is a child
 * @returns each with its number in the report, from 1
 */
export function personsOf(subjects: readonly NamedSubject[], today: Date): PersonInReport[] {
  return subjects.flatMap((subject, index) => {
    if (subject.kind !== 'person' || isNeverMatched(subject, today)) return []
    const person = asWritten(subject.names ?? [], subject.born ?? null)
    return person === null ? [] : [{ number: index + 1, ...person }]
  })
}

/**
 * Makes a person of the names and the birth that a report gives.
 * @param written - names as they were written; at most eight are kept
 * @param born - as it is kept (wire/births/known-birth.ts); null: unknown
 * @returns a person by the names that can be read; null where there is none
 */
export function asWritten(
  written: readonly string[],
  born: string | null,
): Pick<PersonInReport, 'fold' | 'names' | 'born'> | null {
  const folds = new Map<string, string>()
  for (const name of written) {
    if (folds.size === MOST_NAMES) break
    if (NAMELESS.test(name.trim())) continue
    const fold = nameFold(readName(name))
    if (fold !== '' && !folds.has(fold)) folds.set(fold, name)
  }
  if (folds.size === 0) return null
  // A digest, because twenty long names would not fit an index.
  const fold = hash('sha256', `${[...folds.keys()].sort().join('|')}#${born ?? ''}`, 'base64url')
  return { fold: fold.slice(0, 27), names: [...folds.values()], born }
}

/**
 * By what a person is known again elsewhere: by all their names with the birth, and by each name with it. Two persons who
 * have one of these in common are written alike.
 * @param written - names as they were written; at most eight are read
 * @param born - as it is kept (wire/births/known-birth.ts); null: unknown
 * @returns digests, each once; none where no name can be read
 */
export function personFolds(written: readonly string[], born: string | null): string[] {
  const whole = asWritten(written, born)
  if (whole === null) return []
  const single = whole.names.flatMap((name) => asWritten([name], born)?.fold ?? [])
  return [...new Set([whole.fold, ...single])]
}
