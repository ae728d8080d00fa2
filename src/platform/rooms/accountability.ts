/** What a room answers for: figures for oversight, how long it keeps what, and the rights of whom it holds data on. */
import type { PersonCategory } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import type { MemberScope, Scope } from '../database/scope.ts'

/** A number that an overseer asks for. It counts acts and records, and never says whose. */
export type OversightFigure = {
  /** `room.figure` */
  name: string
  /** as in `Reports released to a partner` */
  words: string
  /**
   * @param period - days, YYYY-MM-DD: from the first, until the day before the last
   * @returns how many there were
   */
  count: (scope: Scope, period: { from: string; until: string }) => Promise<number>
}

/**
 * A table of figures that those who hold an agency to account read, by quarter. The room says what is counted and how;
 * oversight counts each quarter, and publishes what betrays nobody.
 */
export type FigureTable = {
  /** `room.table` */
  name: string
  /** as in `Intelligence reports` */
  title: string
  /** how it is counted, in sentences */
  counted: string
  /**
   * `persons`: what persons did or suffered; small numbers, and what would give them away, are not shown. `duty`: what
   * a body owes to others, which is always shown.
   */
  about: 'persons' | 'duty'
  /** its rows in their order; what is counted is in exactly one of them */
  rows: readonly { key: string; text: string }[]
  /**
   * The statement that counts, as pages show it and as it is run. `$1` is the agency, `$2` the first day, `$3` the day
   * behind the last; it answers with `key` and `count`.
   */
  sql: string
}

/** How many persons a record names, in each category of s.38(3) DPA 2018. Counts, and never who. */
export type PersonsOfRecord = { suspected: number; convicted: number; victims: number; others: number }

/**
 * How records of one kind are reviewed. Whoever decides may never have read the record, so nothing here answers with
 * content.
 */
export type RetentionRule = {
  /** `room.rule` */
  name: string
  /** the rule in one sentence, as the records manager reads it */
  words: string
  /** the kind of record, as in `access.record_kind` */
  kind: string
  /**
   * What a group is suggested by.
   * @param ids - of records of this kind, a thousand at most
   * @returns by id; a record of which there is nothing to count may be left out
   */
  persons: (scope: Scope, ids: readonly RecordId[]) => Promise<ReadonlyMap<string, PersonsOfRecord>>
  /**
   * Which records it serves, of any kind: it is suggested the highest group of these, and nothing of its own.
   * @param ids - of records of this kind, a thousand at most
   * @returns pairs; a record that serves nothing is left out
   */
  serves?: (
    scope: Scope,
    ids: readonly RecordId[],
  ) => Promise<readonly { id: RecordId; serves: RecordId; kind: string }[]>
  /**
   * Takes records out of all that looks across agencies, because they are restricted; in the same transaction.
   * @param ids - of records of the actor's own agency, 200 at most
   */
  setAside: (scope: MemberScope, ids: readonly RecordId[]) => Promise<void>
  /** Puts a record back whose restriction was lifted, as it stands now. @throws not-found */
  putBack: (scope: MemberScope, id: RecordId) => Promise<void>
  /**
   * Takes away all that a record says, wherever the room keeps it, in the transaction in which a second person agreed;
   * the database refuses it in any other.
   * @returns ids of drafts that were made of it, of any kind, and went with it
   */
  erase: (scope: MemberScope, id: RecordId) => Promise<readonly RecordId[]>
  /** where those who manage records find what stays of one that is erased; left out where that is no page */
  whatStays?: (id: RecordId) => string
}

/** Where in a record a data subject may stand. */
export type FoundIn = 'subject' | 'withheld' | 'text' | 'identifier'

/** One record in which a data subject may stand, without its content. */
export type FoundOnSubject = {
  id: RecordId
  foundIn: readonly FoundIn[]
  /** of s.38(3) DPA 2018, as the record says it of whoever bears the name */
  categories: readonly PersonCategory[]
  /** does the date of birth in the record agree with that of the request? */
  born: 'same' | 'other' | 'unknown'
}

/** One part of a record that an answer gives whole or leaves out whole. */
export type PartOfRecord = {
  /** as `item-2`; the same part has the same name in every reading of a version */
  part: string
  /** what it is, as in `Item 2` */
  words: string
  text: string
}

/** Whom a search through what lies sealed looks for, as the request names them. */
export type WhomToFind = { names: readonly string[]; identifiers: readonly string[] }

/** What one step of a search through what lies sealed has come to. */
export type SealedBatch = {
  looked: number
  /** no key at hand opens them */
  notOpened: number
  destroyed: number
  /** ids of those that may be about them */
  found: readonly string[]
  /** behind the last one that was looked at; null: it came to the end */
  place: string | null
}

/** What a room keeps sealed, and opens only with keys that are unlocked in somebody’s session. */
export type SealedRights = {
  /** what one of them is, as in `public-report` */
  kind: string
  /** as in `Report of the public` */
  words: string
  /**
   * How it stands with them. It opens nothing.
   * @param session - whose unlocked keys would be used
   * @returns how many there are, and what has to be done before they can be opened; null to whoever may not know
   */
  stands: (
    scope: MemberScope,
    session: Buffer,
  ) => Promise<{ kept: number; first: { text: string; action: string; href: string } | null } | null>
  /**
   * Opens some of them and looks for somebody. Each opening is an event. Nothing of what was opened is kept.
   * @param session - whose unlocked keys are used
   * @param place - behind which it goes on; null: from the beginning
   * @param most - so many at most
   * @throws forbidden while the keys are locked
   */
  look: (
    scope: MemberScope,
    session: Buffer,
    whom: WhomToFind,
    place: string | null,
    most: number,
  ) => Promise<SealedBatch>
  /**
   * Opens one and reads it in parts; the reading is an event.
   * @returns its parts; none when it was destroyed
   * @throws not-found; forbidden while the keys are locked
   */
  read: (
    scope: MemberScope,
    session: Buffer,
    id: string,
  ) => Promise<{ version: number; parts: readonly PartOfRecord[] }>
}

/**
 * How a room serves the rights of a data subject, in what their own agency holds. A person decides what it means.
 */
export type SubjectRights = {
  /**
   * Finds records of the actor’s own agency, whoever may read them. Whom to look for is asked of the database
   * (`records.subject_in_search`): nobody is found without an open request of somebody whose identity was seen.
   * @param request - id of the request
   * @param most - so many at most
   */
  find?: (scope: MemberScope, request: string, most: number) => Promise<readonly FoundOnSubject[]>
  /**
   * Looks through what the room holds that is no record, and so no item of what was found. As `find`, nobody is found without an open
   * request.
   * @param request - id of the request
   * @returns what speaks of them, in a sentence, as far as the actor may know; null where nothing does
   */
  spokenOf?: (scope: MemberScope, request: string) => Promise<string | null>
  /** @returns what the room holds and cannot search, in a sentence; null where there is nothing */
  unsearched?: (scope: MemberScope) => Promise<string | null>
  /** what of it lies sealed and can be opened in somebody’s session */
  sealed?: SealedRights
  /** the kind of record whose parts `read` gives */
  kind?: string
  /**
   * Reads a record of that kind in parts, as far as this person sees it. The reading is an event.
   * @param version - an earlier one than the current
   * @returns its version and parts
   * @throws not-found: absent, hidden and erased look alike
   */
  read?: (
    scope: MemberScope,
    id: RecordId,
    version?: number,
  ) => Promise<{ version: number; parts: readonly PartOfRecord[] }>
}
