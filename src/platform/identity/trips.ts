/**
 * Trips to the identity provider and back. What must survive one is sealed into a cookie with a key that only
 * nodes of this installation have: what a browser made up by itself is no trip of ours, and leaves nothing
 * behind. A trip lasts ten minutes and is good for one answer.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Trip } from './openid.ts'

/** How long a trip may take, in seconds: a sign-in with a second factor, and a telephone call about it. */
export const TRIP_SECONDS = 600
/** Answers that are remembered at once; the oldest go first. The session's row remembers those that succeeded. */
const MOST_REMEMBERED = 10_000
const NONCE = 12
const TAG = 16
/** A cookie is 4 KB at most, and so is what is in it. */
const LONGEST_RETURN = 1_500

const sealedTrip = z.object({
  provider: z.string(),
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
  returnTo: z.string(),
  until: z.number(),
})

/** A trip that has come back, and the digest under which it is used up. */
export type ReturnedTrip = { trip: Trip; digest: Buffer }

export type Trips = {
  /** @returns the cookie's value */
  seal: (trip: Trip) => string
  /** @returns null for what is not ours, is too old, or is used up on this node */
  open: (cookie: string | undefined) => ReturnedTrip | null
  /** No second answer counts; across nodes the session's row says so (`beginSession`). */
  useUp: (returned: ReturnedTrip) => void
}

/**
 * Makes what seals and opens trips.
 * @param secret - of the installation, the same on all its nodes
 * @param clock - milliseconds
 * @returns `seal` gives a cookie's value; `open` gives null for what is not ours, too old or used; `useUp`
 *   makes it used
 */
export function tripsOf(secret: string, clock: () => number = Date.now): Trips {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'seamark sign-in trip 1', 32))
  const used = new Map<string, number>()
  const sweep = (now: number) => {
    for (const [name, until] of used) {
      if (until > now && used.size <= MOST_REMEMBERED) return
      used.delete(name)
    }
  }
  return {
    seal: (trip) => {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const until = clock() + TRIP_SECONDS * 1000
      const returnTo = trip.returnTo.length > LONGEST_RETURN ? '/' : trip.returnTo
      const sealed = cipher.update(JSON.stringify({ ...trip, returnTo, until }), 'utf8')
      return Buffer.concat([nonce, sealed, cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    open: (cookie) => {
      const bytes = Buffer.from(cookie ?? '', 'base64url')
      if (bytes.length <= NONCE + TAG) return null
      const found = sealedTrip.safeParse(unseal(key, bytes))
      if (!found.success) return null
      const { until, ...trip } = found.data
      const digest = createHash('sha256').update('sign-in trip').update(trip.state).digest()
      if (until <= clock() || used.has(digest.toString('hex'))) return null
      return { trip, digest }
    },
    useUp: ({ digest }) => {
      const now = clock()
      used.set(digest.toString('hex'), now + TRIP_SECONDS * 1000)
      sweep(now)
    },
  }
}

function unseal(key: Buffer, bytes: Buffer): unknown {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
    decipher.setAuthTag(bytes.subarray(-TAG))
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()])
    return JSON.parse(text.toString('utf8'))
  } catch {
    // Somebody else's bytes; what is wrong with them is nobody's business.
    return null
  }
}
