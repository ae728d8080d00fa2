/**
 * What the agencies plan, relative to the day of loading, with pairs that come near each other and pairs that only just do
 * not: open and open, duty post, silent, one agency in two operations, 499 m and 501 m, touching hours, over the meridian of
 * Greenwich, at sea, a stretch against a circle, changed into and out of conflict, and a notice of safety over all. Places are chosen on a map and mean nothing.
 */
import {
  agreeSilence,
  changeEvent,
  lodgeEvent,
  parseChange,
  parseLodging,
  standDown,
  type OperationId,
  type PlannedEventId,
} from '../../src/rooms/operations/index.ts'
import {
  borderForceOfficer,
  idOf,
  immigrationOfficer,
  inDays,
  kentOfficer,
  ncaAnalyst,
  ncaOfficer,
  sussexOfficer,
  type Act,
} from './act.ts'

const COPPER = 'Copper Lantern'
const GRANITE = 'Granite Kestrel'
const SILVER = 'Silver Orchid'

const desks = {
  [sussexOfficer]: ['Sussex duty desk', '01632 960301'],
  [kentOfficer]: ['Kent duty desk', '01632 960302'],
  [ncaOfficer]: ['NCA operations desk', '01632 960303'],
  [borderForceOfficer]: ['Maritime desk', '01632 960304'],
  [immigrationOfficer]: ['Enforcement desk', '01632 960305'],
} as const

type Point = { lat: number; lon: number }
const METRES = 111_194.93
const at = ({ lat, lon }: Point, east = 0, north = 0): Point => ({
  lat: lat + north / METRES,
  lon: lon + east / METRES / Math.cos((lat * Math.PI) / 180),
})
const premises = (point: Point) => ({ kind: 'premises', at: point })
const circle = (centre: Point, radius: number) => ({ kind: 'circle', centre, radius })

const YARD: Point = { lat: 50.93, lon: 0.74 }
const QUAY: Point = { lat: 51.14, lon: 1.32 }
const STORE: Point = { lat: 51.36, lon: 1.41 }
const HEAD: Point = { lat: 50.76, lon: 0 }
const OFFING: Point = { lat: 50.7, lon: 0.9 }
const BAY: Point = { lat: 50.86, lon: 0.6 }
const PIER: Point = { lat: 50.82, lon: 0.14 }
const MARKET: Point = { lat: 51.22, lon: 0.95 }
const FIELD: Point = { lat: 51.05, lon: 0.36 }

type Plan = {
  name: string
  who: keyof typeof desks
  of: string
  kind: string
  ground: string
  place: unknown
  /** days ahead, and hours of that day in UTC; with a plus, of the day after */
  day: number
  hours: readonly [from: string, until: string]
  disclosure: 'open' | 'broker' | 'silent'
}

