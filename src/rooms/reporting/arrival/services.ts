/** What the public's use cases need. They run as the public: see `performAsPublic`. */
import type { Database } from '../../../platform/database/perform.ts'
import { SeamarkError } from '../../../platform/errors.ts'
import type { Geography } from '../../coast/index.ts'

export type PublicServices = {
  database: Database
  /** who is responsible where; opened when it is first asked for */
  geography: () => Promise<Geography>
  /** a folder on the disk that the database fills; null or left out where it is another machine's */
  diskFolder?: string | null
  /** the exact time; it goes inside the seal */
  now?: () => Date
  /** the network that asks, under a key that lives an hour in memory; for turns in a queue, kept nowhere */
  network?: string
}

/**
 * Reads the clock, for the moment that goes inside the seal.
 * @returns to the millisecond
 */
export const exactly = (services: PublicServices): Date => services.now?.() ?? new Date()

/**
 * Says a limit of the schema (SM010, SM011) in words.
 * @param fault - anything that was thrown
 * @returns a SeamarkError for a limit; everything else as it was
 */
export function inWords(fault: unknown): unknown {
  const code = fault instanceof Error && 'code' in fault ? fault.code : ''
  if (code === 'SM011')
    return new SeamarkError(
      'invalid',
      'too-often',
      'This was changed very often. What was typed before is kept: send it, or begin anew.',
      { status: 429 },
    )
  if (code !== 'SM010') return fault
  return new SeamarkError('invalid', 'too-many', 'A report holds no more than this.', { status: 413 })
}
