/**
 * What is decided and asked in the exercise's operations: 60 decisions, of which a loggist enters six and two are not
 * confirmed, three corrections; and 45 actions in every state. Dates are relative to the day of loading.
 */
import {
  enterDecision,
  moveAction,
  parseAction,
  parseDecision,
  raiseAction,
  sayOfDecision,
  type ActionId,
  type ActionStep,
  type DecisionId,
  type OperationId,
} from '../../src/rooms/operations/index.ts'
import type { PersonId } from '../../src/wire/ids.ts'
import { idOf, inDays, type Act } from './act.ts'

const at = (account: string, slug: string) => `${account}@${slug}.example`
const SUSSEX = at('intelligence-officer', 'sussex-police')
const LOGGIST = at('analyst', 'sussex-police')
const KENT = at('intelligence-officer', 'kent-police')
const KENT_INVESTIGATOR = at('investigator', 'kent-police')
const NCA = at('intelligence-officer', 'nca')
const NCA_LOGGIST = at('analyst', 'nca')
const BORDER = at('intelligence-officer', 'border-force')

/** What was decided, and why. */
const said: readonly (readonly [decision: string, reason: string])[] = [
  [
    'Ask every chandler between Shoreham and Rye for cash sales of engines over 30 hp',
    'Five engines were sold for cash in nine days, and no yard keeps a name',
  ],
  [
    'Visit the yard with trading standards, and not with a warrant',
    'Nothing yet shows an offence there; a visit shows what is stored',
  ],
  [
    'Do not stop the van before its load is seen',
    'An empty van tells those who own it, and ends the enquiry',
  ],
  [
    'Put a safeguarding officer beside each team on the day',
    'Boats of this group have carried children twice',
  ],
  [
    'Ask the NCA for a financial enquiry on the two company accounts',
    'Money reaches the yard from both within a day of each sale',
  ],
  [
    'Tell the harbour masters what to look for, without a name',
    'They see trailers at night; a name would be all over the quay',
  ],
  ['Hold the search back for one week', 'The owner is away, and the books are said to be with them'],
  [
    'Keep the list of engine numbers in one place, with the exhibits officer',
    'Two lists differ by three engines',
  ],
  [
    'Brief the night desk of HM Coastguard on whom to ring',
    'A launch is theirs to answer; we are told afterwards',
  ],
  ['Share the pattern of sales with Border Force at the ports', 'The same trailers come in through Newhaven'],
  ['Do not speak to the marina’s staff again before Friday', 'One of them has asked who else was visited'],
  [
    'Offer the yard’s owner advice on what the law asks of a seller',
    'A seller who knows may stop; that is an end too',
  ],
]

type Entered = {
  of: string
  maker: string
  by: string
  sensitive: boolean
  number: number
  corrects?: number
}

/** Who decides in turn: by operation, the makers; a loggist enters some. */
const logs = [
  { of: 'Copper Lantern', many: 38, makers: [SUSSEX, at('intelligence-officer-2', 'sussex-police'), KENT, NCA, BORDER], loggist: LOGGIST, logged: [6, 12, 17, 22], corrections: [9, 20], sensitive: false },
  { of: 'Granite Kestrel', many: 14, makers: [KENT, at('intelligence-officer', 'immigration-enforcement')], loggist: null, logged: [], corrections: [8], sensitive: false },
  { of: 'Silver Orchid', many: 8, makers: [NCA], loggist: NCA_LOGGIST, logged: [3, 6], corrections: [], sensitive: true },
] as const // prettier-ignore

const entries: readonly Entered[] = logs.flatMap((log) =>
  Array.from({ length: log.many }, (_, index): Entered => {
    const number = index + 1
    const maker = log.makers[index % log.makers.length] ?? SUSSEX
    const isLogged = (log.logged as readonly number[]).includes(number)
    return {
      ...{
        of: log.of,
        maker,
        by: isLogged ? (log.loggist ?? maker) : maker,
        sensitive: log.sensitive,
        number,
      },
      ...((log.corrections as readonly number[]).includes(number) ? { corrects: number - 1 } : {}),
    }
  }),
)

const idOfOperation = (codename: string) => idOf(`Operation ${codename}`) as OperationId
const idOfEntry = (of: string, number: number) => idOf(`Decision ${String(number)} of ${of}`) as DecisionId