const plans: readonly Plan[] = [
  { name: 'search of a yard', who: sussexOfficer, of: COPPER, kind: 'premises-search', ground: 'premises', place: premises(YARD), day: 3, hours: ['08:00', '10:00'], disclosure: 'open' },
  { name: 'stop near the yard', who: kentOfficer, of: GRANITE, kind: 'vehicle-stop', ground: 'street', place: circle(at(YARD, 400), 100), day: 3, hours: ['09:00', '11:00'], disclosure: 'open' },
  { name: 'meeting near the yard', who: kentOfficer, of: COPPER, kind: 'meeting', ground: 'street', place: premises(at(YARD, -300)), day: 3, hours: ['10:00', '11:30'], disclosure: 'broker' },
  { name: 'observation of the yard', who: ncaOfficer, of: SILVER, kind: 'observation', ground: 'premises', place: premises(at(YARD, 60, 60)), day: 3, hours: ['06:00', '12:00'], disclosure: 'silent' },
  { name: 'second operation at the yard', who: sussexOfficer, of: SILVER, kind: 'meeting', ground: 'premises', place: premises(at(YARD, 0, 200)), day: 3, hours: ['11:00', '12:30'], disclosure: 'broker' },
  { name: 'search of a store', who: immigrationOfficer, of: GRANITE, kind: 'premises-search', ground: 'premises', place: premises(STORE), day: 4, hours: ['07:00', '09:00'], disclosure: 'open' },
  { name: '499 metres from the store', who: borderForceOfficer, of: COPPER, kind: 'port-visit', ground: 'premises', place: premises(at(STORE, 499)), day: 4, hours: ['08:00', '10:00'], disclosure: 'open' },
  { name: '501 metres from the store', who: ncaOfficer, of: COPPER, kind: 'engagement', ground: 'premises', place: premises(at(STORE, 0, 501)), day: 4, hours: ['08:00', '10:00'], disclosure: 'open' },
  { name: 'arrest in the morning', who: ncaOfficer, of: COPPER, kind: 'arrest', ground: 'street', place: circle(QUAY, 80), day: 5, hours: ['08:00', '10:00'], disclosure: 'open' },
  { name: 'arrest whose margin touches it', who: kentOfficer, of: GRANITE, kind: 'arrest', ground: 'street', place: circle(QUAY, 80), day: 5, hours: ['14:00', '16:00'], disclosure: 'open' },
  { name: 'route over the meridian', who: sussexOfficer, of: COPPER, kind: 'vehicle-stop', ground: 'street', place: { kind: 'route', points: [at(HEAD, -900), at(HEAD, 900)], width: 60 }, day: 6, hours: ['20:00', '23:00'], disclosure: 'open' },
  { name: 'circle on the meridian', who: kentOfficer, of: COPPER, kind: 'meeting', ground: 'street', place: circle(at(HEAD, 700, 300), 150), day: 6, hours: ['21:00', '22:30'], disclosure: 'open' },
  { name: 'boarding at sea', who: borderForceOfficer, of: COPPER, kind: 'vessel-boarding', ground: 'sea', place: circle(OFFING, 1_500), day: 7, hours: ['03:00', '06:00'], disclosure: 'broker' },
  { name: 'observation at sea', who: ncaOfficer, of: COPPER, kind: 'observation', ground: 'sea', place: circle(at(OFFING, 4_000), 800), day: 7, hours: ['02:00', '05:00'], disclosure: 'open' },
  { name: 'patrol of a stretch', who: sussexOfficer, of: COPPER, kind: 'patrol', ground: 'coast', place: { kind: 'stretch', stretch: idOf('a planned stretch'), points: [at(BAY, -3_000), BAY, at(BAY, 3_000, 400)], width: 200 }, day: 8, hours: ['18:00', '23:00'], disclosure: 'open' },
  { name: 'search beside the stretch', who: immigrationOfficer, of: GRANITE, kind: 'premises-search', ground: 'premises', place: circle(at(BAY, 0, 1_200), 50), day: 8, hours: ['21:00', '22:00'], disclosure: 'open' },
  { name: 'arrest that is moved nearer', who: kentOfficer, of: GRANITE, kind: 'arrest', ground: 'street', place: circle(at(PIER, 4_000), 80), day: 9, hours: ['06:00', '08:00'], disclosure: 'open' },
  { name: 'search that stays', who: sussexOfficer, of: COPPER, kind: 'premises-search', ground: 'premises', place: premises(PIER), day: 9, hours: ['07:00', '09:00'], disclosure: 'open' },
  { name: 'stop that is moved away', who: immigrationOfficer, of: GRANITE, kind: 'vehicle-stop', ground: 'street', place: circle(at(MARKET, 200), 80), day: 10, hours: ['12:00', '14:00'], disclosure: 'open' },
  { name: 'arrest at a market', who: ncaOfficer, of: COPPER, kind: 'arrest', ground: 'street', place: circle(MARKET, 80), day: 10, hours: ['13:00', '15:00'], disclosure: 'open' },
  { name: 'meeting that is stood down', who: kentOfficer, of: COPPER, kind: 'meeting', ground: 'street', place: premises(at(MARKET, 0, 300)), day: 10, hours: ['13:00', '14:00'], disclosure: 'open' },
  { name: 'two operations of one agency', who: kentOfficer, of: COPPER, kind: 'premises-search', ground: 'premises', place: premises(at(QUAY, 150)), day: 5, hours: ['15:00', '17:00'], disclosure: 'open' },
  { name: 'the same place a day later', who: borderForceOfficer, of: COPPER, kind: 'port-visit', ground: 'street', place: circle(QUAY, 80), day: 11, hours: ['09:00', '10:00'], disclosure: 'open' },
  { name: 'both ask for the duty post', who: ncaOfficer, of: SILVER, kind: 'meeting', ground: 'premises', place: premises(at(STORE, -2_500)), day: 12, hours: ['10:00', '11:30'], disclosure: 'broker' },
  { name: 'both ask for the duty post, the other', who: immigrationOfficer, of: GRANITE, kind: 'observation', ground: 'street', place: circle(at(STORE, -2_200), 60), day: 12, hours: ['09:00', '12:00'], disclosure: 'broker' },
  { name: 'silent, and waiting for a second person', who: sussexOfficer, of: SILVER, kind: 'observation', ground: 'premises', place: premises(at(YARD, -40, 20)), day: 3, hours: ['07:00', '11:00'], disclosure: 'silent' },
  { name: 'an area with a store in it', who: sussexOfficer, of: COPPER, kind: 'engagement', ground: 'street', place: { kind: 'polygon', corners: [at(FIELD, -900, -900), at(FIELD, 900, -900), at(FIELD, 900, 900), at(FIELD, -900, 900)] }, day: 13, hours: ['09:00', '17:00'], disclosure: 'open' },
  { name: 'search in that area', who: kentOfficer, of: GRANITE, kind: 'premises-search', ground: 'premises', place: premises(FIELD), day: 13, hours: ['15:00', '18:00'], disclosure: 'open' },
  { name: 'patrol over midnight', who: borderForceOfficer, of: COPPER, kind: 'patrol', ground: 'coast', place: { kind: 'route', points: [at(BAY, 8_000), at(BAY, 11_000, 600)], width: 300 }, day: 14, hours: ['22:00', '+04:00'], disclosure: 'open' },
  { name: 'drill over all of it', who: borderForceOfficer, of: COPPER, kind: 'drill', ground: 'sea', place: circle(OFFING, 40_000), day: 7, hours: ['00:00', '08:00'], disclosure: 'open' },
] // prettier-ignore

