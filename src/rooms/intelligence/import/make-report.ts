/** Makes a report of what a shape found in a file, or says why it is refused. */
import { knownBirth } from '../../../wire/births/known-birth.ts'
import { readBirth } from '../../../wire/births/read-birth.ts'
import {
  codesOf,
  whatHappened,
  type Classification,
  type PersonCategory,
  type SubjectKind,
  type WhatHappened,
} from '../../../wire/codes.ts'
import { countryOf } from '../../../library/identifiers/index.ts'
import { notUnderstoodIn } from '../../../library/matchable/index.ts'
import { parseReport, type FieldErrors, type Report } from '../report.ts'
import { textOf, type Cell, type Entry, type Fields } from './cells.ts'
import { readBirthCell, readInstant, reviewDate } from './dates.ts'
import { read3x5x2, read5x5x5, type Grade } from './grades.ts'
import type { Mapping } from './mapping.ts'
import { personName } from './person-names.ts'

/** A mapping made ready for many rows: patterns compiled, words in capitals. */
export type Reader = {
  mapping: Mapping
  grade: RegExp | null
  codes: RegExp | null
  classifications: ReadonlyMap<string, Classification | 'above'>
  categories: ReadonlyMap<string, PersonCategory>
  kinds: ReadonlyMap<string, SubjectKind>
  discoverable: ReadonlyMap<string, boolean>
  happened: ReadonlyMap<string, WhatHappened>
  bornUnknown: ReadonlySet<string>
  /** YYYY-MM-DD */
  today: string
}

/** Words are compared in capitals with single spaces: agencies type `Offender `, `OFFENDER`. */
const plain = (word: string) => word.trim().replaceAll(/\s+/g, ' ').toUpperCase()

const wordMap = <T>(words: Record<string, T>) =>
  new Map(Object.entries(words).map(([word, meaning]) => [plain(word), meaning]))

/**
 * Makes a mapping ready for many rows.
 * @param mapping - of the agency's system
 * @param today - YYYY-MM-DD
 * @returns the reader
 */
export function prepareReader(mapping: Mapping, today: string): Reader {
  return {
    mapping,
    grade: mapping.grade.pattern === undefined ? null : new RegExp(mapping.grade.pattern, 'u'),
    codes: mapping.codes_pattern === undefined ? null : new RegExp(mapping.codes_pattern, 'u'),
    classifications: wordMap<Classification | 'above'>({
      OFFICIAL: 'OFFICIAL',
      'OFFICIAL-SENSITIVE': 'OFFICIAL-SENSITIVE',
      'OFFICIAL SENSITIVE': 'OFFICIAL-SENSITIVE',
      ...mapping.classification_words,
    }),
    categories: wordMap(mapping.category_words),
    kinds: wordMap(mapping.kind_words),
    discoverable: wordMap(mapping.discoverable_words),
    happened: wordMap<WhatHappened>({
      ...Object.fromEntries(
        codesOf(whatHappened).flatMap((code) => [
          [code, code],
          [whatHappened[code], code],
        ]),
      ),
      ...mapping.event_words,
    }),
    bornUnknown: new Set(mapping.born_unknown.map(plain)),
    today,
  }
}

/** A value that is kept as it is written: where it stands, and what to do. */
export type UnreadValue = { line: number | undefined; column: string; value: string; why: string }

export type Made = { createdAt: string | null; needsEvaluation: boolean } & (
  { report: Report; unread: UnreadValue[] } | { refused: string }
)

/**
 * Makes a report.
 * @param fields - cells of the report itself
 * @param entries - its subjects, in their order
 * @param reader - of `prepareReader`
 * @returns the report; or every reason for which it is refused, joined by "; ". A reason never holds what the row
 *   says, so that it may be counted and shown
 */
