/**
 * Tasking in the exercise: a meeting that the NCA holds, a daily one of the task force, and nine bids, of which two are refused
 * with reasons. Dates are relative to the day of loading.
 */
import {
  callMeeting,
  decideBid,
  draftBid,
  parseBid,
  parseDecisionOnBid,
  parseMeeting,
  submitBid,
  type BidId,
  type MeetingId,
} from '../../src/rooms/operations/index.ts'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { idOf, inDays, type Act } from './act.ts'

const at = (account: string, slug: string) => `${account}@${slug}.example`
const NCA = at('coordinator', 'nca')
const TASK_FORCE = at('coordinator', 'taskforce')
const tactical = idOf('Tasking meeting of the NCA') as MeetingId
const daily = idOf('Daily meeting of the task force') as MeetingId

type Decided = 'adopted' | 'in-part' | 'refused' | 'returned'
type Invented = {
  name: string
  by: string
  to: MeetingId
  of: readonly string[]
  problem: string
  asked: string
  resources: string
  options: string
  /** null: drafted; submitted: waits */
  said: 'submitted' | null | readonly [word: Decided, reasons: string]
}

const nothing = 'To do nothing: then it goes on as before.'
const bids: readonly Invented[] = [
  { name: 'accounts', by: at('intelligence-officer', 'sussex-police'), to: tactical, of: ['nca'],
    problem: 'Engines are sold for cash by a yard, and nobody has looked at its two company accounts.',
    asked: 'A financial investigator for four weeks.', resources: 'One person; two days a week of our analyst.',
    options: `To ask the bank alone, which takes two months. ${nothing}`,
    said: ['adopted', 'It closes the largest gap that the group’s plan names, and nobody else can do it.'] },
  { name: 'boat', by: at('intelligence-officer', 'kent-police'), to: tactical, of: ['border-force'],
    problem: 'A slipway is used at night, and no patrol passes it between midnight and four.',
    asked: 'One patrol boat on eight nights of spring tides.', resources: 'Eight crewed nights.',
    options: `A camera of the harbour’s own, which shows half of it. ${nothing}`,
    said: ['in-part', 'Four nights can be crewed. They are those of the highest tides.'] },
  { name: 'vans', by: at('intelligence-officer', 'border-force'), to: tactical, of: ['kent-police', 'sussex-police'],
    problem: 'The same trailers come through two ports, and each port sees half of their journeys.',
    asked: 'A week of stops by both forces, planned together.', resources: 'Two teams for five days.',
    options: `To compare lists afterwards, which was done twice. ${nothing}`,
    said: ['refused', 'The lists were compared and show no pattern yet. Come back with what the next comparison finds.'] },
  { name: 'drone', by: at('intelligence-officer', 'sussex-police'), to: tactical, of: ['kent-police'],
    problem: 'Twelve beaches are to be looked at before the season, and the force has one aircraft.',
    asked: 'The loan of an aircraft with its crew for three days.', resources: 'Three days and fuel.',
    options: `Walking the beaches, which the coastal plan does already. ${nothing}`,
    said: ['refused', 'The coastal plan covers these beaches, and walking them is proportionate.'] },
  { name: 'languages', by: at('intelligence-officer', 'kent-police'), to: tactical, of: ['immigration-enforcement', 'nca'],
    problem: 'Messages that were lawfully held wait four weeks for a translator.',
    asked: 'Ten days of translators for two languages.', resources: 'Ten days, paid by who lends.',
    options: `A firm, which costs three times as much. ${nothing}`,
    said: ['returned', 'Say which languages, and by when the trial needs them.'] },
  { name: 'analyst', by: at('intelligence-officer', 'border-force'), to: tactical, of: ['nca'],
    problem: 'Reports of engines come from four agencies in four shapes.',
    asked: 'An analyst for two weeks who puts them side by side.', resources: 'One person.',
    options: `To agree on one shape first. ${nothing}`,
    said: ['adopted', 'Two weeks are given, and the shape is agreed on at the same time.'] },
  { name: 'training', by: at('intelligence-officer', 'nca'), to: tactical, of: ['sussex-police', 'kent-police'],
    problem: 'Desks file sightings of boats without the engine’s number.', asked: 'Half a day for each desk.',
    resources: 'Six half days.', options: `A leaflet. ${nothing}`, said: 'submitted' },
  { name: 'desk', by: at('intelligence-officer', 'nca'), to: daily, of: ['sussex-police'],
    problem: 'Nobody answers the shared desk on Sunday mornings.', asked: 'One officer on Sundays until ten.',
    resources: 'One shift a week.', options: `A recorded message. ${nothing}`, said: 'submitted' },
  { name: 'storage', by: at('intelligence-officer', 'sussex-police'), to: tactical, of: ['border-force'],
    problem: 'Seized boats fill the only yard that is under cover.', asked: 'Room for ten boats until March.',
    resources: 'Floor, and a guard at night.', options: `To rent a barn. ${nothing}`, said: null },
] // prettier-ignore

