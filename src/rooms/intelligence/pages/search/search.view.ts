/** Results as their template prints them. Excerpts come as pieces of text, so that nothing in them is markup. */
import { labelFrom, sentenceList } from '../../../../design/words.ts'
import { subjectKind } from '../../../../wire/codes.ts'
import type { SearchRow } from '../../search-reports.ts'
import { searchAddress, type Asked } from './search.form.ts'

type Found = {
  results: readonly SearchRow[]
  total: number
  more: boolean
  cursor: string | null
  notUnderstood: string[]
}

const states: Record<SearchRow['status'], { text: string; colour: string } | null> = {
  submitted: null,
  disseminated: null,
  withdrawn: { text: 'Recalled', colour: 'red' },
}

export function resultView(found: Found, asked: Asked) {
  const count = {
    shown: found.results.length,
    total: found.total,
    atLeast: found.more,
    noun: 'report',
    nouns: 'reports',
  }
  return {
    results: found.results.map((row) => ({
      href: `/reports/${row.id}`,
      title: row.title,
      reference: row.reference,
      owner: row.owner.name,
      classification: row.classification,
      handling: row.handling,
      grades: row.grades.map((grade) => `${grade.slice(0, 1)} ${grade.slice(1)}`),
      createdAt: row.createdAt,
      kinds: sentenceList(row.kinds.map((kind) => labelFrom(subjectKind)(kind).toLowerCase())),
      excerpt: row.excerpt,
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
