/** Results as their template prints them. Excerpts come as pieces of text, so that nothing in them is markup. */
import { labelFrom, sentenceList } from '../../../design/words.ts'
import type { RecordKind } from '../../../platform/rooms/record-kind.ts'
import type { SubjectPage } from '../../../platform/rooms/subject-pages.ts'
import { subjectKind } from '../../../wire/codes.ts'
import type { SearchRow } from '../search-records.ts'
import { searchAddress, type Asked } from './search.form.ts'

type Found = {
  results: readonly (Omit<SearchRow, 'of'> & { of: Pick<RecordKind, 'href'> })[]
  total: number
  more: boolean
  cursor: string | null
  notUnderstood: string[]
  /** by record, the subjects that have a page */
  named: ReadonlyMap<string, readonly SubjectPage[]>
}

const states: Record<SearchRow['status'], { text: string; colour: string } | null> = {
  submitted: null,
  disseminated: null,
  withdrawn: { text: 'Recalled', colour: 'red' },
}

/**
 * Says what the results are called.
 * @param kinds - of every record that is searched
 * @returns the kind's own words where there is one kind, else `record` and `records`
 */
export function wordsOfResults(kinds: readonly Pick<RecordKind, 'words'>[]): RecordKind['words'] {
  const [only, ...others] = kinds
  return only === undefined || others.length > 0 ? { one: 'record', many: 'records' } : only.words
}

/**
 * Makes what the template prints of a page of results.
 * @param kinds - of every record that is searched
 * @param found - the page, as the search answered it
 * @param asked - what was asked for, for the addresses of other pages
 * @returns the results, how many there are, what was not understood, and the links to the pages before and after
 */
export function resultView(kinds: readonly Pick<RecordKind, 'words'>[], found: Found, asked: Asked) {
  const { one, many } = wordsOfResults(kinds)
  const count = {
    shown: found.results.length,
    total: found.total,
    atLeast: found.more,
    noun: one,
    nouns: many,
  }
  return {
    results: found.results.map((row) => ({
      href: row.of.href(row.id),
      title: row.title,
      reference: row.reference,
      owner: row.owner.name,
      classification: row.classification,
      handling: row.handling,
      grades: row.grades.map((grade) => `${grade.slice(0, 1)} ${grade.slice(1)}`),
      createdAt: row.createdAt,
      kinds: sentenceList(row.kinds.map((kind) => labelFrom(subjectKind)(kind).toLowerCase())),
      excerpt: row.excerpt,
      named: (found.named.get(row.id) ?? []).map(({ kind, written, href }) => ({
        text: `${labelFrom(subjectKind)(kind)} ${written.join(', also ')}`,
        href,
      })),
      tag: states[row.status],
    })),
    count,
    notUnderstood: found.notUnderstood,
    pages: {
      ...count,
      previousHref: asked.cursor === '' ? null : searchAddress(asked),
      nextHref: found.cursor === null ? null : searchAddress(asked, { cursor: found.cursor }),
    },
  }
}