export function makeReport(fields: Fields, entries: readonly Entry[], reader: Reader): Made {
  const { mapping } = reader
  const faults: string[] = []
  const reference = textOf(fields.reference)
  if (reference === '') faults.push('reference is missing')
  const classification = readClassification(textOf(fields.classification), reader, faults)
  const legacy = mapping.grade.system === '5x5x5'
  const grade = legacy ? read5x5x5(fields, faults) : read3x5x2(fields, reader.grade, faults)
  const created = readInstant(fields.created ?? null, mapping.created, mapping.time_zone)
  if ('fault' in created) faults.push(`date ${created.fault}`)
  const createdAt = 'fault' in created ? null : created.instant
  const births: (string | null)[] = []
  const subjects = entries.map((entry) => readSubject(entry, reader, faults, births))
  const { text, ...caveats } = legacy ? legacyCaveats(fields, grade, mapping) : readCaveats(fields, reader)
  if (grade.handling === 'C' && !caveats.conditions) faults.push('handling code C without conditions')
  const discoverable = readDiscoverable(textOf(fields.discoverable), reader, faults)
  const event = readEvent(fields, reader, faults)

  const refuse = (reasons: readonly string[]) => ({
    createdAt,
    needsEvaluation: legacy,
    refused: [...new Set(reasons)].join('; '),
  })
  if (faults.length > 0 || createdAt === null) return refuse(faults)
  const parsed = parseReport({
    title: textOf(fields.title),
    classification,
    handling: grade.handling,
    ...caveats,
    discoverable,
    review_on: reviewDate(createdAt, mapping.review_months, reader.today),
    agency_reference: reference,
    items: [
      {
        text,
        source_evaluation: grade.source_evaluation,
        intelligence_assessment: grade.intelligence_assessment,
        basis: mapping.basis,
        ...(event === null ? {} : { events: [event] }),
      },
    ],
    subjects,
    original_grade: grade.original_grade,
  })
  if ('fields' in parsed) return refuse(reasonsOf(parsed.fields, grade.handling))
  return {
    createdAt,
    needsEvaluation: legacy,
    report: parsed.report,
    unread: unreadIn(parsed.report, entries, births, reader),
  }
}

/** @param births of each subject what is to be said of its birth, where it could not be kept */
function unreadIn(
  { subjects }: Report,
  entries: readonly Entry[],
  births: readonly (string | null)[],
  reader: Reader,
): UnreadValue[] {
  const values = notUnderstoodIn(subjects).map(({ number, value, why }) => {
    const entry = entries[number - 1]
    return { line: entry?.line, column: entry?.column ?? '', value, why }
  })
  const days = subjects.flatMap((subject, index) => {
    const entry = entries[index]
    if (subject.kind !== 'person' || entry === undefined) return []
    const why = calendarFault(subject.born, reader) ?? births[index] ?? null
    return why === null
      ? []
      : [
          {
            line: entry.line,
            column: entry.bornColumn ?? entry.column ?? '',
            value: bornAsWritten(entry.born),
            why,
          },
        ]
  })
  return [...values, ...days]
}

const bornAsWritten = (cell: Cell | undefined) =>
  cell instanceof Date ? cell.toISOString().slice(0, 10) : textOf(cell)

/** Why a birth that was kept is compared with none: nobody can tell its calendar. */
function calendarFault(kept: string | undefined, reader: Reader): string | null {
  if (kept === undefined || knownBirth(kept) !== null) return null
  const read = readBirth(kept, reader.today)
  return 'said' in read ? read.said : read.fault
}

function readClassification(written: string, reader: Reader, faults: string[]): string {
  const known = reader.classifications.get(plain(written))
  if (known !== undefined && known !== 'above') return known
  // A caveat behind the word (SECRET UK EYES ONLY) does not make it lower.
  if (known === 'above' || /\bSECRET\b/i.test(written)) faults.push('classification above OFFICIAL-SENSITIVE')
  else faults.push(written === '' ? 'classification is missing' : 'unknown classification')
  return written
}

type Caveats = {
  text: string
  conditions: string | null
  action_code: string | null
  sanitisation_code: string | null
}

function readCaveats(fields: Fields, reader: Reader): Caveats {
  const groups = reader.codes?.exec(textOf(fields.codes))?.groups
  return {
    text: textOf(fields.text),
    conditions: textOf(fields.conditions) || null,
    // A cell of codes that the pattern does not fit goes on as it stands, to be refused, not dropped.
    action_code: textOf(fields.action) || (groups?.['action'] ?? (textOf(fields.codes) || null)),
    sanitisation_code: textOf(fields.sanitisation) || (groups?.['sanitisation'] ?? null),
  }
}

