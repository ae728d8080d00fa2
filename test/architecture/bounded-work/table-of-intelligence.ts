/** The same table for reports, searches, forms of the desk, and files that agencies hand in. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { csvRows } from '../../../src/cli/csv-rows.ts'
import { asEncoding, encodingOf } from '../../../src/cli/text-encoding.ts'
import { excerptOf } from '../../../src/rooms/search/excerpt.ts'
import { textOf as cellText } from '../../../src/rooms/intelligence/import/cells.ts'
import { readBirthCell, readInstant } from '../../../src/rooms/intelligence/import/dates.ts'
import { read3x5x2, read5x5x5 } from '../../../src/rooms/intelligence/import/grades.ts'
import { KNOWN_MAPPINGS } from '../../../src/rooms/intelligence/import/guess-mapping.ts'
import { encodingByMark, faultOfText, linesOf } from '../../../src/rooms/intelligence/import/lines.ts'
import { makeReport, prepareReader } from '../../../src/rooms/intelligence/import/make-report.ts'
import { fromCapitals, personName } from '../../../src/rooms/intelligence/import/person-names.ts'
import { seenReferences } from '../../../src/rooms/intelligence/import/seen-references.ts'
import { csvRecords } from '../../../src/rooms/intelligence/import/shapes/csv-records.ts'
import { referenceIn } from '../../../src/rooms/intelligence/import/shapes/csv.ts'
import { cellAt } from '../../../src/rooms/intelligence/import/shapes/json-lines.ts'
import { findColumns, listReader } from '../../../src/rooms/intelligence/import/shapes/table.ts'
import * as intelligence from '../../../src/rooms/intelligence/index.ts'
import * as born from '../../../src/rooms/intelligence/pages/filing/born.form.ts'
import * as events from '../../../src/rooms/intelligence/pages/filing/event.form.ts'
import * as grade from '../../../src/rooms/intelligence/pages/filing/grade.form.ts'
import * as handling from '../../../src/rooms/intelligence/pages/filing/handling.form.ts'
import * as keep from '../../../src/rooms/intelligence/pages/filing/keep.form.ts'
import * as offers from '../../../src/rooms/intelligence/pages/filing/offers.ts'
import * as review from '../../../src/rooms/intelligence/pages/filing/review.form.ts'
import * as steps from '../../../src/rooms/intelligence/pages/filing/steps.ts'
import * as subjects from '../../../src/rooms/intelligence/pages/filing/subjects.form.ts'
import * as texts from '../../../src/rooms/intelligence/pages/filing/text.form.ts'
import * as title from '../../../src/rooms/intelligence/pages/filing/title.form.ts'
import * as typedForm from '../../../src/platform/http/typed-form.ts'
import * as typed from '../../../src/rooms/intelligence/pages/filing/typed.ts'
import { readRecipients } from '../../../src/rooms/sharing/pages/release/release.form.ts'
import { readSearch, searchAddress, searchQuery } from '../../../src/rooms/search/pages/search.form.ts'
import { subjectQuery } from '../../../src/rooms/search/of-subjects.ts'
import { parseQuery, wordsToMark } from '../../../src/rooms/search/search-query.ts'
import { identifiersInText } from '../../../src/rooms/search/search-identifiers.ts'
import { joinedName, joinedWords } from '../../../src/rooms/search/search-joined.ts'
import { collapsed, expanded, otherSpellings } from '../../../src/rooms/search/search-spellings.ts'
import {
  foldForSearch,
  identifierLexeme,
  plainWords,
  searchText,
} from '../../../src/rooms/search/search-words.ts'
import { tracesOfOriginal } from '../../../src/rooms/intelligence/traces-of-original.ts'
import { FILE, LINE, of, TEXT, WORD, type Reading } from './table.ts'

const room = 'rooms/intelligence'
const searchRoom = 'rooms/search'
const filing = `${room}/pages/filing`
const forms = 'platform/http/typed-form'
const today = '2026-11-22'
const context = { clearance: 'OFFICIAL', compartments: [], today } as const

const eventForm = (text: string) => ({
  kind: 'landing',
  when: text,
  where: text,
  where_sure: 'within',
  within_m: text,
  place: text,
})

/** A report, or a draft of one, with the text wherever a text may stand. */
const reportOf = (text: string) => ({
  title: text,
  classification: text as never,
  handling: text as never,
  conditions: text,
  review_on: text,
  agency_reference: text,
  items: [{ text, source_evaluation: text as never, intelligence_assessment: text as never, basis: text as never }],
  subjects: [
    { kind: 'person' as const, item: 1, category: text as never, names: text.split(' ').slice(0, 20), born: text, note: text },
    { kind: 'phone' as const, item: 1, value: text, country: text, note: text },
  ],
}) // prettier-ignore

