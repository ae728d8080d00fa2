/** What a person reported, as the desk reads it: in the order in which the person was asked. */
import { ukDateTime, ukDate } from '../../../design/dates.ts'
import { writePosition } from '../../coast/index.ts'
import { publicKind, type ReportBody } from '../body.ts'
import { en } from '../wording/en.ts'

export type Row = { key: string; text?: string; lines?: string[] }

const howPlaced: Record<ReportBody['where']['how'], string> = {
  pin: 'Shown on the map',
  place: 'Chosen by the name of a place',
  position: 'Typed as a position',
  words: 'Given as three words: look them up where they come from',
  described: 'Described in words',
  photograph: 'Taken from a photograph, with the person’s leave',
}

/**
 * Writes every answer that the person gave; what was left empty is left out. All of it is hostile text.
 * @param body - as it was opened
 * @returns rows of a summary list
 */
export function answerRows(body: ReportBody): Row[] {
  const rows: Row[] = [
    { key: 'Received', text: ukDateTime(body.arrived) },
    { key: 'Language', text: body.language === 'cy' ? 'Welsh' : 'English' },
    { key: 'About', text: publicKind[body.kind] },
    { key: 'Where', lines: whereLines(body.where) },
    { key: 'When', lines: whenLines(body.when) },
    { key: 'Ticked', lines: body.what.seen.map(promptWords) },
    { key: 'In their words', text: body.what.words },
    { key: 'Boat', lines: partLines(body.vessel, vesselWords) },
    { key: 'Vehicle', lines: partLines(body.vehicle, vehicleWords) },
    { key: 'People', lines: partLines(body.people, peopleWords) },
    { key: 'How they know', text: body.how_known === undefined ? '' : knownWords(body.how_known) },
    { key: 'Still going on', text: body.still_happening ? stillWords[body.still_happening] : '' },
    { key: 'Happens often', text: body.regular === undefined ? '' : oftenWords(body.regular) },
  ]
  return rows.filter(({ text, lines }) => (text ?? '') !== '' || (lines ?? []).length > 0)
}

function whereLines(where: ReportBody['where']): string[] {
  return [
    howPlaced[where.how],
    where.written ?? '',
    where.words === undefined ? '' : `Three words: ${where.words}`,
    where.description ?? '',
    where.near === undefined ? '' : `Nearest town: ${where.near.written}`,
    ...(where.position ? notations(where.position) : []),
  ].filter((line) => line !== '')
}

/**
 * Writes a position for somebody afloat and for somebody ashore.
 * @param position - WGS 84, degrees
 * @returns one line for each notation
 */
export function notations(position: { lat: number; lon: number }): string[] {
  const { mariners, decimal, grid } = writePosition(position)
  return [mariners, decimal, ...(grid === null ? [] : [`Grid reference ${grid}`])]
}

const whenAt = { now: en.when.now, today: en.when.today, earlier: en.when.earlier }

function whenLines(when: ReportBody['when']): string[] {
  const day = when.day === undefined || when.day === '' ? '' : ukDate(when.day)
  return [when.at === null ? '' : whenAt[when.at], day, when.time ?? '', when.words ?? ''].filter(
    (line) => line !== '',
  )
}

/**
 * Says a sign as the person read it.
 * @param code - of the sign
 * @returns its words; of one that is not known any more the code itself
 */
export function promptWords(code: string): string {
  const words: Readonly<Record<string, string>> = en.seen.prompts
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code.replaceAll('-', ' ')
}

const vesselWords = {
  name: 'Name or number',
  kind: 'Sort',
  colour: 'Colour',
  length: 'Length',
  engines: 'Engines',
  markings: 'Marks',
  heading: 'Heading',
  aboard: 'Aboard',
}
const vehicleWords = {
  registration: 'Number plate',
  make: 'Make and sort',
  colour: 'Colour',
  trailer: 'Trailer',
}
const peopleWords = { number: 'How many', behaviour: 'What they did' }
const stillWords = { yes: 'Yes', no: 'No', unknown: 'They do not know' }

/** Questions that may be answered by a choice, with words behind it. */
const choiceWords = (choices: Readonly<Record<string, string>>) => (given: string) => {
  const [code = '', ...rest] = given.split(/: | — |\n/)
  return Object.hasOwn(choices, code) ? [choices[code], ...rest].join('. ') : given
}
const knownWords = choiceWords(en.know.choices)
const oftenWords = choiceWords(en.again.choices)

function partLines<Part extends string>(
  part: Partial<Record<Part, string | undefined>> | undefined,
  words: Record<Part, string>,
): string[] {
  return (Object.keys(words) as Part[]).flatMap((name) => {
    const value = part?.[name]
    return value === undefined || value === '' ? [] : [`${words[name]}: ${value}`]
  })
}