function entered({ of, maker, by, sensitive, number, corrects }: Entered): Act {
  const [decision, reason] = said[(number - 1) % said.length] ?? ['', '']
  return {
    step: `operations: decision ${String(number)} of ${of}`,
    account: by,
    operation: 'operations.decision.enter',
    purpose: `Operation ${of}, decision ${String(number)}`,
    perform: async (scope) => {
      const who = await scope.tx.maybe<{ id: PersonId }>('select id from identity.person where email = $1', [
        maker,
      ])
      if (!who) return false
      const parsed = parseDecision(
        {
          decision: number > said.length ? `${decision} (looked at again)` : decision,
          reason: corrects === undefined ? reason : `Entry ${String(corrects)} named the wrong day. ${reason}`,
          ...(number % 4 === 0 ? { options: 'To do nothing: then the sales go on. To do it at once: then it is seen' } : {}),
          ...(number % 5 === 0 ? { change: 'If the yard closes, or a boat leaves from it' } : {}),
          ...(number % 6 === 0 ? { headings: { model: number % 12 === 0 ? 'ndm' : 'jdm', risk: 'That those who sell learn of it', powers: 'None is used' } } : {}),
          decided_at: new Date(scope.now.getTime() - (60 - number) * 3_600_000).toISOString(),
          classification: sensitive ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
          must_read: number % 12 === 4,
          ...(number % 9 === 0 ? { review_on: inDays(scope, 14) } : {}),
          ...(by === maker ? {} : { maker: who.id }),
          ...(corrects === undefined ? {} : { corrects: idOfEntry(of, corrects) }),
        },
        scope.now,
      ) // prettier-ignore
      if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
      const where = { operation: idOfOperation(of), log: null }
      await enterDecision(scope, where, parsed.decision, idOfEntry(of, number))
      return true
    },
  }
}

/** The last entry of each loggist waits for its maker. */
const confirmed: readonly Act[] = entries
  .filter(
    ({ by, maker, of, number }) => by !== maker && !(of === 'Copper Lantern' ? number === 22 : number === 6),
  )
  .map(({ of, maker, number }) => ({
    step: `operations: decision ${String(number)} of ${of} is confirmed`,
    account: maker,
    operation: 'operations.decision.confirm',
    purpose: `Operation ${of}, decision ${String(number)}`,
    perform: async (scope) => {
      await sayOfDecision(scope, idOfEntry(of, number), { word: 'confirmed' })
      return true
    },
  }))

type Kind = 'enquiry' | 'financial-enquiry' | 'partner' | 'exhibit' | 'disruption' | 'safeguard'
const asked: readonly (readonly [
  kind: Kind,
  about: 'group' | 'place' | 'child' | 'nobody',
  what: string,
  wanted: string,
])[] = [
  [
    'enquiry',
    'place',
    'Ask the marina who paid for the three engines',
    'A day, a van, a description of what was bought',
  ],
  [
    'financial-enquiry',
    'group',
    'Find who paid into the yard’s account in October',
    'Which accounts, and on which days',
  ],
  ['partner', 'nobody', 'Ask the ports for trailers that came twice in a week', 'A list of days and places'],
  [
    'exhibit',
    'place',
    'Compare the engine found at Cuckmere with the sales list',
    'Whether its number is on the list',
  ],
  [
    'disruption',
    'group',
    'Visit the yard with trading standards',
    'What is stored there, and what the owner was told',
  ],
  [
    'safeguard',
    'child',
    'Agree with children’s services whom to ring on the day',
    'A telephone that is answered all night',
  ],
  ['enquiry', 'place', 'Look at the slipway’s own camera for the three nights', 'Whether a boat was put in'],
]

/** How far each action has come, so many of each; the agency that is asked, and who works on it there. */
const states: readonly (readonly [state: ActionStep['to'] | 'raised', many: number])[] = [
  ...([['raised', 5], ['offered', 5], ['accepted', 5], ['declined', 4], ['allocated', 8]] as const),
  ...([['done', 6], ['checked', 3], ['filed', 6], ['not-pursued', 3]] as const),
] // prettier-ignore
const agencies = [
  { slug: 'nca', tasking: NCA, worker: NCA },
  { slug: 'kent-police', tasking: KENT, worker: KENT_INVESTIGATOR },
  { slug: 'border-force', tasking: BORDER, worker: BORDER },
] as const

