/**
 * Which ranks the exercise's administrators attest, relative to the day of loading: those of police, grades of agencies that have
 * none, one that runs out within two weeks, an acting rank, and one that was attested by mistake and ended.
 */
import { addGrade } from '../../src/cli/agency-grades.ts'
import type { Database } from '../../src/platform/database/perform.ts'
import {
  attestRank,
  endAttestation,
  parseAttestation,
  type AttestationId,
} from '../../src/rooms/people/index.ts'
import type { Rank } from '../../src/wire/codes.ts'
import type { PersonId } from '../../src/wire/ids.ts'
import { idOf, inDays, type Act } from './act.ts'

/** Invented: no agency has a grade of this name. */
const grades: readonly (readonly [slug: string, name: string, rank: Rank])[] = [
  ['nca', 'Exercise grade 2', 'superintendent'],
  ['nca', 'Exercise grade 3', 'inspector'],
  ['nca', 'Exercise grade 5', 'constable'],
  ['border-force', 'Exercise higher grade', 'inspector'],
  ['border-force', 'Exercise grade', 'constable'],
  ['immigration-enforcement', 'Exercise higher grade', 'inspector'],
]

/** The operator enters the grades of the exercise's agencies; those that are there stay as they are. */
export async function enterGrades(database: Database): Promise<void> {
  for (const [agency, name, rank] of grades) await addGrade(database, { agency, name, rank })
}

type Attested = {
  account: string
  slug: string
  held: { rank: Rank } | { grade: string }
  days: number
}

const attested: readonly Attested[] = [
  { account: 'coordinator', slug: 'sussex-police', held: { rank: 'chief-inspector' }, days: 365 },
  { account: 'intelligence-officer', slug: 'sussex-police', held: { rank: 'sergeant' }, days: 365 },
  { account: 'intelligence-officer', slug: 'sussex-police', held: { rank: 'inspector' }, days: 90 },
  { account: 'intelligence-officer-2', slug: 'sussex-police', held: { rank: 'sergeant' }, days: 12 },
  { account: 'investigator', slug: 'sussex-police', held: { rank: 'constable' }, days: 365 },
  { account: 'chief-officer', slug: 'sussex-police', held: { rank: 'chief-officer' }, days: 700 },
  { account: 'coordinator', slug: 'kent-police', held: { rank: 'superintendent' }, days: 365 },
  { account: 'intelligence-officer', slug: 'kent-police', held: { rank: 'inspector' }, days: 20 },
  { account: 'investigator', slug: 'kent-police', held: { rank: 'constable' }, days: 365 },
  { account: 'coordinator', slug: 'nca', held: { grade: 'Exercise grade 2' }, days: 365 },
  { account: 'intelligence-officer', slug: 'nca', held: { grade: 'Exercise grade 3' }, days: 365 },
  { account: 'investigator', slug: 'nca', held: { grade: 'Exercise grade 5' }, days: 365 },
  { account: 'coordinator', slug: 'border-force', held: { grade: 'Exercise higher grade' }, days: 365 },
  {
    account: 'coordinator',
    slug: 'immigration-enforcement',
    held: { grade: 'Exercise higher grade' },
    days: 25,
  },
  { account: 'coordinator', slug: 'taskforce', held: { rank: 'superintendent' }, days: 365 },
]

const nameOf = ({ account, slug, held }: Attested) =>
  `${account}@${slug}.example, ${'rank' in held ? held.rank : held.grade}`

const attest = (one: Attested): Act => ({
  step: `ranks: ${nameOf(one)}`,
  account: `administrator@${one.slug}.example`,
  operation: 'people.rank.attest',
  purpose: `Rank of ${nameOf(one)}`,
  perform: async (scope) => {
    const person = await scope.tx.maybe<{ id: PersonId }>('select id from identity.person where email = $1', [
      `${one.account}@${one.slug}.example`,
    ])
    const grade =
      'grade' in one.held
        ? await scope.tx.maybe<{ id: string }>(
            'select id from identity.grade where name = $1 and ended_at is null',
            [one.held.grade],
          )
        : null
    if (person === null || ('grade' in one.held && grade === null)) return false
    const read = parseAttestation(
      {
        ...('rank' in one.held ? { rank: one.held.rank } : { grade: grade?.id }),
        ...{ from: inDays(scope, 0), until: inDays(scope, one.days) },
      },
      inDays(scope, 0),
    )
    if ('fields' in read) throw new Error(`${nameOf(one)}: ${JSON.stringify(read.fields)}`)
    await attestRank(scope, person.id, read.attestation, idOf(`Rank of ${nameOf(one)}`) as AttestationId)
    return true
  },
})

const mistaken: Attested = {
  ...{ account: 'analyst', slug: 'sussex-police', held: { rank: 'superintendent' }, days: 365 },
}

const ended: Act = {
  step: 'ranks: one that was attested by mistake is ended',
  account: 'administrator@sussex-police.example',
  operation: 'people.rank.end',
  purpose: 'A rank that was attested by mistake',
  perform: async (scope) => {
    await endAttestation(
      scope,
      idOf(`Rank of ${nameOf(mistaken)}`) as AttestationId,
      'Attested for somebody else by mistake',
    )
    return true
  },
}

export const rankActs: readonly Act[] = [...attested.map(attest), attest(mistaken), ended]
