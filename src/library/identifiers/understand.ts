/** What a value means, as somebody wrote or pasted it: the one source for pages, API, import, command and seal. Pure. */
import type { SubjectKind } from '../../wire/codes.ts'
import { normaliseAccount } from './account.ts'
import { compact, LONGEST_VALUE, readAsWritten } from './as-written.ts'
import { countryOf, takeCountry, type Signed } from './country-sign.ts'
import { normaliseDevice } from './device.ts'
import { normaliseDocument } from './document.ts'
import { normaliseEmail } from './email.ts'
import { normaliseHandle } from './handle.ts'
import { withoutDoubt, withoutLabel, withoutNumber, withoutRemark } from './labels.ts'
import { whatElse } from './no-identifier.ts'
import type { Normalised, Read } from './normalised.ts'
import { isWholePhone, normalisePhone } from './phone.ts'
import { SEVERAL, whatToType } from './reasons.ts'
import { waysToPart } from './several.ts'
import { withoutSheetMarks } from './sheet-marks.ts'
import { normaliseVehicle } from './vehicle.ts'
import { normaliseVessel } from './vessel.ts'
import { normaliseWallet } from './wallet.ts'

export type { Normalised } from './normalised.ts'

type Reader = (text: string, country: string | undefined) => Read | null

// A person, a group, a company and an address are not known by an identifier: comparing names is
// another matter, with other safeguards, and never this one.
const readers: Partial<Record<SubjectKind, Reader>> = {
  phone: unlessElse('phone', normalisePhone),
  vehicle: normaliseVehicle,
  vessel: normaliseVessel,
  email: normaliseEmail,
  account: normaliseAccount,
  wallet: normaliseWallet,
  device: normaliseDevice,
  document: unlessElse('document', normaliseDocument),
  handle: normaliseHandle,
}

/** Of kinds that are little more than figures: also a part of a value may be a date. */
function unlessElse(kind: SubjectKind, reader: Reader): Reader {
  return (text, country) => (whatElse(kind, text) === null ? reader(text, country) : null)
}

/** The kinds of subject that are matched by an identifier. */
export const identifierKinds = Object.keys(readers) as SubjectKind[]

/** One identifier that a value holds. */
export type Understood = {
  kind: SubjectKind
  /** two records with the same kind and key hold the same identifier */
  key: string
  /** as a page writes it */
  shown: string
  /** ISO 3166-1 alpha-2, or null where nobody says it */
  country: string | null
  /** `valid`: its own check or shape is right; `possible`: nothing confirms it */
  certainty: 'valid' | 'possible'
}

export type Understanding = {
  /** every identifier of the value, each once, in its order; none where it is not understood */
  understood: Understood[]
  /** what was found wrong, and what to type instead; sentences without a full stop */
  reasons: string[]
}

/**
 * Reads a value: one identifier or several, with labels, remarks, a country and a spreadsheet's marks. Several are
 * all read or none is: never the first of them, and never one made of two.
 * @param kind - the kind of subject
 * @param value - as somebody wrote it; anything, also hostile
 * @param country - where the record says it: ISO 3166-1 alpha-2, a vehicle's sign or an English name; what is
 *   none of these is ignored. Telephones and vehicles without one are read as British.
 * @returns a value that is understood with a reason looks like a broken one of its kind. Never throws.
 */
export function understandIdentifier(kind: SubjectKind, value: string, country?: string): Understanding {
  const { reads, reasons } = readAll(kind, value, country)
  return {
    understood: reads.map(({ key, tier, display, country: from }) => {
      return { kind, key, shown: display, country: from ?? null, certainty: tier }
    }),
    reasons,
  }
}

/**
 * The key of a value that is one identifier.
 * @param kind - of the subject
 * @param value - as somebody wrote it
 * @param country - as above
 * @returns key, tier and display; null when this kind is never matched by an identifier, or the value is not
 *   understood or several. Never throws.
 */
export function normaliseIdentifier(kind: SubjectKind, value: string, country?: string): Normalised | null {
  const [read, ...more] = readAll(kind, value, country).reads
  return read === undefined || more.length > 0
    ? null
    : { key: read.key, tier: read.tier, display: read.display }
}

const countryGiven = (written: string): string | undefined =>
  countryOf(written) ?? (/^[A-Za-z]{2}$/.test(written) ? written.toUpperCase() : undefined)

