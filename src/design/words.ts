/** Small words for templates: lists, plurals, labels of codes, links that stay at home. */
import { intelligenceAssessment, sourceEvaluation } from '../wire/codes.ts'

/**
 * Joins items as a sentence says them.
 * @param items - anything printable; nothing gives an empty string
 * @param conjunction - the last joining word
 * @returns like `Kent, Sussex and the NCA`
 */
export function sentenceList(items: readonly unknown[] | null | undefined, conjunction = 'and'): string {
  const words = (items ?? []).map(String)
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1) ?? ''}`
}

/**
 * Writes a number with its noun.
 * @param count - how many
 * @param one - the noun for one
 * @param many - the noun for others; `one` with an s when left out
 * @returns like `1 match`, `1,204 matches`, `no matches`
 */
export function plural(count: number, one: string, many = `${one}s`): string {
  if (count === 0) return `no ${many}`
  return `${ukNumber(count)} ${count === 1 ? one : many}`
}

/**
 * Writes a number in UK format.
 * @param value - anything
 * @returns like `1,204`; a text as it was; nothing for anything else
 */
export function ukNumber(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return value.toLocaleString('en-GB')
  return typeof value === 'string' ? value : ''
}

/**
 * A filter that gives the label of a code.
 *
 * @param list - code to label
 * @returns the filter; an unknown code comes back as it was, so that nothing is hidden
 */
export function labelFrom(list: Readonly<Record<string, string>>): (code: unknown) => string {
  return (code) => {
    if (typeof code !== 'string') return ''
    return Object.hasOwn(list, code) ? (list[code] ?? code) : code
  }
}

/**
 * Writes a grade in words.
 * @param source - source evaluation, `1` to `3`
 * @param assessment - intelligence assessment, `A` to `E`
 * @returns like `Untested; known indirectly`
 */
export function gradeWords(source: unknown, assessment: unknown): string {
  const known = labelFrom(intelligenceAssessment)(assessment)
  return `${labelFrom(sourceEvaluation)(source)}; ${known.charAt(0).toLowerCase()}${known.slice(1)}`
}

/**
 * Takes only a link that cannot leave this site.
 * @param href - a path, a query, a fragment, or a `tel:` or `mailto:` address
 * @returns the link; `#` where data names a script or another host
 */
export function ownLink(href: unknown): string {
  if (typeof href !== 'string') return '#'
  if (/^(?:\/(?![/\\])|[?#]|tel:\+?[\d ]+$|mailto:[^\s?]+$)/.test(href) && !/[\t\n\r]/.test(href)) return href
  return '#'
}

/** The part of a text in which it differs from another. */
export type DifferingPart = { before: string; changed: string; after: string }

/**
 * Finds the words in which `text` differs from `other`, so that two versions can be shown beside each other.
 *
 * @param text - the text to print
 * @param other - the text it is compared with
 * @returns what both share at the start, the words in between, and what both share at the end
 */
export function differingPart(text: unknown, other: unknown): DifferingPart {
  const words = (typeof text === 'string' ? text : '').split(/(?<=\s)/u)
  const others = (typeof other === 'string' ? other : '').split(/(?<=\s)/u)
  const shorter = Math.min(words.length, others.length)
  let start = 0
  while (start < shorter && words[start] === others[start]) start += 1
  let end = 0
  while (end < shorter - start && words.at(-1 - end) === others.at(-1 - end)) end += 1
  const changed = words.slice(start, words.length - end).join('')
  // The space after the last word did not change, and a marked space looks like a mistake.
  const spaceAfter = changed.slice(changed.trimEnd().length)
  return {
    before: words.slice(0, start).join(''),
    changed: changed.slice(0, changed.length - spaceAfter.length),
    after: spaceAfter + words.slice(words.length - end).join(''),
  }
}
