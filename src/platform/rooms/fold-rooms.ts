/** From what each room says at its door to what the house says. Two rooms that claim one thing do not start. */
import type { RoomCommand } from '../command-line.ts'
import type { FigureTable, OversightFigure, RetentionRule, SubjectRights } from './accountability.ts'
import type { FilingGuard, FilingOffer, ShowBeside, ShowLinked } from './filing.ts'
import { houseActors, houseOperations, houseSentences } from './house-operations.ts'
import type { FrameAction, NavigationEntry } from './navigation.ts'
import type { Deed, DetailRule, OperationWords, SentenceRule } from './operations.ts'
import type { RecordKind } from './record-kind.ts'
import type { Room, RoomSetting } from './room.ts'
import type { SubjectPages } from './subject-pages.ts'
import type { RoomWaiting, WaitingKind } from './waiting.ts'

/** What all rooms together say. */
export type House = {
  /** @returns what an operation is called, or null where no room has words for it */
  deedOf: (operation: string) => Deed | null
  sentences: readonly SentenceRule[]
  details: readonly DetailRule[]
  /** names of services in words, by the name */
  actors: ReadonlyMap<string, string>
  /** from left to right */
  navigation: readonly NavigationEntry[]
  frameAction: FrameAction | null
  /** in the order of the rooms */
  waiting: readonly RoomWaiting[]
  waitingKinds: ReadonlyMap<string, WaitingKind>
  records: ReadonlyMap<string, RecordKind>
  /** commands of `seamark`, by name */
  commands: ReadonlyMap<string, RoomCommand>
  filingGuards: readonly FilingGuard[]
  filingOffers: readonly FilingOffer[]
  besideRecords: readonly ShowBeside[]
  linkedRecords: readonly ShowLinked[]
  subjectPages: SubjectPages | null
  settings: ReadonlyMap<string, RoomSetting>
  figures: ReadonlyMap<string, OversightFigure>
  /** in the order of the rooms */
  figureTables: ReadonlyMap<string, FigureTable>
  retention: ReadonlyMap<string, RetentionRule>
  subjectRights: readonly SubjectRights[]
}

/** What the folding itself says, and not a room. */
const PLATFORM = 'the platform'

/**
 * Puts the doors of all rooms together.
 * @param rooms - in the order in which their pages, jobs and what waits come
 * @returns what all of them say together
 * @throws Error that names the rooms and the thing when two claim the same operation, service, place in the
 *   navigation, kind or rule; and when a room is there twice
 */