/** Figures from which a value that is not understood is held as it is written: fewer are a word, a year, a remark. */
const FEWEST_FIGURES = 4
const AS_WRITTEN = '~:'
/** Characters of a key: more are a text, and an index takes only so many bytes. */
const LONGEST_KEY = 100
/** What a spreadsheet has left of a number is the same of many. */
const SPOILT = /\dE\+|^\d{15}0{4,5}$/i

/**
 * By what a subject is matched: the identifiers that its value holds; else, where it has figures enough, the value as
 * it is written, but for case, spaces and punctuation.
 * @param kind - of the subject
 * @param value - as somebody wrote it
 * @param country - two letters of the country that issued it, where that is known
 * @returns none for a kind that is never matched, for words, for what a spreadsheet has left of a number, and for what
 *   is plainly something else, such as a date
 */
export function keysHeld(kind: SubjectKind, value: string, country?: string): Understood[] {
  return keysOf(kind, value, understandIdentifier(kind, value, country))
}

/**
 * The same as `keysHeld` for a value that has been read already.
 * @param kind - of the subject
 * @param value - as somebody wrote it
 * @param read - what `understandIdentifier` said of it
 * @returns as `keysHeld`
 */
export function keysOf(kind: SubjectKind, value: string, { understood }: Understanding): Understood[] {
  if (understood.length > 0 || readers[kind] === undefined) return understood
  const text = readAsWritten(value)
  const figures = text?.match(/\d/g)?.length ?? 0
  const isText = text === null || text.length > LONGEST_KEY || figures < FEWEST_FIGURES
  if (isText || SPOILT.test(text)) return []
  const bare = withoutSheetMarks(text)
  return 'fault' in bare || whatElse(kind, bare.text) !== null ? [] : [asWritten(kind, value)]
}

/**
 * A value that somebody says is written so: it is met only by one that is written alike, and is never more than possible.
 * @param kind - of the subject
 * @param value - as somebody wrote it
 * @returns the key `~:…`, in capitals, without spaces and punctuation
 */
export function asWritten(kind: SubjectKind, value: string): Understood {
  const text = readAsWritten(value) ?? value.replace(/[^\x20-\x7e]+/g, ' ').trim()
  return {
    kind,
    key: AS_WRITTEN + compact(text.slice(0, LONGEST_KEY)),
    shown: text,
    country: null,
    certainty: 'possible',
  }
}

/**
 * Says how a key as written is shown.
 * @param key - of any kind
 * @returns the text behind `~:`; null for any other key
 */
export const shownAsWritten = (key: string): string | null =>
  key.startsWith(AS_WRITTEN) ? key.slice(AS_WRITTEN.length) : null

type All = { reads: Read[]; reasons: string[] }

function readAll(kind: SubjectKind, value: string, given: string | undefined): All {
  const reader = readers[kind]
  if (reader === undefined) return not(`a ${kind} is compared by name, never by an identifier`)
  if (value.length > LONGEST_VALUE) return not('this is too long for one value')
  const country = given === undefined ? undefined : countryGiven(given)
  // A line break in a cell parts two values, unless it only wraps one.
  const lines = /[\r\n]/.test(value) ? value.split(/[\r\n]+/).filter((line) => line.trim() !== '') : []
  if (lines.length > 1) {
    const parted = lines.map((line) => readLine(kind, reader, line, country))
    if (parted.every(({ reads }) => reads.length > 0)) return together(parted.flatMap(({ reads }) => reads))
  }
  return readLine(kind, reader, value, country)
}

function readLine(kind: SubjectKind, reader: Reader, value: string, country: string | undefined): All {
  const written = readAsWritten(value)
  if (written === null)
    return not(value.trim() === '' ? 'this is empty' : 'this holds signs that cannot be read')
  const bare = withoutSheetMarks(written)
  if ('fault' in bare) return not(bare.fault)
  const { text } = bare
  const other = whatElse(kind, text)
  if (other !== null) return not(other)
  const whole = readOne(kind, reader, text, country)
  if (whole !== null && (whole.tier === 'valid' || (PLAIN.test(text) && kind !== 'document')))
    return together([whole])
  if (MAY_BE_SEVERAL.test(text))
    for (const parts of waysToPart(kind, text)) {
      // (07700) 900 / 123 is one number: its parts are none.
      if (whole !== null && kind === 'phone' && !parts.every((part) => isWholePhone(part, country))) continue
      const reads = readParts(kind, reader, parts, country)
      if (reads !== null && (whole === null || reads.length > 1)) return together(reads)
    }
  return whole === null ? notOne(kind, text) : together([whole])
}

