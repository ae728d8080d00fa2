/**
 * Marks in the form that tell a person from a program, without asking anybody anything: a field that people
 * do not see, and when the form was shown. They never refuse a report; they are noted inside its seal.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { LEAST_MS } from './limits.ts'
import { sharedKey } from './shared.ts'

/** The name of the field that people do not see. */
export const HONEYPOT = 'website'
const DAY = 86_400_000

// Signed, so that a program cannot write an earlier time; by whichever process showed the form.
const sign = (text: string) =>
  createHmac('sha256', sharedKey('form mark')).update(text).digest('base64url').slice(0, 16)

/**
 * Makes the marks of the last form.
 * @param now - milliseconds since 1970
 * @returns `honeypot`: name of the field that people do not see; `shown`: value of a hidden field of that
 *   name
 */
export function formMarks(now = Date.now()): { honeypot: typeof HONEYPOT; shown: string } {
  const at = now.toString(36)
  return { honeypot: HONEYPOT, shown: `${at}.${sign(at)}` }
}

/**
 * What speaks against a person having sent this form.
 * @param values - the form's fields
 * @param now - milliseconds since 1970
 * @returns codes, usually none: `hidden-field`, `too-fast`
 */
export function doubtsOf(values: Record<string, unknown>, now = Date.now()): string[] {
  const doubts: string[] = []
  const trap = values[HONEYPOT]
  if (trap !== undefined && trap !== '') doubts.push('hidden-field')
  const shown = shownAt(values['shown'])
  if (shown !== null && now - shown < LEAST_MS) doubts.push('too-fast')
  return doubts
}

/** null: absent or forged, which speaks against nobody by itself. */
function shownAt(value: unknown): number | null {
  const [at = '', signature = ''] = typeof value === 'string' ? value.split('.') : []
  const expected = Buffer.from(sign(at))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const time = Number.parseInt(at, 36)
  return Number.isFinite(time) && Date.now() - time < DAY ? time : null
}
