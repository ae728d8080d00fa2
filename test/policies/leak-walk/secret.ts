/** What the walk looks for: what records hold in secret, each with words and identifiers that stand nowhere else. */
import type { RecordId } from '../../../src/wire/ids.ts'
import { randomBytes } from 'node:crypto'
import { reportBody } from '../../support/reports.ts'
import { canaryWord } from './words.ts'

/** What is secret of one record. */
export type Secret = {
  name: string
  title: string
  text: string
  person: string
  phone: string
  plate: string
  email: string
  agencyReference: string
  conditions: string
  /** people who are split off before anything is written: only the owner ever reads of them */
  victim: string
  witness: string
  child: string
  /** asking a partner for these identifiers must not find this record either */
  silent: boolean
  id: RecordId
  reference: string
}

export type Variant = 'silent' | 'operation' | 'draft' | 'unreleased' | 'recalled' | 'kent' | 'thread'

/** Names to ids. */
export type Ids = Record<string, string>

/** What a form or a program sends. */
export type Fields = Record<string, unknown>

export type Canary = {
  secrets: Secret[]
  /** ids of everything that was planted, by what they are ids of */
  ids: Ids
  /** every word that must not be found, by name */
  words: Record<string, string>
}

/** Of every secret person. */
export const SECRET_BIRTH = '1980-01-02'

let numbers = 100
/** Of Ofcom's range for drama; no other record of these tests uses 07700 9001xx to 9003xx. */
const nextNumber = () => `07700 900${String((numbers += 1))}`
const LETTERS = 'BCDFGHJKLMNPRSTVWX'
const nextPlate = () => {
  const letters = randomBytes(3)
  const three = [...letters].map((byte) => LETTERS[byte % LETTERS.length] ?? 'B').join('')
  return `ZQ${String((numbers += 1)).slice(-2)} ${three}`
}

function newSecret(name: Variant, silent: boolean): Secret {
  return {
    name,
    silent,
    title: canaryWord(),
    text: canaryWord(),
    person: canaryWord(),
    phone: nextNumber(),
    plate: nextPlate(),
    email: `${canaryWord()}@canary.example`,
    agencyReference: `ref-${canaryWord()}`,
    conditions: canaryWord(),
    victim: canaryWord(),
    witness: canaryWord(),
    child: canaryWord(),
    id: '' as RecordId,
    reference: '',
  }
}

export function newSecrets(): Record<Variant, Secret> {
  return {
    silent: newSecret('silent', true),
    operation: newSecret('operation', true),
    draft: newSecret('draft', true),
    // Lawful to find by asking for its identifiers, so nobody asks for them here.
    unreleased: newSecret('unreleased', false),
    recalled: newSecret('recalled', true),
    kent: newSecret('kent', false),
    thread: newSecret('thread', false),
  }
}

/** The secret as the body of a report. */
export function bodyOf(secret: Secret, more: Record<string, unknown> = {}) {
  return reportBody({
    title: `Canary ${secret.title}`,
    classification: 'OFFICIAL-SENSITIVE',
    handling: 'C',
    conditions: `Only for ${secret.conditions}`,
    action_code: 'A1',
    sanitisation_code: 'S1',
    discoverable: !secret.silent,
    agency_reference: secret.agencyReference,
    items: [
      {
        text: `The canary ${secret.text} was seen at the quay.`,
        source_evaluation: '2',
        intelligence_assessment: 'B',
        basis: 'fact',
        events: [
          { kind: 'landing', when: '2 May 2026', where: '50.910, 0.775', place: `Beside ${secret.text}` },
        ],
      },
    ],
    subjects: [
      {
        kind: 'person',
        item: 1,
        category: 'suspected',
        names: [`Canary ${secret.person}`],
        born: SECRET_BIRTH,
      },
      { kind: 'phone', item: 1, value: secret.phone },
      { kind: 'vehicle', item: 1, value: secret.plate, country: 'GB' },
      { kind: 'email', item: 1, value: secret.email },
      { kind: 'person', item: 1, category: 'victim', names: [`Canary ${secret.victim}`], born: SECRET_BIRTH },
      { kind: 'person', item: 1, category: 'witness', names: [`Canary ${secret.witness}`] },
      // A suspect as well, but a child: whatever the category, never compared and never disclosed.
      {
        kind: 'person',
        item: 1,
        category: 'suspected',
        names: [`Canary ${secret.child}`],
        born: '2015-06-07',
      },
    ],
    ...more,
  })
}

/** The first of the secrets: what somebody would ask for who suspects something. */
export function secretOf(canary: Canary): Secret {
  const [first] = canary.secrets
  if (!first) throw new Error('a secret was planted')
  return first
}

/** The identifiers of the silent records, in other spellings; nothing of it may be found. */
export const secretIdentifiers = (canary: Canary): { kind: string; value: string }[] =>
  canary.secrets
    .filter((one) => one.silent)
    .flatMap((one) => [
      { kind: 'phone', value: one.phone.replace(/^0/, '+44 (0)') },
      { kind: 'vehicle', value: one.plate.toLowerCase() },
      { kind: 'email', value: one.email },
    ])

/** The persons of the silent records, with the birth that `bodyOf` gives them. */
export const secretPersons = (canary: Canary): { value: string; born: string }[] =>
  canary.secrets
    .filter((one) => one.silent)
    .map((one) => ({ value: `Canary ${one.person}`, born: SECRET_BIRTH }))