/**
 * The 5x5x5 knows neither action nor sanitisation codes: whatever comes in restricted gets the
 * strictest of both, and its conditions from the text, where officers wrote them behind a word.
 */
function legacyCaveats(fields: Fields, grade: Grade, mapping: Mapping): Caveats {
  const details = textOf(fields.text)
  if (grade.handling !== 'C') {
    return { text: details, conditions: null, action_code: null, sanitisation_code: null }
  }
  const at = mapping.conditions_after === undefined ? -1 : details.indexOf(mapping.conditions_after)
  const conditions = at < 0 ? '' : details.slice(at + (mapping.conditions_after ?? '').length).trim()
  return {
    text: at < 0 ? details : details.slice(0, at).trim(),
    conditions: textOf(fields.conditions) || conditions || 'Ask the originator',
    action_code: 'A1',
    sanitisation_code: 'S2',
  }
}

function readDiscoverable(written: string, reader: Reader, faults: string[]): boolean {
  if (written === '') return true
  const known = reader.discoverable.get(plain(written))
  if (known === undefined) faults.push('unknown word for discoverable')
  return known ?? false
}

/** What the row says of where and when; null where it says nothing. What is wrong with it is said by the report's rules. */
function readEvent(fields: Fields, reader: Reader, faults: string[]): Record<string, unknown> | null {
  const { event_when: when, event_position: where, event_within_m: within, event_place: place } = fields
  const written = textOf(fields.event)
  const metres = textOf(within)
  const time = when instanceof Date ? dayOf(when) : textOf(when)
  const said = {
    ...(time === '' ? {} : { when: time }),
    ...(textOf(where) === '' ? {} : { where: textOf(where) }),
    ...(metres === ''
      ? {}
      : { where_sure: 'within', within_m: /^\d{1,6}$/.test(metres) ? Number(metres) : metres }),
    ...(textOf(place) === '' ? {} : { place: textOf(place) }),
  }
  if (written === '' && Object.keys(said).length === 0) return null
  const kind = written === '' ? 'other' : reader.happened.get(plain(written))
  if (kind === undefined) faults.push('unknown word for what happened')
  return { kind, ...said }
}

/** A cell of a workbook that is a date is a day where it says no time. */
function dayOf(cell: Date): string {
  const written = cell.toISOString()
  return written.endsWith('T00:00:00.000Z') ? written.slice(0, 10) : written.slice(0, 16).replace('T', ' ')
}

function readSubject(
  entry: Entry,
  reader: Reader,
  faults: string[],
  births: (string | null)[],
): Record<string, unknown> {
  const kind = entry.kind ?? reader.kinds.get(plain(textOf(entry.type)))
  if (kind === undefined) faults.push('unknown kind of subject')
  if (kind !== 'person') {
    if (textOf(entry.value) === '') faults.push('subject without a value')
    births.push(null)
    const country = countryOf(textOf(entry.country))
    return { kind, item: 1, value: textOf(entry.value), ...(country === undefined ? {} : { country }) }
  }
  const status = plain(textOf(entry.status))
  const category = reader.categories.get(status)
  if (status === '') faults.push('person without a category')
  else if (category === undefined) faults.push('unknown category of a person')
  const name = personName(entry)
  if (name === '') faults.push('person without a name')
  const { born, said } = readBirthCell(entry.born ?? null, reader.bornUnknown, reader.today)
  births.push(said)
  const known = { ...(born === null ? {} : { born }), ...(said === null ? {} : { note: said }) }
  return { kind, item: 1, category, names: [name], ...known }
}

/** The rules of a report speak to somebody at a form; a refused row gets the words of an import. */
function reasonsOf(fields: FieldErrors, handling: string): string[] {
  return Object.entries(fields).map(([field, message]) => {
    const code = { action_code: 'an action code', sanitisation_code: 'a sanitisation code' }[field]
    if (message.startsWith('Handling code C needs')) return `handling code C without ${code ?? field}`
    if (message.startsWith('Handling code P has no')) return `handling code P with ${code ?? field}`
    if (code !== undefined) return `unknown ${code.replace(/^an? /, '')}`
    if (handling === '') return 'grade is incomplete'
    return `${field}: ${message}`
  })
}
