/** What the machine finds in a report's texts, and what of it nobody has named: that is matched with nothing. Pure. */
import type { SubjectKind } from '../../wire/codes.ts'
import { findIdentifiers, identifierKinds, understandIdentifier } from '../../library/identifiers/index.ts'

/** One thing that stands in a text. `item` counts from 1. */
export type Find = {
  kind: SubjectKind
  value: string
  item: number
  country?: string
  /** a place on the map, which is named as an address and matched with nothing */
  isPosition: boolean
}

/** A find that its writer left unnamed on purpose, as it stands in the text. */
export type LeftOut = { kind: SubjectKind; value: string }

/** As much of a report or of a draft as is looked at. */
export type Naming = {
  items?: readonly { text?: string | null | undefined }[] | undefined
  subjects?:
    | readonly {
        kind?: string | null | undefined
        value?: string | null | undefined
        country?: string | null | undefined
      }[]
    | undefined
  left_out?:
    readonly { kind?: string | null | undefined; value?: string | null | undefined }[] | null | undefined
}

/**
 * Finds each thing in the texts that is no subject yet, in any spelling.
 * @param naming - the report or draft
 * @returns each once, in the order of the texts
 */
export function findsBeside({ items = [], subjects = [] }: Naming): Find[] {
  const named = new Set(subjects.flatMap(({ kind, value, country }) => sameAs(kind, value, country)))
  return items.flatMap(({ text }, index) =>
    findIdentifiers(text ?? '').flatMap((found): Find[] => {
      // A day is no subject. A position is where something is, so it becomes an address.
      if (found.kind === 'date') return []
      const isPosition = found.kind === 'coordinates'
      const kind: SubjectKind = found.kind === 'coordinates' ? 'address' : found.kind
      const same = sameAs(kind, found.value, found.country)
      if (same.every((one) => named.has(one))) return []
      for (const one of same) named.add(one)
      const country = found.country === undefined ? {} : { country: found.country }
      return [{ kind, value: found.value, item: index + 1, isPosition, ...country }]
    }),
  )
}

/**
 * Finds what is matched with nobody because nobody named it: finds of the kinds that are matched.
 * @param naming - the report or draft
 * @returns `unnamed`: nobody has decided about it; `leftOut`: somebody left it out on purpose
 */
export function unnamedIn(naming: Naming): { unnamed: Find[]; leftOut: Find[] } {
  const decided = new Set((naming.left_out ?? []).flatMap(({ kind, value }) => sameAs(kind, value)))
  const finds = findsBeside(naming).filter(({ kind }) => identifierKinds.includes(kind))
  const isLeftOut = ({ kind, value }: Find) => sameAs(kind, value).every((one) => decided.has(one))
  return { unnamed: finds.filter((one) => !isLeftOut(one)), leftOut: finds.filter(isLeftOut) }
}

/**
 * Keeps of a list of what was left out what still stands in the texts and is still no subject.
 * @param naming - the report or draft, with its list
 * @returns the entries that still count
 */
export function stillLeftOut(naming: Naming): LeftOut[] {
  if ((naming.left_out ?? []).length === 0) return []
  return unnamedIn(naming).leftOut.map(({ kind, value }) => ({ kind, value }))
}

/**
 * Writes a value so that two of one meaning can be told: values that share one of these are the same.
 * @param kind - of the value
 * @param value - as written; it may hold several identifiers
 * @param country - ISO 3166-1 alpha-2, where it is known
 * @returns the keys of its identifiers, or the value in lower case where there is none; each behind its kind
 */
export function sameAs(
  kind: string | null | undefined,
  value: string | null | undefined,
  country?: string | null,
): string[] {
  if (!kind || !value) return []
  const known = (identifierKinds as readonly string[]).includes(kind)
  const keys = known
    ? understandIdentifier(kind as SubjectKind, value, country ?? undefined).understood.map(({ key }) => key)
    : []
  return (keys.length > 0 ? keys : [value.trim().toLowerCase()]).map((key) => `${kind} ${key}`)
}
