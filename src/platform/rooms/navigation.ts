/** What a room puts into the frame of every page. */
import type { Role } from '../database/scope.ts'

/** Who sees it: people with one of these roles, or everybody who is signed in. */
export type SeenBy = readonly Role[] | 'all'

/** One entry of the navigation line. */
export type NavigationEntry = {
  /** where it stands in the line: a smaller number stands further left; no two entries have the same */
  place: number
  text: string
  href: string
  /** by which its number comes from the room's `waiting()` */
  key: string
  roles: SeenBy
  /** it is marked as the place where one is on these paths and below them; without, on its own path only */
  under?: readonly string[]
  /** the key of a number that stands in the title of every page: a tab behind others shows nothing else */
  urgent?: string
  /** what home offers somebody for whom nothing waits; the leftmost entry that offers them something is taken */
  next?: { text: string; href: string; roles: SeenBy }
}

/** What everybody who is signed in must know on every page, until it is over. */
export type FrameNotice = {
  text: string
  link: { text: string; href: string }
  /** pages that say it themselves, and more of it */
  saidOn: readonly string[]
}

/** The one thing that can be begun on every page. */
export type FrameAction = { text: string; href: string; roles: SeenBy }