/** The typed form of a step with the text in each field that any step has. */
const form = (text: string): Record<string, string> =>
  Object.fromEntries(
    ['title', 'classification', 'agency_reference', 'items.0.text', 'items.1.text', 'items.0.basis', 'do', 'names', 'category',
      'born-year', 'born-month', 'born-day', 'note', 'kind', 'value', 'country', 'belongs_to', 'item', 'handling', 'conditions',
      'action_code', 'compartment', 'review', 'review_on-day', 'review_on-month', 'review_on-year', 'to', 'revision'].map(
      (field) => [field, text],
    ),
  ) // prettier-ignore

const mapping = await intelligence.loadMapping(path.join(KNOWN_MAPPINGS, 'kent-police.mapping.json'))
const reader = prepareReader(mapping, today)

export const ofReports: Readonly<Record<string, Reading>> = {
  [`${room}: parseReport`]: of(TEXT, (text) => intelligence.parseReport(reportOf(text))),
  [`${searchRoom}/excerpt: excerptOf`]: of(TEXT, (text) =>
    excerptOf(text, { words: ['a', 'one', 'seen'], exact: new Set(['phone:+447700900123']) }),
  ),
  [`${searchRoom}/search-query: parseQuery`]: of(WORD, parseQuery),
  [`${searchRoom}: subjectQuery`]: of(WORD, (text) => subjectQuery([text], [text])),
  [`${searchRoom}/search-query: wordsToMark`]: of(WORD, (text) => wordsToMark(parseQuery(text))),
  [`${searchRoom}/search-identifiers: identifiersInText`]: of(TEXT, identifiersInText),
  [`${searchRoom}/search-joined: joinedName`]: of(WORD, joinedName),
  [`${searchRoom}/search-joined: joinedWords`]: of(TEXT, joinedWords),
  [`${searchRoom}/search-spellings: collapsed`]: of(TEXT, collapsed),
  [`${searchRoom}: expanded`]: of(TEXT, expanded),
  [`${searchRoom}/search-spellings: otherSpellings`]: of(TEXT, otherSpellings),
  [`${searchRoom}: foldForSearch`]: of(TEXT, foldForSearch),
  [`${searchRoom}: plainWords`]: of(TEXT, plainWords),
  [`${searchRoom}: identifierLexeme`]: of(WORD, (text) => identifierLexeme('phone', text)),
  [`${searchRoom}: searchText`]: of(WORD, (text) => searchText({ title: text, texts: [text], names: text.split(' ').slice(0, 20), notes: [text] })),
  [`${room}/traces-of-original: tracesOfOriginal`]: of(WORD, (text) =>
    tracesOfOriginal(reportOf(text) as never, {
      id: '0199c3a0-0000-7000-8000-000000000000',
      reference: 'SM-0000-0000-0',
      agencyReference: text.slice(0, 100),
    }),
  ),
  [`${searchRoom}/pages/search.form: readSearch`]: of(WORD, (text) =>
    readSearch(searchQuery.parse({ q: text, from: text, to: text, agency: text.split(' ') })),
  ),
  [`${searchRoom}/pages/search.form: searchAddress`]: of(WORD, (text) =>
    searchAddress(searchQuery.parse({ q: text, agency: text.split(' ') })),
  ),
  ['rooms/sharing/pages/release/release.form: readRecipients']: of(WORD, (text) =>
    readRecipients({ to: 'named', agency: text.split(' ') }),
  ),
  [`${filing}/text.form: readText`]: of(TEXT, (text) => texts.readText(form(text), reportOf(text))),
  [`${filing}/grade.form: readGrade`]: of(TEXT, (text) => grade.readGrade(form(text), reportOf(text))),
  [`${filing}/title.form: readTitle`]: of(TEXT, (text) => title.readTitle(form(text), reportOf(text), context)),
  [`${filing}/handling.form: readHandling`]: of(TEXT, (text) => handling.readHandling(form(text), reportOf(text), context)),
  [`${filing}/review.form: readReview`]: of(TEXT, (text) => review.readReview(form(text), reportOf(text), context)),
  [`${filing}/subjects.form: readSubjects`]: of(TEXT, (text) =>
    subjects.readSubjects({ ...form(text), found: text.split(' ').slice(0, 500) }, reportOf(text)),
  ),
  [`${filing}/keep.form: keepTicked`]: of(TEXT, (text) =>
    keep.keepTicked({ ...form(text), listed: text.split(' ').slice(0, 500) }, reportOf(text), '2026-11-29'),
  ),
  [`${filing}/keep.form: keepToken`]: of(WORD, (text) => keep.keepToken({ kind: 'phone', value: text }, 1)),
  [`${filing}/subjects.form: typedPerson`]: of(WORD, (text) => subjects.typedPerson(form(text), reportOf(text))),
  [`${filing}/subjects.form: typedThing`]: of(WORD, (text) => subjects.typedThing(form(text), reportOf(text))),
  [`${filing}/subjects.form: withSubject`]: of(WORD, (text) =>
    subjects.withSubject(reportOf(text), null, subjects.typedThing(form(text), {})),
  ),
  [`${filing}/subjects.form: withRemovedBack`]: of(WORD, (text) =>
    subjects.withRemovedBack({ ...reportOf(text), removed: { subject: { kind: 'phone', value: text }, number: 1, owned: [2] } }),
  ),
  [`${filing}/event.form: typedEvent`]: of(WORD, (text) => events.typedEvent(eventForm(text))),
  [`${filing}/event.form: withEvent`]: of(WORD, (text) =>
    events.withEvent({ items: [{ text: 'A' }] }, 1, null, events.typedEvent(eventForm(text))),
  ),
  [`${filing}/event.form: eventValues`]: of(WORD, (text) => events.eventValues({ when: text, where: text, place: text })),
  [`${filing}/event.form: eventLinks`]: of(WORD, (text) =>
    events.eventLinks({ items: [{ text, events: [{ when: text, where: text, place: text }] }] }, 'id'),
  ),
  [`${filing}/born.form: bornFault`]: of(WORD, (text) => born.bornFault(form(text), text)),
  [`${filing}/born.form: bornValues`]: of(WORD, born.bornValues),
  [`${filing}/born.form: typedBorn`]: of(WORD, (text) => born.typedBorn(form(text))),
  [`${filing}/offers: withFindsLeftOut`]: of(TEXT, (text) => offers.withFindsLeftOut(reportOf(text))),
  [`${filing}/offers: withFindsNamed`]: of(TEXT, (text) => offers.withFindsNamed(reportOf(text))),
  [`${filing}/offers: offersOf`]: of(TEXT, (text) => offers.offersOf(reportOf(text))),
  [`${filing}/offers: acceptedOf`]: of(TEXT, (text) => offers.acceptedOf(reportOf(text), text.split(' ').slice(0, 500))),
  [`${filing}/offers: wordsOf`]: of(WORD, (text) => offers.wordsOf({ kind: 'phone', value: text })),
  [`${filing}/steps: faultsOf`]: of(TEXT, (text) => steps.faultsOf(reportOf(text))),
  [`${filing}/steps: faultsOfStep`]: of(TEXT, (text) => steps.faultsOfStep(reportOf(text), 'text')),
  [`${filing}/steps: stepOfField`]: of(WORD, steps.stepOfField),
  [`${filing}/steps: namedByItem`]: of(WORD, (text) => steps.namedByItem({ [text]: text, [`items.${text}`]: text }, 2)),
  [`${filing}/typed: canBeKept`]: of(TEXT, (text) => typed.canBeKept(reportOf(text))),
  [`${forms}: typedText`]: of(TEXT, (text) => typedForm.typedText({ a: text.split(' ') }, 'a')),
  [`${forms}: typedNumber`]: of(WORD, (text) => typedForm.typedNumber({ a: text }, 'a')),
  [`${forms}: numberOf`]: of(WORD, typedForm.numberOf),
  [`${forms}: typedList`]: of(TEXT, (text) => typedForm.typedList({ a: text.split(' ') }, 'a')),
  [`${forms}: typedCode`]: of(WORD, (text) => typedForm.typedCode({ a: text }, 'a', { b: 'B' })),
  [`${filing}/typed: countTyped`]: of(LINE, (text) =>
    typed.countTyped(Object.fromEntries(Array.from(text).map((_, at) => [`items.${String(at)}.text`, ''])), 'items', 'text'),
  ),
} // prettier-ignore