const agenciesBySlug = async (scope: MemberScope, slugs: readonly string[]): Promise<number[]> =>
  (
    await scope.tx.many<{ id: number }>('select id from identity.agency where slug = any ($1)', [[...slugs]])
  ).map(({ id }) => id)

const called = (
  id: MeetingId,
  account: string,
  said: { kind: string; chair: string; days: number; seats: readonly string[] },
): Act => ({
  step: `operations: a ${said.kind} meeting is called`,
  account,
  operation: 'operations.meeting.call',
  purpose: `Tasking, ${said.kind} meeting`,
  perform: async (scope) => {
    const read = parseMeeting(
      {
        ...{ kind: said.kind, on_day: inDays(scope, said.days), classification: 'OFFICIAL' },
        ...{ chair_post: said.chair, agencies: await agenciesBySlug(scope, said.seats) },
      },
      inDays(scope, 0),
    )
    if ('fields' in read) throw new Error(JSON.stringify(read.fields))
    await callMeeting(scope, read.meeting, id)
    return true
  },
})

const idOfBid = (name: string) => idOf(`Bid ${name}`) as BidId
const revisionOf = async (scope: MemberScope, id: BidId): Promise<number> =>
  (await scope.tx.one<{ revision: number }>('select revision from operations.bid where id = $1', [id]))
    .revision

function acts({ name, by, to, of, said, ...words }: Invented): Act[] {
  const id = idOfBid(name)
  const act = (what: string, account: string, perform: (scope: MemberScope) => Promise<void>): Act => ({
    step: `operations: bid ${name}: ${what}`,
    account,
    operation: `operations.bid.${what}`,
    purpose: `Tasking, bid ${name}`,
    perform: async (scope) => {
      await perform(scope)
      return true
    },
  })
  return [
    act('draft', by, async (scope) => {
      const asked = await agenciesBySlug(scope, of)
      const read = parseBid({ meeting: to, classification: 'OFFICIAL', ...words, asked_of: asked })
      if ('fields' in read) throw new Error(`${name}: ${JSON.stringify(read.fields)}`)
      await draftBid(scope, read.bid, id)
    }),
    ...(said === null
      ? []
      : [act('submit', by, async (scope) => submitBid(scope, id, await revisionOf(scope, id)))]),
    ...(said === null || said === 'submitted'
      ? []
      : [
          act('decide', NCA, async (scope) => {
            const [word, reasons] = said
            const again = word === 'adopted' || word === 'in-part' ? { review_on: inDays(scope, 60) } : {}
            const read = parseDecisionOnBid({ word, reasons, ...again }, inDays(scope, 0))
            if ('fields' in read) throw new Error(`${name}: ${JSON.stringify(read.fields)}`)
            await decideBid(scope, id, await revisionOf(scope, id), read.decision)
          }),
        ]),
  ]
}

export const taskingActs: readonly Act[] = [
  called(tactical, NCA, {
    ...{ kind: 'tactical', chair: 'Head of Intelligence', days: 3 },
    seats: ['sussex-police', 'kent-police', 'border-force', 'immigration-enforcement'],
  }),
  called(daily, TASK_FORCE, {
    ...{ kind: 'daily', chair: 'Duty coordinator', days: 1 },
    seats: ['sussex-police', 'nca'],
  }),
  ...bids.flatMap(acts),
]
