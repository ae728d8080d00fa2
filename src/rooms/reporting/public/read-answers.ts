/** Reads a question's form: what was answered, or what is wrong with it, in the reader's language. */
import { writtenDay } from '../../../wire/written-day.ts'
import type { Words } from '../wording/en.ts'
import type { Contact } from '../body.ts'
import type { Draft } from './draft.ts'
import { kinds, promptsOf } from './prompts.ts'
import type { Question } from './steps.ts'

/** A form as it arrived. */
export type Typed = Readonly<Record<string, string | string[]>>
export type Read = { answers: Partial<Draft>; errors: Record<string, string> }

/** Signs that each field takes; the schema of the sealed body is the last word. */
export const MOST = { short: 200, line: 500, words: 4000 } as const

type Reader = (typed: Typed, words: Words, now: Date) => Read

/**
 * Reads the form of one question.
 * @param question - which one
 * @param typed - fields of the form
 * @param words - of the page's language, for the faults
 * @param now - decides which days are still to come
 * @returns the answers, with `undefined` for what was left empty, and faults by field name
 */
export function readAnswers(question: Question, typed: Typed, words: Words, now: Date): Read {
  const read = readers[question](typed, words, now)
  for (const [name, value] of Object.entries(typed)) {
    const most = longestOf(name)
    if ([value].flat().some((one) => one.length > most)) read.errors[name] = words.errors.tooLong(most)
    else if ([value].flat().some((one) => one.includes('\0') || !one.isWellFormed()))
      read.errors[name] = words.errors.letter
  }
  return read
}

const LONG: ReadonlySet<string> = new Set(['words', 'behaviour', 'description'])
const LINES: ReadonlySet<string> = new Set(['markings', 'trailer', 'earlier', 'how', 'know-words'])
const longestOf = (name: string) => (LONG.has(name) ? MOST.words : LINES.has(name) ? MOST.line : MOST.short)

const readers: Record<Question, Reader> = {
  kind: (typed, words) => {
    const kind = kinds.find((one) => one === typed['kind'])
    return { answers: { kind }, errors: kind ? {} : { kind: words.kind.missing } }
  },
  when: readWhen,
  seen: (typed) => {
    const known = new Set<string>(Object.values(promptsOf).flat())
    const seen = [typed['seen'] ?? []].flat().filter((one) => known.has(one))
    return { answers: { what: { seen, words: text(typed, 'words') ?? '' } }, errors: {} }
  },
  vessel: (typed) => ({
    answers: {
      vessel: filled(typed, ['name', 'kind', 'colour', 'length', 'engines', 'markings', 'heading', 'aboard']),
    },
    errors: {},
  }),
  vehicle: (typed) => ({
    answers: { vehicle: filled(typed, ['registration', 'make', 'colour', 'trailer']) },
    errors: {},
  }),
  people: (typed) => ({ answers: { people: filled(typed, ['number', 'behaviour']) }, errors: {} }),
  know: (typed, words) => {
    const code = Object.keys(words.know.choices).find((one) => one === typed['know'])
    return { answers: { know: { code, words: text(typed, 'know-words') } }, errors: {} }
  },
  again: (typed) => ({
    answers: { still_happening: yesNo(typed['still']), regular: yesNo(typed['regular']) },
    errors: {},
  }),
  contact: readContact,
}

function readWhen(typed: Typed, words: Words, now: Date): Read {
  const at = (['now', 'today', 'earlier'] as const).find((one) => one === typed['when']) ?? null
  if (at === 'today') return { answers: { when: { at, time: text(typed, 'time') } }, errors: {} }
  if (at !== 'earlier') return { answers: { when: { at } }, errors: {} }
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) => text(typed, `day-${part}`))
  const answers: Partial<Draft> = { when: { at, words: text(typed, 'earlier') } }
  if (`${day}${month}${year}` === '') return { answers, errors: {} }
  const on = realDay(writtenDay({ day, month, year }))
  if (on === null) return { answers, errors: { 'day-day': words.when.dayWrong } }
  // Nowhere on the coast is it tomorrow yet for more than a day.
  if (Date.parse(on) > now.getTime()) return { answers, errors: { 'day-day': words.when.dayAhead } }
  return { answers: { when: { at, day: on, words: text(typed, 'earlier') } }, errors: {} }
}

function realDay(iso: string | null): string | null {
  const moment = new Date(`${iso ?? ''}T00:00:00Z`)
  return iso !== null && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(iso) ? iso : null
}

function readContact(typed: Typed, words: Words): Read {
  if (typed['contact'] !== 'yes') return { answers: { contact: undefined }, errors: {} }
  const contact: Contact = filled(typed, ['name', 'phone', 'email', 'how']) ?? {}
  const reachable = contact.phone !== undefined || contact.email !== undefined
  return { answers: { contact }, errors: reachable ? {} : { phone: words.contact.missing } }
}

/**
 * Reads one field.
 * @param typed - fields of the form
 * @param name - of the field
 * @returns without the spaces around it; undefined when that is nothing
 */
export function text(typed: Typed, name: string): string | undefined {
  const value = [typed[name] ?? ''].flat()[0]?.trim() ?? ''
  return value === '' ? undefined : value
}

function filled<Name extends string>(
  typed: Typed,
  names: readonly Name[],
): Partial<Record<Name, string>> | undefined {
  const given = names.flatMap((name) => {
    const value = text(typed, name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return given.length === 0 ? undefined : (Object.fromEntries(given) as Partial<Record<Name, string>>)
}

function yesNo(value: unknown): 'yes' | 'no' | 'unknown' | undefined {
  return (['yes', 'no', 'unknown'] as const).find((one) => one === value)
}
