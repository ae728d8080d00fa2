/** The streams that are open on this node, by the session and the person they belong to. */
import type { PersonId, SessionHash } from '../../wire/ids.ts'

export type OpenStream = {
  session: SessionHash
  personId: PersonId
  /** Ends it. `signed-out`: the page is told so. `crowded`: it may come back, in a minute. `closing`: the node stops. */
  end: (why: 'signed-out' | 'crowded' | 'closing') => void
}

export type StreamLimits = { session: number; person: number }

/** Pages in view at once: hidden ones close their stream. A person has a few sessions, on several machines. */
export const STREAM_LIMITS: StreamLimits = { session: 12, person: 24 }

export type OpenStreams = {
  /** Takes a stream in; the oldest of a session or person that has too many end. */
  add: (stream: OpenStream) => void
  remove: (stream: OpenStream) => void
  /** Those of a session that has ended. */
  endSession: (session: SessionHash) => void
  endAll: () => void
  count: () => number
}

/**
 * Makes the list of one node's streams.
 * @param limits - how many streams a session and a person may have; the oldest make room
 * @returns an empty list
 */
export function openStreams(limits: StreamLimits = STREAM_LIMITS): OpenStreams {
  // In the order in which they were opened.
  const open = new Set<OpenStream>()
  const those = (fits: (stream: OpenStream) => boolean) => [...open].filter(fits)
  const keepTo = (most: number, fits: (stream: OpenStream) => boolean) => {
    const all = those(fits)
    for (const stream of all.slice(0, Math.max(0, all.length - most))) stream.end('crowded')
  }
  return {
    add: (stream) => {
      open.add(stream)
      keepTo(limits.session, ({ session }) => session === stream.session)
      keepTo(limits.person, ({ personId }) => personId === stream.personId)
    },
    remove: (stream) => open.delete(stream),
    endSession: (session) => {
      for (const stream of those((one) => one.session === session)) stream.end('signed-out')
    },
    endAll: () => {
      for (const stream of open) stream.end('closing')
    },
    count: () => open.size,
  }
}
