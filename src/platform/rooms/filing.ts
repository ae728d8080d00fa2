/** What a room offers where a report is filed, and beside a record of another room. */
import type { Classification } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import type { MemberScope } from '../database/scope.ts'
import type { Typed } from '../http/typed-form.ts'
import type { Slot } from './record-kind.ts'

/** A text on its way to being filed, or to partners who had what was filed. */
export type TextToFile = {
  /** of the report whose version it will be; of a draft of a new version that of the report */
  reportId: string
  /** with what stays with the owner; of a recall what partners are told of why */
  words: object
}

/**
 * Is asked in the transaction that files, by whatever files.
 * @throws a SeamarkError in words when the text may not be filed
 */
export type FilingGuard = (scope: MemberScope, text: TextToFile) => Promise<void>

/**
 * What a room offers on the page on which a new report is filed by hand. What was chosen there is done in the filing's
 * own transaction: both are done, or neither is.
 */
export type FilingOffer = {
  /** @returns what the page prints inside its form, or null where there is nothing to offer */
  offer: (scope: MemberScope) => Promise<Slot | null>
  /**
   * Does what was chosen. A form that comes twice is taken twice: the second time changes nothing.
   * @param report - that was filed a moment ago
   * @param typed - the whole form; the offer's fields are the room's
   * @throws invalid with one of those fields: nothing is filed then, and the page comes back
   */
  take: (scope: MemberScope, report: { id: RecordId }, typed: Typed) => Promise<void>
}

/** Something that a record was made of, or that belongs to it, as the record's pages show it. */
export type Beside = {
  /** what it is about, where it is nothing that the record was made of */
  heading?: string
  /** what it is, with its page */
  from: { text: string; href: string }
  pictures: { text: string; href: string }[]
  /** whole sentences about what cannot be shown */
  notes: string[]
  /** the key to the pictures is locked, and is unlocked there; an address may follow that leads back */
  unlockHref: string | null
}

/**
 * What a room shows beside a record of another room, in the person's own scope.
 * @param id - of a report or a draft that this person sees
 * @returns nothing for whoever may not see it: the same as for what there is not
 */
export type ShowBeside = (scope: MemberScope, id: string) => Promise<Beside[]>

/** Records of a room that somebody has linked with a record of another, as far as this person sees both. */
export type Linked = {
  /** as in `Lighthouses that it shows` */
  heading: string
  items: readonly { text: string; href: string; note: string | null; classification: Classification }[]
  /** what this person may do about it */
  next: { text: string; href: string } | null
}

/**
 * What a room has linked with a record of another, for everybody who reads that in full.
 * @param record - `own`: this person's agency owns it
 * @returns null where there is nothing to say: also for whoever may not see what is there
 */
export type ShowLinked = (
  scope: MemberScope,
  record: { kind: string; id: RecordId; own: boolean },
) => Promise<Linked | null>
