/** What waits for a person in a room: home lists it with that of the other rooms, and knows none of them. */
import type { MemberScope, Scope, ServiceActor } from '../database/scope.ts'
import type { Classification } from '../../wire/codes.ts'

/** One thing that waits, or one line that stands for many. */
export type WaitingItem = {
  /** of a kind that the room describes; see `WaitingKind` */
  kind: string
  text: string
  /** the agency it comes from */
  from: string | null
  since: Date
  /** what is shown instead of the moment: a day (`2026-11-22`), a month (`2026-11`), or nothing */
  shown?: string
  /** words instead of the moment, where that is known by its hour only */
  when?: string
  href: string
  classification: Classification
  count?: number
  /** new to this person, where the moment alone does not say so */
  fresh?: boolean
  /** how many there are of this kind from this agency, also of those that are not listed */
  total?: number
  /** since when the oldest of those waits */
  oldest?: Date
  /** the same in words, where it is known by its hour only */
  oldestWhen?: string
  /** of a line that stands for many: how many of them are new to this person */
  fresher?: number
}

/** How home shows the things of one kind. */
export type WaitingKind = {
  kind: string
  tag: { text: string; colour: string }
  /** the person's alone, or done by anybody of the agency with the role */
  whose: 'own' | 'anybody'
  /**
   * When it is new: it came after the person looked (`moment`); the same where only its hour is known (`hour`);
   * the item says so itself (`item`). `now`: it may still be happening, and is the first thing on the page.
   */
  newBy: 'moment' | 'hour' | 'item' | 'now'
  /** how several read as one line, and where they are done one after the other */
  fold?: { text: (number: string, from: string) => string; href: string }
  /** what an item counts: as in `3 matches`; `times` where nothing is said */
  counts?: string
}

/** Asks once for all who see the same as this person; see rooms/home/tallies.ts. */
export type Remember = <T>(name: string, ask: () => Promise<T>) => Promise<T>

/** What waits in one room. */
export type RoomWaiting = {
  /** the schema that publishes `waiting()`: numbers of what is new, and a mark of the newest */
  schema: string
  /**
   * How one person's page asks it, as SQL: `coast.waiting()`. Where the schema answers all alike who see the same,
   * as `reporting.told()` or `intelligence.waiting(intelligence.shared())` do.
   */
  ask: string
  kinds: readonly WaitingKind[]
  /**
   * Lists what waits for a person; at most some dozens of a kind.
   * @param newSince - what came later is new to this person
   * @param remember - for numbers that are the same for all who see the same
   */
  list: (scope: MemberScope, newSince: Date, remember: Remember) => Promise<readonly WaitingItem[]>
  /**
   * Agencies in which something may be happening at this moment: their people may get a mail at once.
   * @returns numbers of agencies
   */
  happeningNow?: (scope: Scope<ServiceActor>) => Promise<readonly number[]>
}
