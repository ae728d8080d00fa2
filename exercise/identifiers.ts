/**
 * Invented identifiers, each given out once, and the many ways in which they are written. Telephone
 * numbers are from Ofcom's ranges for drama or from +999, which no country has; plates begin with Q in
 * a form that is not issued; ship numbers are outside the allotted ranges; addresses end in .example.
 */
import type { SubjectKind } from '../src/wire/codes.ts'
import { chance, pick, whole, type Random } from './random.ts'

export type IdentifierKind = Extract<SubjectKind, 'phone' | 'vehicle' | 'email' | 'account' | 'vessel'>

/** `value` is the one way of writing it by which two are compared. */
export type Identifier = { kind: IdentifierKind; value: string }

// Without vowels no three letters make a word; without I, O, Q and Z none is taken for a figure.
const PLATE_LETTERS = Array.from('BCDFGHJKLMNPRSTVWXY')
const MAIL_WORDS =
  'anchor beacon breaker channel coaster dinghy drift ferry gantry harbour haven jetty keel lantern marine mooring outboard pontoon quay rigging sandbar shingle slipway spray tideline trailer wharf'.split(
    ' ',
  )
const MAIL_HOSTS = [
  'example.net',
  'tideline-hire.example',
  'coastparts.example',
  'mail.example',
  'harbourstore.example',
]

/** Gives out identifiers, none of them twice. */
export function identifierSource(random: Random): (kind: IdentifierKind) => Identifier {
  const given = new Set<string>()
  return (kind) => {
    for (;;) {
      const value = INVENT[kind](random)
      if (given.has(value)) continue
      given.add(value)
      return { kind, value }
    }
  }
}

const digits = (random: Random, count: number) =>
  Array.from({ length: count }, () => String(whole(random, 0, 9))).join('')

const INVENT: Readonly<Record<IdentifierKind, (random: Random) => string>> = {
  phone: (random) => {
    const kind = random()
    if (kind < 0.2) return `+447700900${digits(random, 3)}`
    if (kind < 0.24) return `+441632960${digits(random, 3)}`
    if (kind < 0.27) return `+442079460${digits(random, 3)}`
    return `+999${String(whole(random, 1, 9))}${digits(random, 8)}`
  },
  vehicle: (random) => {
    const letters = Array.from({ length: 4 }, () => pick(random, PLATE_LETTERS))
    return `Q${letters[0] ?? ''}${String(whole(random, 51, 76))}${letters.slice(1).join('')}`
  },
  email: (random) =>
    `${pick(random, MAIL_WORDS)}.${pick(random, MAIL_WORDS)}${String(whole(random, 10, 9999))}@${pick(random, MAIL_HOSTS)}`,
  account: (random) => {
    const account = `SEAM${digits(random, 14)}`
    return `ZZ${checkDigits(account, 'ZZ')}${account}`
  },
  vessel: (random) => (chance(random, 0.5) ? `IMO${shipNumber(random)}` : `MMSI999${digits(random, 6)}`),
}

/** The check digits of an account: ISO 7064 MOD 97-10, as in an IBAN (ISO 13616). */
export function checkDigits(account: string, country: string): string {
  let rest = 0
  for (const letter of `${account}${country}00`) {
    const value = parseInt(letter, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return String(98 - rest).padStart(2, '0')
}

/** Six digits and the check digit of an IMO number; real ones begin with 1 or with 5 to 9. */
function shipNumber(random: Random): string {
  const number = `4${digits(random, 5)}`
  const sum = Array.from(number).reduce((total, digit, at) => total + Number(digit) * (7 - at), 0)
  return `${number}${String(sum % 10)}`
}

/** One of the ways in which people write an identifier. */
export function writeIdentifier(random: Random, { kind, value }: Identifier): string {
  switch (kind) {
    case 'phone':
      return writePhone(random, value)
    case 'vehicle': {
      const spaced = `${value.slice(0, 4)} ${value.slice(4)}`
      return pick(random, [value, spaced, spaced, spaced.replace(' ', '-'), value.toLowerCase()])
    }
    case 'account':
      return chance(random, 0.5) ? value : value.replaceAll(/(.{4})(?=.)/g, '$1 ')
    case 'vessel':
      return chance(random, 0.6) ? value : value.replace(/^[A-Z]+/, '$& ')
    case 'email':
      return chance(random, 0.85) ? value : value.replace(/^./, (letter) => letter.toUpperCase())
  }
}

function writePhone(random: Random, value: string): string {
  if (value.startsWith('+4420')) {
    const [one, two] = [value.slice(5, 9), value.slice(9)]
    return pick(random, [
      value,
      `020 ${one} ${two}`,
      `020${one}${two}`,
      `+44 (0)20 ${one} ${two}`,
      `(020) ${one} ${two}`,
    ])
  }
  if (value.startsWith('+44')) {
    const national = value.slice(3)
    const [code, rest] = [national.slice(0, 4), national.slice(4)]
    return pick(random, [
      value,
      `0${code} ${rest}`,
      `0${national}`,
      `0044${national}`,
      `+44 (0)${code} ${rest.slice(0, 3)} ${rest.slice(3)}`,
      `+44 ${code} ${rest}`,
      `0${code}-${rest}`,
    ])
  }
  const number = value.slice(4)
  return pick(random, [
    value,
    `00999${number}`,
    `+999 ${number.slice(0, 3)} ${number.slice(3)}`,
    `+999-${number}`,
  ])
}
