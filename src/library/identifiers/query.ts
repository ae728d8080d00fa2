import type { SubjectKind } from '../../wire/codes.ts'
import { LONGEST_VALUE } from './as-written.ts'
import { findIdentifiers } from './find-identifiers.ts'
import { knownPlatforms } from './handle.ts'
import { identifierKinds, normaliseIdentifier } from './understand.ts'

export type QueryKey = { kind: SubjectKind; key: string }

/**
 * What a search-box entry could be, in any spelling: `07700 900123`, `+44 7700 900123`, `qt74 bcs`,
 * `IMO 9197557`, an IBAN with spaces. Somebody who searches does not say the kind, so one entry may be
 * several; a key that nobody holds costs one look-up and finds nothing.
 * @param query - as typed; only its first 500 characters are read
 * @returns each kind and key once: the whole entry first, what its own check confirms before what is
 *   possible, then what is found inside it
 */
export function identifierKeys(query: string): QueryKey[] {
  const entry = query.slice(0, LONGEST_VALUE)
  const whole = identifierKinds.flatMap((kind) => {
    const normalised = normaliseIdentifier(kind, entry)
    return normalised === null ? [] : [{ kind, key: normalised.key, tier: normalised.tier }]
  })
  const ranked = [
    ...whole.filter(({ tier }) => tier === 'valid'),
    ...whole.filter(({ tier }) => tier === 'possible'),
  ].flatMap(({ kind, key }) => [{ kind, key }, ...whereUnsaid(kind, key, entry)])
  const inside = findIdentifiers(entry).flatMap(({ kind, key }) =>
    kind === 'date' || kind === 'coordinates' || key === null ? [] : [{ kind, key }],
  )
  return onceEach([...ranked, ...inside])
}

/** A search without country or platform also looks where a record most likely says it. */
function whereUnsaid(kind: SubjectKind, key: string, entry: string): QueryKey[] {
  if (!key.startsWith('?:')) return []
  const value = key.slice(2)
  if (kind === 'document') return [{ kind, key: `GB:${value}` }]
  // Without its @ it is more often a word.
  return kind === 'handle' && entry.includes('@')
    ? knownPlatforms.map((platform) => ({ kind, key: `${platform}:${value}` }))
    : []
}

function onceEach(keys: QueryKey[]): QueryKey[] {
  const seen = new Set<string>()
  return keys.filter(({ kind, key }) => seen.size < seen.add(`${kind} ${key}`).size)
}