let folder: string | null = null

/** Where files of the measurement lie; call what is returned to take them away. */
export async function makeFolder(): Promise<() => Promise<void>> {
  const made = await mkdtemp(path.join(tmpdir(), 'seamark-work-'))
  folder = made
  return () => rm(made, { recursive: true })
}

/** Reads a file to its end. */
const ofFile = (read: (file: string) => unknown, head = ''): Reading =>
  of(FILE, async (text) => {
    const file = path.join(folder ?? '', 'a.csv')
    await writeFile(file, head + text)
    const found = await read(file)
    if (typeof found === 'object' && found !== null && Symbol.asyncIterator in found)
      for await (const _ of found as AsyncIterable<unknown>);
  })

const shapes = await Promise.all(
  ['kent-police', 'nca', 'sussex-police', 'border-force', 'immigration-enforcement'].map((agency) =>
    intelligence.loadMapping(path.join(KNOWN_MAPPINGS, `${agency}.mapping.json`)),
  ),
)

/** A header that the mapping takes, so that the rows below it are read. */
function headerOf(of: (typeof shapes)[number]): string {
  if (of.shape === 'json-lines' || of.shape === 'xlsx') return ''
  const lists =
    of.shape === 'csv-subject-rows' ? Object.values(of.subject) : of.subjects.map(({ column }) => column)
  const columns = [...Object.values(of.fields), ...lists].filter((column) => column !== undefined)
  return `${[...new Set(columns)].join(of.delimiter)}\n`
}

