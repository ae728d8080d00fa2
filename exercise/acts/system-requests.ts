/**
 * Fifteen requests to systems of record of three agencies, relative to the day of loading, in every state: drafts, asked, refused,
 * authorised, lapsed, made, answered, closed; a possible answer, one that was corroborated and one about the wrong person; one that
 * its author tried to authorise and was refused. All of it is invented.
 */
import { enterDesk } from '../../src/cli/systems.ts'
import type { Database } from '../../src/platform/database/perform.ts'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { SeamarkError } from '../../src/platform/errors.ts'
import {
  accredit,
  corroborate,
  draftRequest,
  moveRequest,
  parseRequest,
  safeguard,
  type RequestMove,
  type SystemRequestId,
} from '../../src/rooms/system-requests/index.ts'
import { idOf, inDays, type Act } from './act.ts'

type Until =
  | 'drafted'
  | 'asked'
  | 'self-authorised'
  | 'refused'
  | 'authorised'
  | 'lapsed'
  | 'made'
  | 'nothing'
  | 'possible'
  | 'corroborated'
  | 'wrong-person'
  | 'closed'

type Invented = {
  of: string
  system: string
  subject: string
  asked: string
  until: Until
  category?: 'suspected' | 'child' | 'witness'
}

const one = (of: string, system: string, subject: string, asked: string, until: Until): Invented => ({
  ...{ of, system, subject, asked, until },
})
const SUSSEX = 'sussex-police'
const KENT = 'kent-police'
const NCA = 'nca'

/** Authorised and not made in time, once `dateRequests` has dated it. */
const LAPSED = one(SUSSEX, 'pnd', 'The man who paid for the slipway', 'Is anything held on him?', 'lapsed')

const requests: readonly Invented[] = [
  one(SUSSEX, 'pnd', 'The man called Harbour Tom', 'Is anything held on him under this name?', 'possible'),
  one(SUSSEX, 'pnd', 'The seller of three outboard engines', 'Is he known for selling engines?', 'nothing'),
  one(SUSSEX, 'pnd', 'The driver of the white van at Rye', 'Is anything held on him?', 'self-authorised'),
  one(SUSSEX, 'pnd', 'The keeper of the store at Shoreham', 'Is he linked with other stores?', 'authorised'),
  LAPSED,
  one(SUSSEX, 'pnc', 'The trailer seen at Pevensey', 'Is it reported stolen?', 'made'),
  one(SUSSEX, 'pnd', 'The organiser named in two reports', 'Is he known under another name?', 'drafted'),
  {
    ...one(SUSSEX, 'pnd', 'A boy found at Camber Sands', 'Is he reported missing?', 'asked'),
    category: 'child',
  },
  one(KENT, 'pnd', 'The skipper of the grey boat', 'Is anything held on him?', 'closed'),
  one(KENT, 'pnd', 'The woman who rents the barn', 'Is she linked with other barns?', 'refused'),
  one(KENT, 'pnc', 'The outboard engine with a filed number', 'Is it reported stolen?', 'asked'),
  one(KENT, 'pnd', 'The man at the fuel pump', 'Is he known for buying fuel in cans?', 'corroborated'),
  one(NCA, 'pnd', 'The lender behind the engines', 'Is anything held on him?', 'nothing'),
  one(NCA, 'pnd', 'The buyer of life jackets', 'Is he known for buying in bulk?', 'wrong-person'),
  one(NCA, 'pnd', 'The owner of two marinas', 'Is he linked with other marinas?', 'drafted'),
]

const person = (role: string, of: string) => `${role}@${of}.example`
const nameOf = ({ of, subject }: Invented) => `${of}: ${subject}`
const requestOf = (of: Invented) => idOf(`Request ${nameOf(of)}`) as SystemRequestId

export const lapsedRequest = requestOf(LAPSED)

const write = (scope: MemberScope, of: Invented) => {
  const body = {
    ...{ system: of.system, matter: 'Exercise 1', power: 'Common law policing powers; DPA 2018 Part 3' },
    ...{ purpose: 'Preventing and detecting facilitation', category: of.category ?? 'suspected' },
    ...{ subject: of.subject, asked: of.asked, necessity: 'Nothing of our own answers it.' },
    proportionality: 'One subject, one system, and only whether something is held.',
    less_intrusive: 'Our own reports and open registers were read first.',
    ...{ sensitive: false, review_on: inDays(scope, 90) },
  }
  const parsed = parseRequest(body, inDays(scope, 0))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return draftRequest(scope, parsed.value, requestOf(of))
}

const act = (
  of: Invented,
  what: string,
  who: string,
  operation: string,
  work: (scope: MemberScope, id: SystemRequestId) => Promise<unknown>,
  rests: 'on a report' | 'on nothing' = 'on nothing',
): Act => ({
  step: `system-requests: ${nameOf(of)} ${what}`,
  account: person(who, of.of),
  operation: `system-requests.request.${operation}`,
  purpose: `Request ${nameOf(of)} ${what}`,
  perform: async (scope) => {
    if (rests === 'on a report' && (await ownReport(scope)) === null) return false
    await work(scope, requestOf(of))
    return true
  },
})

