/**
 * Keys that an officer has unlocked. They are in this process's memory only, by session; a quarter of an
 * hour without use, the end of the session or of the account, or a role that is taken away, takes them away.
 * Nothing here is ever written or logged.
 */
import { whenLocked } from '../../../platform/identity/locked.ts'
import { whenSessionEnds } from '../../../platform/identity/session.ts'
import type { Purpose } from '../arrival/desks.ts'
import type { KeyPair } from '../sealing/identities.ts'

export type HeldKey = { deskKeyId: string; agencyId: number; purpose: Purpose; identity: string }

type Ring = { personId: string; officer: KeyPair; keys: HeldKey[]; used: number }

/** Milliseconds without use after which a ring is forgotten. */
export const IDLE_MS = 15 * 60_000

const rings = new Map<string, Ring>()

/**
 * Puts a ring on a session, in the place of one that was there.
 * @param session - SHA-256 of the session's secret
 * @param ring - whose it is, the officer's own key, and the keys that it opens
 * @param now - milliseconds since 1970
 */
export function keepRing(
  session: Buffer,
  ring: { personId: string; officer: KeyPair; keys: HeldKey[] },
  now = Date.now(),
): void {
  rings.set(nameOf(session), { ...ring, used: now })
  sweep(now)
}

/**
 * Finds the ring of a session. Looking at it counts as use.
 * @param session - SHA-256 of the session's secret
 * @param now - milliseconds since 1970
 * @returns null when it is locked
 */
export function ringOf(session: Buffer, now = Date.now()): Readonly<Omit<Ring, 'used'>> | null {
  sweep(now)
  const ring = rings.get(nameOf(session))
  if (!ring) return null
  ring.used = now
  return ring
}

/**
 * What opens the reports of an agency in this session.
 * @param session - `request.signedIn.session.idHash`
 * @param agencyId - of the desk
 * @param purpose - which of its three keys
 * @param now - milliseconds since 1970
 * @returns identities, retired ones too; empty when locked or when the officer has not been given this key
 */
export function unlockedIdentities(
  session: Buffer,
  agencyId: number,
  purpose: Purpose,
  now = Date.now(),
): string[] {
  const keys = ringOf(session, now)?.keys ?? []
  return keys.flatMap((key) => (key.agencyId === agencyId && key.purpose === purpose ? [key.identity] : []))
}

/**
 * Takes the ring off a session.
 * @param session - SHA-256 of the session's secret
 */
export function lock(session: Buffer): void {
  rings.delete(nameOf(session))
}

/** Locks whatever somebody has unlocked in any session of theirs; null locks everybody's. */
function lockAllOf(personId: string | null): void {
  for (const [name, ring] of rings) if (personId === null || ring.personId === personId) rings.delete(name)
}

/**
 * Counts the sessions in which something is unlocked. It names nobody.
 * @returns how many
 */
export const ringsHeld = (): number => rings.size

const nameOf = (session: Buffer) => session.toString('base64')

function sweep(now: number): void {
  for (const [name, ring] of rings) if (now - ring.used >= IDLE_MS) rings.delete(name)
}

whenSessionEnds(lock)
whenLocked(lockAllOf)
// A ring that nobody asks for any more must go as well.
setInterval(() => {
  sweep(Date.now())
}, 60_000).unref()
