/** What a room says at its door. The platform reads it, and knows no room. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { RoomCommand } from '../command-line.ts'
import type { SeamarkError } from '../errors.ts'
import type { Schedule, Task, Loop } from '../jobs/worker.ts'
import type { FigureTable, OversightFigure, RetentionRule, SubjectRights } from './accountability.ts'
import type { FilingGuard, FilingOffer, ShowBeside, ShowLinked } from './filing.ts'
import type { FrameAction, FrameNotice, NavigationEntry } from './navigation.ts'
import type { DetailRule, OperationWords, SentenceRule } from './operations.ts'
import type { RecordKind } from './record-kind.ts'
import type { RoomServices } from './services.ts'
import type { SubjectPages } from './subject-pages.ts'
import type { RoomWaiting } from './waiting.ts'

/** Declares routes on a part of the server. */
export type Routes = (app: FastifyInstance, services: RoomServices) => Promise<void> | void

/** Pages for people who are not signed in, with a frame of their own. */
export type PublicPages = {
  /** where they begin, as `/report`: an address below that is not there gets a page of theirs too */
  prefixes: readonly string[]
  /** the stylesheet that stands inside every page; the policy allows it by its hash */
  css: string
  /** draws the page that says what went wrong */
  errorPage: (request: FastifyRequest, error: SeamarkError) => string
  pages: (app: FastifyInstance) => Promise<void>
}

/** A setting that its operator changes for all agencies of the node. */
export type RoomSetting = {
  /** bounds of its value */
  least: number
  most: number
  /** what it means, as the operator reads it */
  what: string
  /** what the ledger calls it, as in `a value is common above` */
  told: string
}

export type Room = {
  /** as its folder is called */
  name: string

  /**
   * The words of everything that it records or has a route for, by operation (`room.thing.verb`). A route whose
   * operation has no words fails the start.
   */
  operations: Readonly<Record<string, OperationWords>>
  /** the same of what it does with records of every kind: released, recalled; asked once for each kind of all rooms */
  operationsOfKind?: (kind: RecordKind) => Readonly<Record<string, OperationWords>>
  /** sentences that the operation's words do not tell; the first rule that answers is taken */
  sentences?: readonly SentenceRule[]
  /** what is added to a sentence; the first rule that answers is taken */
  details?: readonly DetailRule[]
  /** who acted where it was no person: names of services, as `performAsService` takes them, in words */
  actors?: Readonly<Record<string, string>>

  /** Pages in the desk's frame, for people who are signed in. */
  pages?: Routes
  /** Pages for people who are not signed in. */
  publicPages?: (services: RoomServices) => PublicPages
  /** What is neither a page nor the API: files that a page loads. */
  files?: Routes
  /** Its part of the API, below `/api/v1`. */
  api?: Routes

  /** Commands of `seamark`, by the name that is typed. */
  commands?: Readonly<Record<string, RoomCommand>>

  /** Jobs of seconds, by name. */
  tasks?: (services: RoomServices) => Readonly<Record<string, Task>>
  /** Jobs that may take hours, by name: they have a lane of their own. */
  slowTasks?: (services: RoomServices) => Readonly<Record<string, Task>>
  /** which of its jobs the clock starts, and when */
  schedule?: readonly Schedule[]
  /** which of its jobs begin again a while after they have ended */
  loops?: readonly Loop[]

  /** Is awaited before anything is answered, in the order of the rooms. @throws what keeps the node from starting */
  prepare?: (services: RoomServices) => Promise<void> | void
  /** What this process says of itself to the others on the same database, by name; each is asked every ten seconds. */
  says?: (at: Pick<RoomServices, 'dataFolder'>) => Promise<Readonly<Record<string, () => unknown>>>
  /**
   * Is this process as the others are? Asked by whoever runs the node.
   * @returns in which way it is unlike them, in words, or null
   */
  readiness?: (services: RoomServices) => string | null

  navigation?: readonly NavigationEntry[]
  /** one of all rooms may have it */
  frameAction?: FrameAction
  /** what stands on top of every page while it is so; it is asked for each page, so it is answered from memory */
  frameNotice?: (services: RoomServices) => () => Promise<FrameNotice | null>
  /** what waits there; a room that serves every kind of record is handed them */
  waiting?: RoomWaiting | ((kinds: readonly RecordKind[]) => RoomWaiting)

  /** kinds of record that can be shared, found and matched */
  records?: readonly RecordKind[]
  /** what it asks of a text before that is filed */
  filingGuards?: readonly FilingGuard[]
  /** what it offers where a new report is filed, to be done with the filing */
  filingOffers?: readonly FilingOffer[]
  /** what it shows beside another room's record, to those of its own agency who may see that */
  besideRecords?: readonly ShowBeside[]
  /** what it has linked with another room's record, for everybody who reads that */
  linkedRecords?: readonly ShowLinked[]
  /** where what reports name has a page, for rooms that show a value or a report; one of all rooms may have it */
  subjectPages?: SubjectPages

  settings?: Readonly<Record<string, RoomSetting>>
  /** numbers of acts, each by itself */
  figures?: readonly OversightFigure[]
  /** tables of figures for those who hold its agencies to account */
  figureTables?: readonly FigureTable[]
  retention?: readonly RetentionRule[]
  subjectRights?: SubjectRights
}