/** What parts two values has room, a sign of punctuation, or a plus. */
const MAY_BE_SEVERAL = /[\s/,;|&+•]/

/** Words without a figure are a remark where every value has one. */
const REMARK = /^\D*\p{L}\D*$/u

/** Each part read, or null where one is neither read nor a remark. */
function readParts(
  kind: SubjectKind,
  reader: Reader,
  parts: readonly string[],
  country: string | undefined,
): Read[] | null {
  const reads: Read[] = []
  // `CJ 12 ABC, Romania, white`: the country is one of the parts.
  const named = parts.map(countryOf).find((one) => one !== undefined) ?? country
  for (const part of parts) {
    const bare = withoutSheetMarks(withoutNumber(part))
    if ('fault' in bare) return null
    const read = readOne(kind, reader, bare.text, named)
    if (read !== null) reads.push(read)
    else if (kind === 'email' || kind === 'handle' || !REMARK.test(part)) return null
  }
  return reads.length === 0 ? null : reads
}

/** One value without what stands around it. */
function readOne(kind: SubjectKind, reader: Reader, text: string, given: string | undefined): Read | null {
  if (PLAIN.test(text)) return reader(text, given)
  // `@boatking (Telegram)`: what stands in brackets is not always a remark.
  const plain = kind === 'handle' ? readLabelled(kind, reader, text, given) : null
  if (plain !== null) return plain
  let [value, country] = [withoutDoubt(text), given]
  const doubted = value !== text
  for (let round = 0; round < 2 && /[)\]]/.test(value); round += 1) {
    const signed = takeCountry(value, Infinity)
    country = signed?.country ?? country
    value = signed?.text ?? withoutRemark(value)
  }
  const named = besideIt(kind, value)
  const read = named === null ? null : readLabelled(kind, reader, named.text, named.country)
  const found = read ?? readLabelled(kind, reader, value, country)
  return found !== null && doubted ? { ...found, tier: 'possible' } : found
}

/** Digits with little around them need no undressing; most values are such. */
const PLAIN = /^\+?[\d ]+$/

/** A country before or behind the value without brackets; a short sign before a document's label only. */
function besideIt(kind: SubjectKind, text: string): Signed | null {
  const fewest = FEWEST_LETTERS[kind]
  if (fewest === undefined || !(kind === 'vehicle' ? /[A-Za-z]{4}/ : /[A-Za-z]{2}/).test(text)) return null
  const short = kind === 'document' ? takeCountry(text, 2) : null
  return short !== null && withoutLabel(kind, short.text) !== null ? short : takeCountry(text, fewest)
}

/** Letters from which a country's sign or name stands by itself before or behind a value of this kind. */
const FEWEST_LETTERS: Partial<Record<SubjectKind, number>> = { phone: 2, document: 4, vehicle: 4 }

function readLabelled(
  kind: SubjectKind,
  reader: Reader,
  text: string,
  country: string | undefined,
): Read | null {
  const labelled = withoutLabel(kind, text)
  if (labelled === null) return reader(text, country)
  const inner = () => reader(labelled.text, country)
  if (labelled.sure) return inner() ?? reader(text, country)
  const whole = reader(text, country)
  if (whole !== null && (whole.tier === 'valid' || kind === 'email' || kind === 'handle')) return whole
  return inner() ?? whole
}

function together(reads: readonly Read[]): All {
  const once = [...new Map(reads.map((read) => [read.key, read])).values()]
  return { reads: once, reasons: once.flatMap(({ fault }) => (fault === undefined ? [] : [fault])) }
}

const not = (reason: string): All => ({ reads: [], reasons: [reason] })

function notOne(kind: SubjectKind, text: string): All {
  const several = waysToPart(kind, text).some(
    (parts) => parts.filter((part) => /\d{5}/.test(part)).length > 1,
  )
  return not(several ? SEVERAL : whatToType(kind, text))
}
