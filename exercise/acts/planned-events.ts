/**
 * What the agencies plan, relative to the day of loading, with pairs that come near each other and pairs that only just do
 * not: open and open, duty post, silent, one agency in two operations, 499 m and 501 m, touching hours, over the meridian of
 * Greenwich, at sea, a stretch against a circle, and a notice of safety over all. Places are chosen on a map and mean nothing.
 */
import {
  agreeSilence,
  lodgeEvent,
  parseLodging,
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

type Plan = {
  name: string
  who: keyof typeof desks
  of: string
  kind: string
  ground: string
  place: unknown
  /** days ahead, and hours of that day in UTC */
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
  { name: 'drill over all of it', who: borderForceOfficer, of: COPPER, kind: 'drill', ground: 'sea', place: circle(OFFING, 40_000), day: 7, hours: ['00:00', '08:00'], disclosure: 'open' },
] // prettier-ignore

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
        ...{ starts_at: `${day}T${plan.hours[0]}`, ends_at: `${day}T${plan.hours[1]}`, zone: 'UTC' },
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

export const plannedActs: readonly Act[] = [
  ...plans.map(lodged),
  {
    step: 'planned events: a second person agrees that one is silent',
    account: ncaAnalyst,
    operation: 'operations.planned-event.agree-silence',
    purpose: 'Planned event, silence',
    perform: async (scope) => {
      await agreeSilence(scope, idOfPlan('observation of the yard'))
      return true
    },
  },
]
