/**
 * Sixteen encounters of five agencies, relative to the day of loading: five with possible children, and one landing of sixty. In
 * every state: being recorded, waiting for a colleague's check, sent back, checked, closed. All of it is invented.
 */
import type { MemberScope } from '../../src/platform/database/scope.ts'
import {
  addChildren,
  addHandover,
  addOpportunity,
  answerStep,
  moveEncounter,
  parseAnswer,
  parseChildren,
  parseEncounter,
  parseHandover,
  parseOpportunity,
  recordEncounter,
  type EncounterId,
  type StepNumber,
} from '../../src/rooms/encounters/index.ts'
import { idOf, type Act } from './act.ts'

type Invented = {
  of: string
  /** days before the day of loading */
  ago: number
  place: string
  how: 'on-foot' | 'vessel' | 'lorry' | 'vehicle' | 'premises' | 'port'
  adults: number
  children: number
  unknown: number
  injured: number
  /** how far it has come: so many steps, or a state behind all of them */
  until: 0 | 3 | 6 | 'handed-over' | 'returned' | 'checked' | 'closed'
  /** of its adults; the rest came to a hospital first */
  identified: number
}

const one = (
  of: string,
  ago: number,
  place: string,
  how: Invented['how'],
  [adults, children, unknown, injured]: readonly [number, number, number, number],
  until: Invented['until'],
  identified = adults,
): Invented => ({ of, ago, place, how, adults, children, unknown, injured, until, identified })

const encounters: readonly Invented[] = [
  one('sussex-police', 2, 'Camber Sands, by the second groyne', 'on-foot', [48, 12, 0, 5], 'handed-over', 31),
  one('sussex-police', 0, 'Birling Gap, at the foot of the steps', 'on-foot', [3, 0, 1, 0], 3),
  one('sussex-police', 9, 'Layby on the A259 near Pevensey', 'vehicle', [4, 1, 0, 0], 'closed', 3),
  one('sussex-police', 20, 'Newhaven, the ferry port', 'port', [2, 0, 0, 0], 'checked'),
  one('sussex-police', 41, 'A barn near Winchelsea', 'premises', [7, 0, 0, 1], 'closed', 5),
  one('kent-police', 1, 'Dungeness, the old lifeboat station', 'on-foot', [11, 2, 0, 2], 'returned', 6),
  one('kent-police', 6, 'St Mary’s Bay', 'on-foot', [6, 0, 0, 0], 'closed', 6),
  one('kent-police', 15, 'Services on the M20', 'lorry', [5, 0, 0, 0], 'handed-over', 2),
  one('kent-police', 33, 'Folkestone, the Warren', 'on-foot', [9, 3, 0, 1], 'closed', 4),
  one('border-force', 3, 'Dover, western docks', 'port', [14, 0, 0, 0], 'checked', 14),
  one('border-force', 12, 'Four miles south of Hastings', 'vessel', [22, 4, 0, 3], 'closed', 18),
  one('border-force', 27, 'Dover, lane 7', 'lorry', [3, 0, 0, 0], 6),
  one(
    'immigration-enforcement',
    5,
    'A flat above a shop in Ashford',
    'premises',
    [4, 0, 0, 0],
    'handed-over',
  ),
  one('immigration-enforcement', 18, 'A car wash in Eastbourne', 'premises', [2, 0, 0, 0], 'closed', 1),
  one('nca', 8, 'A yard near Rye', 'premises', [1, 0, 0, 0], 'checked'),
  one('nca', 30, 'Ramsgate, the inner marina', 'vessel', [2, 0, 0, 0], 0),
]

/** So many minutes behind the moment at which they were found, and never later than now. */
const after = (scope: MemberScope, { ago }: Invented, minutes: number): string =>
  new Date(
    Math.min(scope.now.getTime(), scope.now.getTime() - ago * 86_400_000 - 4 * 3_600_000 + minutes * 60_000),
  ).toISOString()

function sound<Value>(parsed: { value: Value } | { fields: object }): Value {
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return parsed.value
}

async function answer(scope: MemberScope, id: EncounterId, step: StepNumber, of: Invented): Promise<void> {
  const minutes = [5, 15, 20, 40, 55, 60, 150, 200][step - 1] ?? 0
  const notNeeded = step === 4 && of.children + of.unknown === 0
  const said = notNeeded
    ? { answer: 'not-needed', reason: 'Everybody was plainly an adult' }
    : {
        ...{ answer: 'done', at: after(scope, of, minutes), by_whom: 'Duty sergeant' },
        ...(step === 1 ? { reference: 'CAD 118' } : step === 6 ? { reference: 'NCCU 3391' } : {}),
        ...(step === 5 ? { routes: of.children > 0 ? ['nrm-child'] : [] } : {}),
        ...(step === 7
          ? { identified: { identified: of.identified, 'care-first': of.adults - of.identified } }
          : {}),
      }
  await answerStep(scope, id, step, 0, sound(parseAnswer(step, said, scope.now)))
}

