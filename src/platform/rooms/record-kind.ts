/**
 * What a room says of one kind of its records, so that the rooms sharing and search can work with it and know no
 * other room. Types only: each of them finds the kinds of all rooms in `RoomServices.house`.
 */
import type { ActionCode, Classification, EventKind, Handling, SanitisationCode } from '../../wire/codes.ts'
import type { MemberScope, Role } from '../database/scope.ts'
import type { RecordId } from '../../wire/ids.ts'

export type AgencyName = { id: number; slug: string; name: string }

/** An agency with the desk that answers for its records. */
export type Desk = AgencyName & { deskName: string; deskPhone: string; deskEmail: string; deskHours: string }

/** Where a record that can be shared stands. What a kind knows besides is a column of its own table. */
export type RecordStatus = 'draft' | 'submitted' | 'disseminated' | 'withdrawn'

/** What stands above a page about a record: enough to say which one it is and how it is marked. */
export type RecordHeading = {
  id: RecordId
  reference: string | null
  title: string
  version: number
  classification: Classification
  handling: Handling
  /** null for a reader who has not accepted the conditions yet */
  status: RecordStatus | null
  /** its owner only: may a partner with a match learn that it exists? */
  discoverable: boolean | null
  /** its owner only */
  released: { toAll: boolean; agencies: AgencyName[] } | null
}

/**
 * What a reader of a record gets: under `conditions`, before they have accepted them, this and nothing else.
 */
export type RecordHeader = RecordHeading & {
  sight: 'full' | 'conditions'
  owner: Desk
  own: boolean
  conditions: string | null
  actionCode: ActionCode | null
  sanitisationCode: SanitisationCode | null
}

/**
 * Something that a kind puts into a page of another room.
 * `template` is a path below `src/`; it prints `slot`, and may use `values`, `errors` and `frame` of the page.
 */
export type Slot = { template: string; slot: object }

/** What its owner must look at before a record is released. */
export type ReleaseCare = {
  /** how many parts of it never leave the owner: victims, witnesses, children */
  keptApart: number
  /** whole sentences above the form, about what does not go out with it */
  notes: readonly string[]
  /** above the form: what stands in the way */
  above: Slot | null
  /** below the choice of recipients: what may be done instead */
  below: Slot | null
  /** asked in the form, and answered before anything goes out */
  question: ReleaseQuestion | null
}

export type ReleaseQuestion = Slot & {
  /** of its field */
  name: string
  /** @returns what is wrong with the answer, or null */
  faultOf: (answer: string | undefined) => string | null
  /** said where the record has another version than the one that the answer was about */
  changedMeanwhile: string
}

/** One event of a record, as data for a sentence. `detail` holds numbers and flags, never content. */
export type RecordEvent = {
  at: Date
  kind: EventKind
  operation: string
  agency: AgencyName | null
  who: string | null
  recipients: AgencyName[]
  detail: Record<string, unknown>
}

/** A list of records of one kind that stands beside the inbox. */
export type RecordList = { key: string; text: string; href: string; access: readonly Role[] }

/** What a search shows of a record. */
export type FoundRecord = {
  id: RecordId
  reference: string
  title: string
  owner: { slug: string; name: string }
  classification: Classification
  handling: Handling
  createdAt: Date
  status: Exclude<RecordStatus, 'draft'>
  /** its text, from which an excerpt is cut */
  texts: string
  /** the names and values in it, in one text */
  names: string
}

/** How search shows records of a kind. What is kept to find them, its room writes with `searchText` of search. */
type SearchOfKind = {
  /**
   * @param ids - records that search found, of this and of other kinds
   * @returns by id those of this kind that the viewer may read in full
   */
  found: (scope: MemberScope, ids: readonly RecordId[]) => Promise<Map<string, FoundRecord>>
  /**
   * @param own - what may be references of the viewer's own system, as they were typed
   * @returns by such a reference, the references of Seamark that it stands for
   */
  ownReferences?: (scope: MemberScope, own: readonly string[]) => Promise<Map<string, string[]>>
  /** Notes that the viewer has taken these records along in a file: should one be recalled, they are told. */
  noteExported: (scope: MemberScope, ids: readonly RecordId[]) => Promise<void>
}

/**
 * A kind of record that can be shared. All of its functions run in the viewer's own scope, and answer what is absent
 * and what is hidden alike: not-found.
 */
export type RecordKind = {
  /** its name as the subject of events: `report` */
  kind: string
  /** for sentences: `report`, `reports` */
  words: { one: string; many: string }
  /** what it holds below its title, where an audience is looked at: `Items and subjects`. Else `What it says` */
  content?: string
  /** The address of a record's page. `href(':id')` is the path of its route. */
  href: (id: string) => string
  /** The address of one version of it; a kind that shows no earlier version leaves it out. */
  versionHref?: (id: RecordId, version: number) => string
  /** The same below `/api/v1`. */
  apiHref: (id: string) => string
  /** the beginning of the names of its operations: `intelligence.report` */
  operationPrefix: string
  /** where a new one is begun */
  begin: { text: string; href: string } | null
  /** its own lists, in the order of the page */
  lists: readonly RecordList[]
  /**
   * May partners read this version, as far as a second officer's check goes? Where a kind has no such check, they may.
   */
  isChecked?: (scope: MemberScope, id: RecordId, version: number) => Promise<boolean>
  /** Reads what stands above a page, for its owner. The reading is an event. @throws not-found */
  heading: (scope: MemberScope, id: RecordId) => Promise<RecordHeading>
  /** The same before a release, with what the owner must look at. @throws not-found */
  beforeRelease?: (scope: MemberScope, id: RecordId) => Promise<{ heading: RecordHeading; care: ReleaseCare }>
  /** The same for its history, with what stands above the events. @throws not-found */
  beforeHistory?: (
    scope: MemberScope,
    id: RecordId,
  ) => Promise<{ heading: RecordHeading; above: Slot | null }>
  /** @returns what an event of this kind alone says in a history; null for one that every kind has */
  sentenceOf?: (event: RecordEvent) => string | null
  /**
   * @param reason - why the owner recalls it
   * @returns what partners that had it are told
   * @throws invalid with `reason` where they must not read it
   */
  toldOfRecall?: (scope: MemberScope, id: RecordId, reason: string) => Promise<string>
  /** What else a recall does, in its transaction: a recalled record is not matched any more. */
  onRecall?: (scope: MemberScope, id: RecordId) => Promise<void>
  search: SearchOfKind
}
