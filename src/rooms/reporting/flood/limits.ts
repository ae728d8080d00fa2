/**
 * How much the node takes from the public. Nobody is turned away for good: a mass landing looks like an
 * attack, and a whole beach may stand behind one mobile network's address.
 */

/** Reports worked on at the same time; the next is shed before its body is read. */
export const MOST_AT_ONCE = 48
/** Reports whose body is announced and not here yet: of all, and of one network. They are not worked on. */
export const MOST_AWAITED = 4_000
export const MOST_AWAITED_OF_NETWORK = 64
/** From here on a browser with script is asked for some work first, and one without waits in the slow lane. */
export const BUSY_AT = 32
/** Reports that one network (a /24, a /48) may send at once, and how many more each second. */
export const BURST = 60
export const PER_SECOND = 2
/** Reports that one network may begin at once, and how many more each second; its rest waits in a lane. */
export const BEGIN_BURST = 60
export const BEGIN_PER_SECOND = 2
export const BEGIN_LANE = 64
export const BEGIN_LANE_OF_NETWORK = 16
/** How many may wait in the slow lane, and how long each waits, in milliseconds. */
export const SLOW_LANE = 64
export const SLOW_MS = 3_000
/** A request that is shed before it is read is held for so long first, in milliseconds, and is let in after all
 * when there is room by then: it costs this node nothing, and a sender of thousands their connections. */
export const HOLD_MS = 2_000
/** So many are held; the next is answered at once. */
export const MOST_HELD = 4_000
/** Seconds after which a shed browser is asked to try again. */
export const RETRY_AFTER = 20
/** Filled in faster than this, nobody read it. In milliseconds. */
export const LEAST_MS = 4_000
/** Bytes of files that the node takes in an hour; words are always taken. */
export const BYTES_AN_HOUR = 4_000_000_000
/** Of what the others have left of that, one network may take this part: never the last of it. */
export const SHARE_OF_NETWORK = 1 / 4
/** Bytes of files of one browser in an hour, those that it took out again counted too. */
export const BYTES_OF_DRAFT = 250_000_000
/** Free bytes on the disk below which no file is taken any more. */
export const LEAST_FREE = 2_000_000_000
/** The same for words that are begun: what was begun may be sent even so. */
export const LEAST_FREE_FOR_WORDS = 500_000_000