async function record(scope: MemberScope, of: Invented, id: EncounterId): Promise<void> {
  const body = {
    ...{ found_at: after(scope, of, 0), place: of.place, how_found: of.how, adults: of.adults },
    ...{ may_be_children: of.children, age_unknown: of.unknown, injured: of.injured },
  }
  await recordEncounter(scope, sound(parseEncounter(body, scope.now)), id)
  const steps = typeof of.until === 'number' ? of.until : 8
  for (const step of [1, 2, 3, 4, 5, 6, 7, 8] as const) {
    if (step > steps) return
    if (step === 4 && of.children > 0) await putOnPath(scope, of, id)
    if (step === 7) await offerConversation(scope, of, id)
    if (step === 8) await handOver(scope, of, id)
    await answer(scope, id, step, of)
  }
  await moveEncounter(scope, id, 1, { to: 'handed-over' })
}

async function putOnPath(scope: MemberScope, of: Invented, id: EncounterId): Promise<void> {
  const body = {
    ...{ how_many: of.children, told_at: after(scope, of, 35), services_reference: 'CS-4471' },
    ...{ place_of_safety: 'Reception centre', guardian: 'told', innerste: 'made' },
  }
  await addChildren(scope, id, sound(parseChildren(body, scope.now)))
}

async function offerConversation(scope: MemberScope, of: Invented, id: EncounterId): Promise<void> {
  const body = { adult: 1, age: 'adult', kind: 'conversation', at: after(scope, of, 120) }
  const said =
    of.identified === of.adults ? { taken: true } : { taken: false, reason: 'Offered, and declined' }
  await addOpportunity(scope, id, sound(parseOpportunity({ ...body, ...said }, scope.now)))
  if (of.how !== 'vessel') return
  const suspected = {
    ...{
      adult: 2,
      age: 'adult',
      kind: 'offence',
      code: 'ia71-24-e1a',
      taken: true,
      at: after(scope, of, 110),
    },
    ...{ grounds: 'Was at the tiller when the boat was met', s45_considered: true, s45_by: 'Duty inspector' },
  }
  await addOpportunity(scope, id, sound(parseOpportunity(suspected, scope.now)))
}

async function handOver(scope: MemberScope, of: Invented, id: EncounterId): Promise<void> {
  const to = [
    ['childrens-services', of.children + of.unknown, 'CS-4471'],
    ['border-force', of.adults, 'BF-2211'],
  ] as const
  for (const [recipient, howMany, reference] of to)
    if (howMany > 0)
      await addHandover(
        scope,
        id,
        sound(
          parseHandover({ recipient, how_many: howMany, reference, at: after(scope, of, 190) }, scope.now),
        ),
      )
}

const nameOf = ({ of, place }: Invented) => `${of}: ${place}`
const encounterOf = (of: Invented) => idOf(`Encounter ${nameOf(of)}`) as EncounterId

const recorded = (of: Invented): Act => ({
  step: `encounters: ${nameOf(of)} is recorded`,
  account: `intelligence-officer@${of.of}.example`,
  operation: 'encounters.encounter.record',
  purpose: `Encounter ${nameOf(of)}`,
  perform: async (scope) => {
    await record(scope, of, encounterOf(of))
    return true
  },
})

const checked = (of: Invented): Act => ({
  step: `encounters: ${nameOf(of)} is checked`,
  account: `analyst@${of.of}.example`,
  operation: 'encounters.encounter.check',
  purpose: `Encounter ${nameOf(of)}`,
  perform: async (scope) => {
    const back = of.until === 'returned'
    await moveEncounter(
      scope,
      encounterOf(of),
      2,
      back ? { to: 'open', note: 'Step 3 does not say how families were kept together' } : { to: 'checked' },
    )
    return true
  },
})

const closed = (of: Invented): Act => ({
  step: `encounters: ${nameOf(of)} is closed`,
  account: `intelligence-officer@${of.of}.example`,
  operation: 'encounters.encounter.move',
  purpose: `Encounter ${nameOf(of)}`,
  perform: async (scope) => {
    await moveEncounter(scope, encounterOf(of), 3, { to: 'closed', confirmed_at: after(scope, of, 235) })
    return true
  },
})

export const encounterActs: readonly Act[] = encounters.flatMap((of) => [
  recorded(of),
  ...(of.until === 'returned' || of.until === 'checked' || of.until === 'closed' ? [checked(of)] : []),
  ...(of.until === 'closed' ? [closed(of)] : []),
])