/** The reference of a report that this agency has filed, the oldest; null on a node without an exercise's reports. */
async function ownReport(scope: MemberScope): Promise<string | null> {
  const row = await scope.tx.maybe<{ reference: string }>(
    `select reference from access.record
     where kind = 'report' and agency_id = $1 and status = 'disseminated' order by filed_at, reference limit 1`,
    [scope.actor.agencyId],
  )
  return row?.reference ?? null
}

const moved = (of: Invented, what: string, who: string, revision: number, to: RequestMove): Act =>
  act(of, what, who, to.to === 'authorised' || to.to === 'refused' ? 'authorise' : 'move', (scope, id) =>
    moveRequest(scope, id, revision, to),
  )

/** Whoever asks tries to authorise: the database refuses, and nothing comes of it. */
const tried = (of: Invented): Act =>
  act(of, 'is not authorised by who asks', 'intelligence-officer', 'authorise', async (scope, id) => {
    await moveRequest(scope, id, 2, { to: 'authorised' }).catch((fault: unknown) => {
      if (!(fault instanceof SeamarkError) || fault.code !== 'not-yours-to-do') throw fault
    })
  })

function actsOf(of: Invented): Act[] {
  const acts = [
    act(of, 'is written', 'intelligence-officer', 'draft', (scope) => write(scope, of)),
    ...(of.category === 'child'
      ? [
          act(of, 'is decided to be safe', 'coordinator', 'safeguard', (scope, id) =>
            safeguard(scope, id, 1, 'To find who looks for him. Nobody else is told.'),
          ),
        ]
      : []),
  ]
  if (of.until === 'drafted') return acts
  const at = of.category === 'child' ? 2 : 1
  acts.push(
    moved(of, 'is asked', 'intelligence-officer', at, {
      ...{ to: 'asked', authoriser: person('coordinator', of.of) },
    }),
  )
  if (of.until === 'asked') return acts
  if (of.until === 'self-authorised') return [...acts, tried(of)]
  if (of.until === 'refused')
    return [
      ...acts,
      moved(of, 'is refused', 'coordinator', 2, {
        ...{ to: 'refused', refused_for: 'less-intrusive', reason: 'Ask the letting agent first.' },
      }),
    ]
  acts.push(moved(of, 'is authorised', 'coordinator', 2, { to: 'authorised' }))
  if (of.until === 'authorised' || of.until === 'lapsed') return acts
  const maker = of.system === 'pnd' ? 'analyst' : 'intelligence-officer'
  acts.push(moved(of, 'is made', maker, 3, { to: 'made', reference: 'EX-4471' }))
  return of.until === 'made' ? acts : [...acts, ...answersOf(of, maker)]
}

/** What came of it, and what followed. */
function answersOf(of: Invented, maker: string): Act[] {
  if (of.until === 'wrong-person')
    return [
      act(
        ...([of, 'was about another', 'intelligence-officer', 'move'] as const),
        async (scope, id) => {
          await moveRequest(scope, id, 4, {
            ...{ to: 'outcome', outcome: 'wrong-person', wrong: [(await ownReport(scope)) ?? ''] },
            outcome_text: 'The report names another man of the same nickname.',
          })
        },
        'on a report',
      ),
    ]
  const possible = of.until === 'possible' || of.until === 'corroborated'
  const acts = [
    moved(of, 'is answered', maker, 4, {
      ...{ to: 'outcome', outcome: possible ? 'possible' : 'nothing', wrong: [] },
      ...(possible ? { outcome_text: 'One record may be the same person.' } : {}),
    }),
  ]
  if (of.until === 'corroborated')
    acts.push(
      act(
        ...([of, 'is corroborated', 'intelligence-officer', 'corroborate'] as const),
        async (scope, id) => {
          const words = 'A report that we filed before says the same of him, by another source.'
          await corroborate(scope, id, 5, { words, records: [(await ownReport(scope)) ?? ''] })
        },
        'on a report',
      ),
    )
  if (of.until === 'closed') acts.push(moved(of, 'is closed', 'intelligence-officer', 5, { to: 'closed' }))
  return acts
}

const accredited = (of: string): Act => ({
  step: `system-requests: an analyst of ${of} is accredited`,
  account: person('administrator', of),
  operation: 'system-requests.accreditation.add',
  purpose: `Accreditation of an analyst of ${of}`,
  perform: async (scope) => {
    await accredit(scope, { system: 'pnd', person: person('analyst', of), until_on: inDays(scope, 300) })
    return true
  },
})

export const systemRequestActs: readonly Act[] = [
  ...[SUSSEX, KENT, NCA].map(accredited),
  ...requests.flatMap(actsOf),
]

/** The operator enters which desk asks for agencies without access; it stays as it is when it is there. */
export async function enterDesks(database: Database): Promise<void> {
  for (const agency of [SUSSEX, KENT])
    await enterDesk(database, {
      ...{ code: 'pnc', agency, name: 'Exercise regional unit', telephone: '01632 960900', hours: 36 },
    })
}