export const ofFiles: Readonly<Record<string, Reading>> = {
  'cli/csv-rows: csvRows': ofFile((file) => csvRows(file, 'utf-8'), 'a,b\n'),
  'cli/text-encoding: encodingOf': ofFile(encodingOf),
  'cli/text-encoding: asEncoding': of(WORD, asEncoding),
  [`${room}: guessMapping`]: ofFile((file) => intelligence.guessMapping(file)),
  [`${room}/import/lines: linesOf`]: ofFile((file) => linesOf(file, 'utf-8')),
  [`${room}/import/lines: encodingByMark`]: ofFile(encodingByMark),
  [`${room}/import/lines: faultOfText`]: of(FILE, (text) => faultOfText(text, 'windows-1252')),
  // Workbooks are read in a process of their own, which has its own bounds: see `withoutText`.
  ...Object.fromEntries(
    shapes
      .filter((one) => one.shape !== 'xlsx')
      .map((one) => [`${room}: readExport ${one.agency}`, ofFile((file) => intelligence.readExport(file, one), headerOf(one))]),
  ),
  [`${room}/import/shapes/csv-records: csvRecords`]: of(FILE, (text) => {
    const { push, end } = csvRecords(',')
    const lines = ['a,b', ...text.split('\n')].map((line, at) => ({ number: at + 1, text: line }))
    return [push(lines), end()]
  }),
  [`${room}/import/shapes/csv: referenceIn`]: of(TEXT, (text) => referenceIn(text, ',', 1)),
  [`${room}/import/shapes/json-lines: cellAt`]: of(TEXT, (text) => cellAt({ a: text.split(' ') }, ['a[]'])),
  [`${room}/import/shapes/table: findColumns`]: of(TEXT, (text) => findColumns('a.csv', text.split(' '), mapping.fields, [])),
  [`${room}/import/shapes/table: listReader`]: of(TEXT, (text) => {
    const lists = [{ column: 'a', separator: ';', kind: 'phone', pattern: '^(?<value>[^ ]+) *$' }]
    return listReader(lists as never, { place: () => 0, fields: [] })([text])
  }),
  [`${room}/import/make-report: makeReport`]: of(TEXT, (text) =>
    makeReport({ title: text, text, grade: text, created: text, classification: text }, [{ kind: text, value: text, name: text }], reader),
  ),
  [`${room}/import/cells: textOf`]: of(TEXT, cellText),
  [`${room}/import/dates: readBirthCell`]: of(WORD, (text) => readBirthCell(text, new Set(), '2026-11-29')),
  [`${room}/import/dates: readInstant`]: of(WORD, (text) => readInstant(text, ['dd/mm/yyyy hh:mm', 'iso', 'cell'], 'Europe/London')),
  [`${room}/import/grades: read3x5x2`]: of(WORD, (text) => read3x5x2({ grade: text, source: text, information: text }, reader.grade, [])),
  [`${room}/import/grades: read5x5x5`]: of(WORD, (text) => read5x5x5({ grade: text }, [])),
  [`${room}/import/person-names: fromCapitals`]: of(WORD, fromCapitals),
  [`${room}/import/person-names: personName`]: of(WORD, (text) => personName({ name: text, forename: text, surname: text })),
  [`${room}/import/seen-references: seenReferences`]: of(TEXT, (text) => text.split(' ').map(seenReferences())),
} // prettier-ignore