const COPPER = 'Copper Lantern'
const actionIdOf = (number: number) => idOf(`Action ${String(number)} of ${COPPER}`) as ActionId

function raised(number: number): Act {
  const [kind, about, what, wanted] = asked[(number - 1) % asked.length] ?? ['enquiry', 'place', '', '']
  return {
    step: `operations: action ${String(number)} of ${COPPER}`,
    account: SUSSEX,
    operation: 'operations.action.raise',
    purpose: `Operation ${COPPER}, action ${String(number)}`,
    perform: async (scope) => {
      const today = inDays(scope, 0)
      const parsed = parseAction(
        {
          ...{ kind, about, what: number > asked.length ? `${what} (again)` : what, wanted },
          why: 'It follows from what was decided on the sales for cash',
          priority: (['high', 'medium', 'low'] as const)[number % 3],
          due_on: inDays(scope, 2 + (number % 20)),
          ...(number % 10 === 0 ? { wait_until: inDays(scope, 1) } : {}),
          before_closing: number % 8 === 0,
          ...(number % 7 === 0 ? { decision: idOfEntry(COPPER, number % 30 || 1) } : {}),
          ...(number % 9 === 0 ? { depends_on: [number - 1] } : {}),
        },
        today,
      )
      if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
      await raiseAction(scope, idOfOperation(COPPER), parsed.action, actionIdOf(number))
      return true
    },
  }
}

const moved = (number: number, account: string, step: ActionStep | 'to-worker', worker: string): Act => {
  const to = step === 'to-worker' ? 'allocated' : step.to
  return {
    step: `operations: action ${String(number)} of ${COPPER}: ${to}`,
    account,
    operation: 'operations.action.move',
    purpose: `Operation ${COPPER}, action ${String(number)}: ${to}`,
    perform: async (scope) => {
      const found = await scope.tx.maybe<{ revision: number }>('select revision from operations.action where id = $1', [actionIdOf(number)])
      if (!found) return false
      if (step !== 'to-worker') {
        await moveAction(scope, actionIdOf(number), found.revision, step)
        return true
      }
      const who = await scope.tx.maybe<{ id: PersonId }>('select id from identity.person where email = $1', [worker])
      if (!who) return false
      const whole = { to: 'allocated' as const, person: who.id, team: null }
      await moveAction(scope, actionIdOf(number), found.revision, whole)
      return true
    },
  } // prettier-ignore
}

function stepsTo(number: number, state: ActionStep['to'] | 'raised'): Act[] {
  const { slug, tasking, worker } = agencies[number % agencies.length] ?? agencies[0]
  const offered: Act = {
    ...moved(number, SUSSEX, { to: 'accepted' }, worker),
    step: `operations: action ${String(number)} of ${COPPER}: offered`,
    purpose: `Operation ${COPPER}, action ${String(number)}: offered`,
    perform: async (scope) => {
      const agency = await scope.tx.maybe<{ id: number }>('select id from identity.agency where slug = $1', [slug])
      if (!agency) return false
      await moveAction(scope, actionIdOf(number), 1, { to: 'offered', agency: agency.id })
      return true
    },
  }
  const result = 'It was asked, and answered. The report of it is filed and released to this operation.'
  const all: readonly (readonly [ActionStep['to'], Act])[] = [
    ['offered', offered],
    ['accepted', moved(number, tasking, { to: 'accepted' }, worker)],
    ['allocated', moved(number, tasking, 'to-worker', worker)],
    ['done', moved(number, worker, { to: 'done', result, shared: true }, worker)],
    ['checked', moved(number, SUSSEX, { to: 'checked' }, worker)],
    ['filed', moved(number, tasking, { to: 'filed' }, worker)],
  ]
  if (state === 'raised') return []
  if (state === 'declined') return [offered, moved(number, tasking, { to: 'declined', reason: 'Nobody is free this month' }, worker)]
  if (state === 'not-pursued') return [moved(number, SUSSEX, { to: 'not-pursued', reason: 'The yard was found empty' }, worker)]
  return all.slice(0, all.findIndex(([to]) => to === state) + 1).map(([, act]) => act)
} // prettier-ignore

const actions: readonly Act[] = states
  .flatMap(([state, many]) => Array.from({ length: many }, () => state))
  .flatMap((state, index) => [raised(index + 1), ...stepsTo(index + 1, state)])

export const operationLogActs: readonly Act[] = [...entries.map(entered), ...confirmed, ...actions]
