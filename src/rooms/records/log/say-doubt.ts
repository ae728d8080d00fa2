/** On every page: the ledger is not as it was signed. Whoever works here must know it, not only who looks at `/log`. */
import { isLedgerInDoubt } from '../../../platform/ledger/witnesses.ts'
import type { FrameNotice } from '../../../platform/rooms/navigation.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'

/** Milliseconds: every page asks. */
const FRESH = 5_000

const NOTICE: FrameNotice = {
  text: 'The ledger is not as it was signed.',
  link: { text: 'See what was found', href: '/log' },
  saidOn: ['/log', '/proofs'],
}

/**
 * Makes what every page asks.
 * @param services - where it is read
 * @returns the notice while a refusal stands, or the last verification found a fault; at most five seconds old
 */
export function sayDoubt({
  database,
  clock,
}: Pick<RoomServices, 'database' | 'clock'>): () => Promise<FrameNotice | null> {
  let known: { doubt: Promise<boolean>; at: number } | null = null
  return async () => {
    const now = clock().getTime()
    if (known === null || Math.abs(now - known.at) > FRESH) {
      const what = { service: 'ledger', operation: 'ledger.log.show' }
      known = { doubt: database.performAsService(what, isLedgerInDoubt), at: now }
      // What could not be read is asked again with the next page.
      known.doubt.catch(() => (known = null))
    }
    return (await known.doubt) ? NOTICE : null
  }
}