const endOf = (scope: Parameters<Act['perform']>[0], { day, hours: [, until] }: Plan) =>
  until.startsWith('+') ? `${inDays(scope, day + 1)}T${until.slice(1)}` : `${inDays(scope, day)}T${until}`

const idOfPlan = (name: string) => idOf(`Planned ${name}`) as PlannedEventId

const lodged = (plan: Plan): Act => ({
  step: `planned events: ${plan.name}`,
  account: plan.who,
  operation: 'operations.planned-event.lodge',
  purpose: `Planned event, ${plan.name}`,
  perform: async (scope) => {
    const operation = idOf(`Operation ${plan.of}`) as OperationId
    const mayLodge = await scope.tx.one<{ acts: boolean }>('select operations.viewer_acts($1) as acts', [
      operation,
    ])
    if (!mayLodge.acts) return false
    const day = inDays(scope, plan.day)
    const [desk, telephone] = desks[plan.who]
    const read = parseLodging(
      {
        ...{
          kind: plan.kind,
          ground: plan.ground,
          place: plan.place,
          disclosure: plan.disclosure,
          desk,
          telephone,
        },
        ...{ starts_at: `${day}T${plan.hours[0]}`, ends_at: endOf(scope, plan), zone: 'UTC' },
        purpose: 'To detect the facilitation of unlawful entry',
        ...(plan.disclosure === 'silent' ? { silent_reason: 'A source might be known by it' } : {}),
      },
      scope.now,
    )
    if ('fields' in read) throw new Error(`${plan.name}: ${JSON.stringify(read.fields)}`)
    await lodgeEvent(scope, idOfPlan(plan.name), operation, read)
    return true
  },
})

const agreed = (name: string, account: string): Act => ({
  step: `planned events: a second person agrees that one is silent: ${name}`,
  account,
  operation: 'operations.planned-event.agree-silence',
  purpose: `Planned event, silence, ${name}`,
  perform: async (scope) => {
    const waits = await scope.tx.maybe('select from operations.planned_event where id = $1', [idOfPlan(name)])
    if (waits) await agreeSilence(scope, idOfPlan(name))
    return waits !== null
  },
})

export const plannedActs: readonly Act[] = [
  ...plans.map(lodged),
  agreed('observation of the yard', ncaAnalyst),
]

/** Moved to another place, in the same hours. */
const moved = (name: string, place: unknown, reason: string): Act => {
  const plan = plans.find((one) => one.name === name)
  if (!plan) throw new Error(`nothing is planned as ${name}`)
  return {
    step: `planned events: ${name}, is moved`,
    account: plan.who,
    operation: 'operations.planned-event.change',
    purpose: `Planned event, moved, ${name}`,
    perform: async (scope) => {
      const event = await scope.tx.maybe<{ revision: number }>(
        'select revision from operations.planned_event where id = $1',
        [idOfPlan(name)],
      )
      if (!event) return false
      const [desk, telephone] = desks[plan.who]
      const read = parseChange(
        {
          ...{ ground: plan.ground, place, desk, telephone, zone: 'UTC' },
          ...{ starts_at: `${inDays(scope, plan.day)}T${plan.hours[0]}`, ends_at: endOf(scope, plan) },
        },
        scope.now,
      )
      if ('fields' in read) throw new Error(`${name}: ${JSON.stringify(read.fields)}`)
      await changeEvent(scope, idOfPlan(name), event.revision, { ...read, reason })
      return true
    },
  }
}

/** Done once the clock has looked: into a conflict, out of one, and stood down. */
export const plannedChanges: readonly Act[] = [
  moved('arrest that is moved nearer', circle(at(PIER, 200), 80), 'The place became known'),
  moved('stop that is moved away', circle(at(MARKET, 6_000), 80), 'Agreed with the other desk'),
  {
    step: 'planned events: one is stood down',
    account: kentOfficer,
    operation: 'operations.planned-event.stand-down',
    purpose: 'Planned event, stood down',
    perform: async (scope) => {
      const id = idOfPlan('meeting that is stood down')
      const there = await scope.tx.maybe('select from operations.planned_event where id = $1', [id])
      if (there) await standDown(scope, id, 'The other desk is there already')
      return there !== null
    },
  },
]
