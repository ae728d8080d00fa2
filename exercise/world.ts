/**
 * The story of the exercise: gangs that several agencies know in part, people who have nothing to do
 * with each other, victims and witnesses, and a few values that are everywhere and mean nothing.
 */
import type { PersonCategory } from '../src/wire/codes.ts'
import { writableInWindows1252 } from './encode-windows-1252.ts'
import { identifierSource, writeIdentifier, type Identifier, type IdentifierKind } from './identifiers.ts'
import { writeNarrative } from './narrative.ts'
import { inventPerson, mentionOf, type Mention, type Person } from './invented-people.ts'
import { chance, pick, pickSome, whole, type Random } from './random.ts'

export const AGENCIES = [
  'sussex-police',
  'kent-police',
  'nca',
  'border-force',
  'immigration-enforcement',
] as const
export type Agency = (typeof AGENCIES)[number]

/** Each agency's part of all reports. */
const SHARE: Readonly<Record<Agency, number>> = {
  'sussex-police': 0.27,
  'kent-police': 0.25,
  nca: 0.16,
  'border-force': 0.17,
  'immigration-enforcement': 0.15,
}

/** References of the exercise look like no other file's, so that both may be loaded into one node. */
const REFERENCE: Readonly<Record<Agency, (number: string) => string>> = {
  'sussex-police': (number) => `SXP/26/${number}`,
  'kent-police': (number) => `KP26-${number}`,
  nca: (number) => `NCA-EL-${number}`,
  'border-force': (number) => `BFI-26${number}`,
  'immigration-enforcement': (number) => `LOG-26-${number}`,
}

/** Why a row of an agency's file is bad on purpose, in the words of the refusal. */
export const FAULTS: Readonly<Record<Agency, readonly string[]>> = {
  'sussex-police': ['grade is incomplete', 'classification above OFFICIAL-SENSITIVE', 'date does not exist'],
  'kent-police': ['person without a category', 'handling code C without conditions'],
  nca: ['unknown intelligence assessment', 'not valid JSON'],
  'border-force': ['unknown source evaluation'],
  'immigration-enforcement': ['unknown 5x5x5 grade'],
}

/** A switchboard, a taxi firm and a ferry desk: in many reports, about nobody. */
export const COMMON: readonly Identifier[] = [
  { kind: 'phone', value: '+441632960100' },
  { kind: 'phone', value: '+441632960246' },
  { kind: 'email', value: 'bookings@ferrydesk.example' },
]

/** The number of the first gang that a newcomer is shown: the NCA, Kent and Border Force hold it. */
export const SHOWN_NUMBER = '+447700900123'

/** The one person whom two agencies write in two scripts. */
export const PAIR = { arabic: 'محمد حداد', latin: 'Mohamed Haddad', born: '1987-03-14' } as const

export type ExerciseSubject =
  | ({ kind: 'person'; category: PersonCategory } & Mention)
  | { kind: IdentifierKind; identifier: Identifier; written: string }

export type ExerciseReport = {
  agency: Agency
  reference: string
  created: Date
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  source: '1' | '2' | '3'
  information: 'A' | 'B' | 'C' | 'D' | 'E'
  conditions: string | null
  action: 'A1' | 'A2' | 'A3'
  sanitisation: 'S1' | 'S2'
  title: string
  text: string
  subjects: ExerciseSubject[]
  /** The index of FAULTS with which the writer spoils this row, or null. */
  fault: number | null
}

const CONDITIONS = [
  'Ask the originator before any action',
  'Development only; the source may be identifiable',
  'Not to be put to the subject in interview',
  'No approach to the landowner without the originator',
  'Do not use in an application for a warrant',
  'Within the task force only; not to be copied',
] as const

const FIRST_GANGS: readonly (readonly Agency[])[] = [
  ['nca', 'kent-police', 'border-force'],
  ['sussex-police', 'immigration-enforcement', 'kent-police'],
]

type Gang = { agencies: readonly Agency[]; members: Person[]; identifiers: Identifier[] }

/** Invents every report of the exercise, each agency's in the order of its references. */
export function inventWorld(random: Random, reports: number): ExerciseReport[] {
  const issue = identifierSource(random)
  const gangs = inventGangs(random, issue, Math.max(2, Math.round(reports / 60)))
  const bystanders = Array.from({ length: Math.max(2, Math.round(reports / 100)) }, () => ({
    person: inventPerson(random),
    category: chance(random, 0.5) ? ('victim' as const) : ('witness' as const),
  }))
  const world: ExerciseReport[] = []
  for (const agency of AGENCIES) {
    const count = Math.max(12, Math.round(reports * SHARE[agency]))
    const known = gangs.filter((gang) => gang.agencies.includes(agency))
    for (let number = 1; number <= count; number++) {
      const subjects: ExerciseSubject[] = []
      // The first reports of every agency are about the gangs it knows, so that even a small exercise
      // has what agencies share.
      const gang = known[number - 1] ?? (chance(random, 0.35) ? pick(random, known) : null)
      if (gang) subjects.push(...ofGang(random, gang, agency, number <= known.length))
      else subjects.push(...ofNobody(random, issue, agency))
      if (chance(random, 0.07)) {
        const { person, category } = pick(random, bystanders)
        subjects.push(mention(random, person, category, agency))
      }
      COMMON.forEach((identifier, index) => {
        if (chance(random, 0.075 - index * 0.01)) subjects.push(writtenOf(random, identifier))
      })
      // Past the first reports of gangs, one row in twenty-five is bad, each kind in its turn.
      const spoilt = number > known.length && number % 25 === 0
      const fault = spoilt ? (number / 25) % FAULTS[agency].length : null
      world.push(
        inventReport(random, agency, REFERENCE[agency](String(number).padStart(5, '0')), subjects, fault),
      )
    }
  }
  addPair(world)
  return world
}

