/** The search's address: everything that was asked for stands in it, so that it can be kept and repeated. */
import { z } from 'zod'
import { faultOfDate } from '../../../design/fields.ts'
import { labelFrom } from '../../../design/words.ts'
import { ukDate } from '../../../design/dates.ts'
import * as codes from '../../../wire/codes.ts'
import { isRealDate, writtenDay } from '../../../wire/written-day.ts'
import type { SearchQuery } from '../search-records.ts'

const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat().filter((one) => one !== ''))
const one = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => ([value ?? []].flat().at(-1) ?? '').trim())

/** Forgiving on purpose: a link somebody kept must still work when a code in it is no more. */
export const searchQuery = z.object({
  q: one,
  agency: several,
  from: one,
  to: one,
  source: several,
  assessment: several,
  handling: one,
  kind: several,
  cursor: one,
})
export type Asked = z.output<typeof searchQuery>

/**
 * Reads what was asked for into a query.
 * @param typed - what stands in the address
 * @param boxes - as they were typed, where days came in three boxes each
 * @returns the query of the use case, and what in it could not be understood
 */
export function readSearch(
  typed: Asked,
  boxes: Readonly<Record<string, unknown>> = {},
): { query: SearchQuery; errors: Record<string, string> } {
  const asked = { ...typed, from: dayFrom(typed.from), to: dayFrom(typed.to) }
  const errors: Record<string, string> = {}
  for (const name of ['from', 'to'] as const) {
    if (asked[name] !== '' && !isDay(asked[name]))
      errors[name] = faultOfDate(boxes, name, dayWords[name]) ?? `${dayWords[name]} must be a real date`
  }
  if (errors['from'] === undefined && errors['to'] === undefined && isDay(asked.from) && isDay(asked.to)) {
    if (asked.from > asked.to) errors['to'] = 'The last day must not be before the first'
  }
  const grades = gradesOf(asked)
  const kinds = asked.kind.filter((kind): kind is codes.SubjectKind => Object.hasOwn(codes.subjectKind, kind))
  return {
    query: {
      ...(asked.q === '' ? {} : { q: asked.q.slice(0, 200) }),
      ...(asked.agency.length === 0 ? {} : { agencies: asked.agency }),
      ...(isDay(asked.from) ? { from: asked.from } : {}),
      ...(isDay(asked.to) ? { to: asked.to } : {}),
      ...(grades.length === 0 ? {} : { grades }),
      ...(asked.handling === 'P' || asked.handling === 'C' ? { handling: asked.handling } : {}),
      ...(kinds.length === 0 ? {} : { kinds }),
      ...(asked.cursor === '' ? {} : { cursor: asked.cursor }),
    },
    errors,
  }
}

const dayWords = { from: 'Written from', to: 'Written to' } as const

/** A link holds a day in one piece, also as somebody wrote it: `1 May 2026`. */
const dayFrom = (value: string) => writtenDay({ day: value, month: '', year: '' }) ?? value

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value) && isRealDate(value)

/** A grade is a source and an assessment; whoever asks for one half means every other half. */
function gradesOf({ source, assessment }: Asked): string[] {
  const known = (list: object, asked: string[]) => asked.filter((code) => Object.hasOwn(list, code))
  const sources = known(codes.sourceEvaluation, source)
  const assessments = known(codes.intelligenceAssessment, assessment)
  if (sources.length === 0 && assessments.length === 0) return []
  const all = (list: object, chosen: string[]) => (chosen.length === 0 ? Object.keys(list) : chosen)
  return all(codes.sourceEvaluation, sources).flatMap((left) =>
    all(codes.intelligenceAssessment, assessments).map((right) => left + right),
  )
}

/**
 * Writes the address of this search with some of it changed; never with its place in the pages.
 * @param asked - the search as it stands
 * @param change - what is to be otherwise
 * @param path - of the page
 * @returns the path, with a query where anything is asked for
 */
export function searchAddress(asked: Asked, change: Partial<Asked> = {}, path = '/search'): string {
  const next = { ...asked, cursor: '', ...change }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(next)) {
    for (const part of [value].flat()) if (part !== '') query.append(name, part)
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

type Selected = { label: string; text: string; removeHref: string }

/**
 * Lists what narrows the search at present, each with the link that takes it away.
 * @param asked - the search as it stands
 * @param agencies - whose names are shown; one that is not among them is shown by its slug
 * @returns one entry for each value that was chosen
 */
export function selectedFilters(
  asked: Asked,
  agencies: readonly { slug: string; name: string }[],
): Selected[] {
  const names = new Map(agencies.map(({ slug, name }) => [slug, name]))
  const listed = (
    key: 'agency' | 'source' | 'assessment' | 'kind',
    label: string,
    words: (code: string) => string,
  ) =>
    asked[key].map((code) => ({
      label,
      text: words(code),
      removeHref: searchAddress(asked, { [key]: asked[key].filter((other) => other !== code) }),
    }))
  const single = (key: 'from' | 'to' | 'handling', label: string, text: string) =>
    asked[key] === '' ? [] : [{ label, text, removeHref: searchAddress(asked, { [key]: '' }) }]
  return [
    ...listed('agency', 'Agency', (slug) => names.get(slug) ?? slug),
    ...(isDay(dayFrom(asked.from)) ? single('from', 'From', ukDate(dayFrom(asked.from))) : []),
    ...(isDay(dayFrom(asked.to)) ? single('to', 'To', ukDate(dayFrom(asked.to))) : []),
    ...listed('source', 'Source', labelFrom(codes.sourceEvaluation)),
    ...listed('assessment', 'Known', labelFrom(codes.intelligenceAssessment)),
    ...single('handling', 'Handling', asked.handling),
    ...listed('kind', 'Names', labelFrom(codes.subjectKind)),
  ]
}