export function foldRooms(rooms: readonly Room[]): House {
  claim(
    'name',
    rooms.map(({ name }) => [name, name, name]),
  )
  const kinds = each(rooms, ({ records = [] }) => records)
  const records = claim('kind of record', kinds.map(by(({ kind }) => kind)))
  const waiting = each(rooms, ({ waiting: said }) => {
    const one = typeof said === 'function' ? said([...records.values()]) : said
    return one ? [one] : []
  })
  const wordsIn = ({ operations, operationsOfKind }: Room) => [
    ...Object.entries(operations),
    ...kinds.flatMap(([, kind]) => Object.entries(operationsOfKind?.(kind) ?? {})),
  ]
  const operations = claim<OperationWords>('operation', [
    ...Object.entries(houseOperations).map(claimed(PLATFORM)),
    ...rooms.flatMap((room) => wordsIn(room).map(claimed(room.name))),
  ])
  const navigation = each(rooms, ({ navigation = [] }) => navigation)
  claim('navigation place', navigation.map(by(({ place }) => String(place))))
  claim('navigation key', navigation.map(by(({ key }) => key)))
  const actions = each(rooms, ({ frameAction }) => (frameAction ? [frameAction] : []))
  claim('action in the frame', actions.map(by(() => 'of every page')))
  const subjectPages = each(rooms, ({ subjectPages: said }) => (said ? [said] : []))
  claim('page of subjects', subjectPages.map(by(() => 'of every report')))
  const valuesOf = <T>(of: (room: Room) => readonly T[]) => each(rooms, of).map(([, value]) => value)
  return {
    deedOf: (operation) => {
      const words = operations.get(operation)
      if (words === undefined) return null
      const [did, toDo, what = ''] = words
      return { did, toDo, what }
    },
    sentences: [...houseSentences, ...valuesOf(({ sentences = [] }) => sentences)],
    details: valuesOf(({ details = [] }) => details),
    actors: claim('service', [
      ...Object.entries(houseActors).map(claimed(PLATFORM)),
      ...rooms.flatMap(({ name, actors = {} }) => Object.entries(actors).map(claimed(name))),
    ]),
    navigation: navigation.map(([, entry]) => entry).toSorted((one, other) => one.place - other.place),
    frameAction: actions[0]?.[1] ?? null,
    waiting: waiting.map(([, one]) => one),
    waitingKinds: claim(
      'kind of what waits',
      waiting
        .flatMap(([room, one]) => one.kinds.map((kind) => [room, kind] as const))
        .map(by(({ kind }) => kind)),
    ),
    records,
    commands: claim(
      'command',
      rooms.flatMap(({ name, commands = {} }) => Object.entries(commands).map(claimed(name))),
    ),
    filingGuards: valuesOf(({ filingGuards = [] }) => filingGuards),
    filingOffers: valuesOf(({ filingOffers = [] }) => filingOffers),
    besideRecords: valuesOf(({ besideRecords = [] }) => besideRecords),
    linkedRecords: valuesOf(({ linkedRecords = [] }) => linkedRecords),
    subjectPages: subjectPages[0]?.[1] ?? null,
    settings: claim(
      'setting',
      rooms.flatMap(({ name, settings = {} }) => Object.entries(settings).map(claimed(name))),
    ),
    figures: claim('figure', each(rooms, ({ figures = [] }) => figures).map(by((one) => one.name))),
    figureTables: claim(
      'table of figures',
      each(rooms, ({ figureTables = [] }) => figureTables).map(by((one) => one.name)),
    ),
    retention: claim(
      'rule of retention',
      each(rooms, ({ retention = [] }) => retention).map(by((one) => one.name)),
    ),
    subjectRights: valuesOf(({ subjectRights }) => (subjectRights ? [subjectRights] : [])),
  }
}

/** Who claims what: a room's name, what it claims, and what stands there. */
type Claim<T> = readonly [room: string, what: string, value: T]

/**
 * Makes one table of what rooms claim.
 * @param thing - what is claimed, as in `operation`
 * @param claims - of all rooms, in their order
 * @returns what stands there, by what is claimed
 * @throws Error when two claim the same
 */
export function claim<T>(thing: string, claims: readonly Claim<T>[]): ReadonlyMap<string, T> {
  const owners = new Map<string, string>()
  for (const [room, what] of claims) {
    const owner = owners.get(what)
    if (owner !== undefined)
      throw new Error(`The ${thing} "${what}" is claimed twice: by ${owner} and by ${room}.`)
    owners.set(what, room)
  }
  return new Map(claims.map(([, what, value]) => [what, value]))
}

/** Of each room what it has of one slot, with the room's name. */
const each = <T>(rooms: readonly Room[], of: (room: Room) => readonly T[]): (readonly [string, T])[] =>
  rooms.flatMap((room) => of(room).map((value) => [room.name, value] as const))

const by =
  <T>(nameOf: (value: T) => string) =>
  ([room, value]: readonly [string, T]): Claim<T> => [room, nameOf(value), value]

/**
 * An entry of a table, claimed by a room.
 * @param room - its name
 * @returns for an entry (what it claims, and what stands there), the claim
 */
export const claimed =
  (room: string) =>
  <T>([what, value]: readonly [string, T]): Claim<T> => [room, what, value]