function inventGangs(random: Random, issue: (kind: IdentifierKind) => Identifier, count: number): Gang[] {
  return Array.from({ length: count }, (_, index) => {
    const kinds: IdentifierKind[] = ['phone', 'phone', 'phone', 'vehicle', 'vehicle']
    for (const kind of ['email', 'account', 'vessel'] as const) if (chance(random, 0.45)) kinds.push(kind)
    const shown: Identifier[] = index === 0 ? [{ kind: 'phone', value: SHOWN_NUMBER }] : []
    return {
      // The first two leave no agency without a gang, however small the exercise.
      agencies: FIRST_GANGS[index] ?? pickSome(random, AGENCIES, whole(random, 2, 4)),
      members: Array.from({ length: whole(random, 3, 6) }, () => inventPerson(random)),
      identifiers: [...shown, ...kinds.map(issue)],
    }
  })
}

function ofGang(random: Random, gang: Gang, agency: Agency, first: boolean): ExerciseSubject[] {
  const members = pickSome(random, gang.members, whole(random, 1, 2))
  const [best] = gang.identifiers
  const others = pickSome(random, first ? gang.identifiers.slice(1) : gang.identifiers, whole(random, 1, 2))
  return [
    ...members.map((member) =>
      mention(random, member, chance(random, 0.15) ? 'convicted' : 'suspected', agency),
    ),
    // Every agency that knows a gang holds its first number: what they share is never left to chance.
    ...(first && best ? [writtenOf(random, best)] : []),
    ...others.map((identifier) => writtenOf(random, identifier)),
  ]
}

function ofNobody(
  random: Random,
  issue: (kind: IdentifierKind) => Identifier,
  agency: Agency,
): ExerciseSubject[] {
  const people = Array.from({ length: whole(random, 0, 2) }, () =>
    mention(random, inventPerson(random), chance(random, 0.1) ? 'convicted' : 'suspected', agency),
  )
  const kinds: IdentifierKind[] = [
    'phone',
    'phone',
    'phone',
    'vehicle',
    'vehicle',
    'email',
    'account',
    'vessel',
  ]
  const things = Array.from({ length: whole(random, people.length === 0 ? 1 : 0, 2) }, () =>
    issue(pick(random, kinds)),
  )
  return [...people, ...things.map((identifier) => writtenOf(random, identifier))]
}

function mention(random: Random, person: Person, category: PersonCategory, agency: Agency): ExerciseSubject {
  const writable = agency === 'immigration-enforcement' ? writableInWindows1252 : () => true
  return { kind: 'person', category, ...mentionOf(random, person, writable) }
}

const writtenOf = (random: Random, identifier: Identifier): ExerciseSubject => ({
  kind: identifier.kind,
  identifier,
  written: writeIdentifier(random, identifier),
})

const FIRST_DAY = Date.UTC(2025, 10, 3)
const DAYS = 375

function inventReport(
  random: Random,
  agency: Agency,
  reference: string,
  subjects: ExerciseSubject[],
  fault: number | null,
): ExerciseReport {
  const created = new Date(FIRST_DAY + whole(random, 0, DAYS * 24 * 60 - 1) * 60_000)
  const spoilt = fault === null ? null : FAULTS[agency][fault]
  const restricted = chance(random, 0.28) || spoilt === 'handling code C without conditions'
  const suspect = subjects.find(
    (one) => one.kind === 'person' && ['suspected', 'convicted'].includes(one.category),
  )
  const identifiers = subjects.flatMap((one) => (one.kind === 'person' ? [] : [one.identifier]))
  const all =
    spoilt === 'person without a category' && suspect === undefined
      ? [...subjects, mention(random, inventPerson(random), 'suspected', agency)]
      : subjects
  return {
    agency,
    reference,
    created,
    classification: chance(random, 0.25) ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
    source: pick(random, ['1', '2', '2', '2', '3'] as const),
    information: pick(random, ['A', 'B', 'B', 'C', 'C', 'D', 'D', 'E'] as const),
    conditions: restricted ? pick(random, CONDITIONS) : null,
    action: pick(random, ['A1', 'A2', 'A3'] as const),
    sanitisation: pick(random, ['S1', 'S2'] as const),
    ...writeNarrative(random, {
      created,
      identifiers: identifiers.filter(({ value }) => COMMON.every((common) => common.value !== value)),
      surname: suspect?.kind === 'person' ? suspect.surname : null,
      victim: subjects.some((one) => one.kind === 'person' && one.category === 'victim'),
    }),
    subjects: all,
    fault,
  }
}

/** Puts the one person of two scripts into the first report of two agencies, and nowhere else. */
function addPair(world: ExerciseReport[]): void {
  const person = { kind: 'person', category: 'suspected', born: PAIR.born } as const
  const [arabic, latin] = [PAIR.arabic.split(' '), PAIR.latin.split(' ')]
  world
    .find(({ agency }) => agency === 'nca')
    ?.subjects.unshift({ ...person, forename: arabic[0] ?? '', surname: arabic[1] ?? '' })
  world
    .find(({ agency }) => agency === 'sussex-police')
    ?.subjects.unshift({ ...person, forename: latin[0] ?? '', surname: latin[1] ?? '' })
}
