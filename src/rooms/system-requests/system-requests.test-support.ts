/** Short ways through requests to systems of record for tests. All of it is invented. */
import type { TestDatabase } from '../../../test/support/database.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Rank } from '../../wire/codes.ts'
import { ukParts } from '../operations/index.ts'
import { attestRank } from '../people/index.ts'
import { accredit } from './accredit.ts'
import { draftRequest } from './draft-request.ts'
import type { SystemRequestId } from './ids.ts'
import { moveRequest, type Move } from './move-request.ts'
import { lookAtRequest } from './read-requests.ts'
import { parseRequest, type NewRequest, type Parsed } from './request.ts'

export const OFFICER = 'intelligence-officer@sussex-police.example'
export const ANALYST = 'analyst@sussex-police.example'
/** holds the rank */
export const INSPECTOR = 'coordinator@sussex-police.example'
/** is accredited for the PND */
export const OPERATOR = 'triage-officer@sussex-police.example'
export const ADMINISTRATOR = 'administrator@sussex-police.example'
export const MANAGER = 'records-manager@sussex-police.example'
export const KENT = 'intelligence-officer@kent-police.example'

type On = Pick<TestDatabase, 'database' | 'person'>

/** @returns YYYY-MM-DD, so many days from now */
export const inDays = (days: number): string => ukParts(new Date(Date.now() + days * 86_400_000)).day

/** The body of a request as the API takes it. */
export const requestBody = (changes: object = {}): Record<string, unknown> => ({
  ...{ system: 'pnd', matter: 'CR/2026/118', power: 'Common law policing powers; DPA 2018 Part 3' },
  ...{ purpose: 'To find who bought the engines', category: 'suspected' },
  ...{ subject: 'The man who calls himself Harbour Tom', asked: 'Is anything held on him under this name?' },
  necessity: 'Nothing else says who he is, and the next crossing is soon.',
  proportionality: 'One name, one system, and only whether something is held.',
  less_intrusive: 'Our own reports and the open registers were read first, and say nothing.',
  ...{ sensitive: false, review_on: inDays(90) },
  ...changes,
})

/** @throws Error with what is wrong */
export function sound<Value>(parsed: Parsed<Value>): Value {
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return parsed.value
}
export const requestOf = (changes: object = {}): NewRequest =>
  sound(parseRequest(requestBody(changes), inDays(0)))

const as = <T>(on: On, who: string, work: (scope: MemberScope) => Promise<T>): Promise<T> =>
  on.database.performAs({ personId: on.person(who).id, operation: 'test', purpose: null }, work)

/** Somebody gets a rank from the administrator of their agency. */
export const rankFor = (on: On, who: string, rank: Rank = 'inspector'): Promise<unknown> =>
  as(on, `administrator@${who.split('@')[1] ?? ''}`, (scope) =>
    attestRank(scope, on.person(who).id, { held: { rank }, from: inDays(0), until: inDays(300) }),
  )

/** Somebody is accredited by the administrator of their agency. */
export const accreditFor = (on: On, who: string, system = 'pnd'): Promise<unknown> =>
  as(on, `administrator@${who.split('@')[1] ?? ''}`, (scope) =>
    accredit(scope, { system, person: who, until_on: inDays(200) }),
  )

/** Brings a request on from where it stands. */
export async function move(scope: MemberScope, id: SystemRequestId, to: Move): Promise<void> {
  const { revision } = await lookAtRequest(scope, id)
  await moveRequest(scope, id, revision, to)
}

/** Ways through a request on one database: drafted by the officer, authorised by the inspector, made by the operator. */
export const requestsOn = (on: On) => {
  const by = <T>(who: string, work: (scope: MemberScope) => Promise<T>) => as(on, who, work)
  const drafted = async (changes: object = {}) =>
    (await by(OFFICER, (scope) => draftRequest(scope, requestOf(changes)))).id
  const asked = async (changes: object = {}) => {
    const id = await drafted(changes)
    await by(OFFICER, (scope) => move(scope, id, { to: 'asked', authoriser: INSPECTOR }))
    return id
  }
  const authorised = async (changes: object = {}) => {
    const id = await asked(changes)
    await by(INSPECTOR, (scope) => move(scope, id, { to: 'authorised' }))
    return id
  }
  const made = async (changes: object = {}) => {
    const id = await authorised(changes)
    await by(OPERATOR, (scope) => move(scope, id, { to: 'made', reference: 'PND-4471' }))
    return id
  }
  const possible = async (changes: object = {}) => {
    const id = await made(changes)
    await by(OPERATOR, (scope) =>
      move(scope, id, {
        to: 'outcome',
        outcome: 'possible',
        outcome_text: 'One record may be him',
        wrong: [],
      }),
    )
    return id
  }
  return { by, drafted, asked, authorised, made, possible }
}
