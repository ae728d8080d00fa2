/** From a report to the rows it is kept in: what a partner may hold, what stays, what search reads. */
import { identifierKeys } from '../../library/identifiers/index.ts'
import {
  identifiersOf,
  type HeldIdentifier,
  personsOf,
  type PersonInReport,
} from '../../library/matchable/index.ts'
import { type IdentifierRow, type PersonRow } from '../matches/index.ts'
import { stillLeftOut, type LeftOut } from './found-in-text.ts'
import { identifierLexeme, searchText, type SearchEntry } from '../search/index.ts'
import type { Report } from './report.ts'
import { splitSubjects, type SharedReport, type WithheldSubject } from './withheld.ts'
import type { RecordId } from '../../wire/ids.ts'

/**
 * The body of a version as the table keeps it. A partner's reader gets all of it, so nothing is in it
 * that is the owner's alone: not the agency's own reference, no compartment, no subject that is withheld.
 */
export type StoredDocument = Pick<
  SharedReport,
  'title' | 'classification' | 'handling' | 'review_on' | 'items' | 'subjects' | 'withheld'
> & {
  conditions: string | null
  action_code: Report['action_code'] | null
  sanitisation_code: Report['sanitisation_code'] | null
}

/**
 * All that somebody wrote, wherever it is kept: in the document, in the envelope that only its owner reads, among
 * the withheld subjects. `intelligence.filed_words` reads the same from the tables.
 */
export type WrittenWords = {
  document: StoredDocument
  agency_reference: string | null
  original_grade: string | null
  withheld: WithheldSubject[]
  /** of a next version, where its readers are told why there is one: beside the version, and theirs to read */
  change_reason?: string
}

/** One report made ready for the tables. */
export type Prepared = {
  document: StoredDocument
  withheld: WithheldSubject[]
  /** what still stands in the texts, so that nothing is kept here of a text that was changed */
  leftOut: LeftOut[]
  words: WrittenWords
  identifiers: HeldIdentifier[]
  persons: PersonInReport[]
  search: { title: string; body: string; names: string; exact: string[]; grades: string[]; kinds: string[] }
}

/**
 * Makes a report ready to be kept.
 * @param report - as it was written, already checked
 * @param today - YYYY-MM-DD, the day it was filed: who may be under 18 then is withheld
 * @param reference - the report's reference
 * @returns what the tables hold of it
 */
export function prepareReport(report: Report, today: string, reference: string): Prepared {
  const { shared, withheld } = splitSubjects(report, today)
  const identifiers = identifiersOf(report.subjects, new Date(today))
  const { exact: inText, ...searched } = searchText(entryOf(shared), lexemesOf(withheld))
  const exact = new Set([...identifiers.map(({ kind, key }) => identifierLexeme(kind, key)), ...inText])
  // Not the agency's own reference: a partner who searched for it would learn whose it is. The owner's
  // search looks it up in the envelope.
  exact.add(reference.toLowerCase())
  const document: StoredDocument = {
    title: report.title,
    classification: report.classification,
    handling: report.handling,
    conditions: report.conditions ?? null,
    action_code: report.action_code ?? null,
    sanitisation_code: report.sanitisation_code ?? null,
    review_on: report.review_on,
    items: report.items,
    subjects: shared.subjects,
    withheld: shared.withheld,
  }
  return {
    document,
    withheld,
    leftOut: stillLeftOut(report),
    words: {
      document,
      agency_reference: report.agency_reference ?? null,
      original_grade: report.original_grade ?? null,
      withheld,
    },
    identifiers,
    persons: personsOf(report.subjects, new Date(today)),
    search: {
      ...searched,
      exact: [...exact],
      grades: [...new Set(report.items.map((item) => item.source_evaluation + item.intelligence_assessment))],
      kinds: [...new Set(shared.subjects.map(({ kind }) => kind))],
    },
  }
}

/** What of the shared part is searched. */
function entryOf({ title, items, subjects }: SharedReport): SearchEntry {
  return {
    title,
    // A place in words is found as the text is.
    texts: items.flatMap(({ text, events = [] }) => [text, ...events.flatMap(({ place }) => place ?? [])]),
    names: subjects.flatMap((one) => (one.kind === 'person' ? one.names : [one.value])),
    notes: subjects.flatMap((one) => one.note ?? []),
  }
}

/** All that the identifiers of withheld subjects may be read as. */
function lexemesOf(withheld: readonly WithheldSubject[]): Set<string> {
  return new Set(
    withheld.flatMap(({ subject }) =>
      subject.kind === 'person'
        ? []
        : identifierKeys(subject.value).map(({ kind, key }) => identifierLexeme(kind, key)),
    ),
  )
}

/**
 * Makes the rows by which deconfliction matches a report.
 * @param id - of the report
 * @param prepared - of `prepareReport`
 * @returns one for each identifier
 */
export function identifierRows(id: RecordId, prepared: Prepared): IdentifierRow[] {
  return prepared.identifiers.map(({ kind, key, tier }) => ({ reportId: id, kind, key, tier }))
}

/**
 * Makes the rows of the persons by whom deconfliction matches a report.
 * @param id - of the report
 * @param prepared - of `prepareReport`
 * @returns one for each person
 */
export function personRows(id: RecordId, prepared: Prepared): PersonRow[] {
  return prepared.persons.map((person) => ({ reportId: id, ...person }))
}
