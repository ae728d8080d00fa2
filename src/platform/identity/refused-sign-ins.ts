/**
 * Sign-ins that were refused: an event of the ledger, where the agency's administrator and its records manager find it.
 * The ledger keeps everything for ever, and people outside must not be able to fill it: of one agency, person and reason
 * there is at most one a minute; of what is wrong with a provider, while it is, one an hour. The
 * next one says how many came in between.
 */
import type { PersonId } from '../../wire/ids.ts'
import type { Database } from '../database/perform.ts'
import type { RefusalReason } from './refusals.ts'

export type Refused = {
  reason: RefusalReason
  /** in whose ledger it stands; null: it concerns no agency, or all who sign in with this provider */
  agencyId: number | null
  /** whose account it was, where that is known */
  personId: PersonId | null
  /** where it lies at a provider: its name in the settings */
  provider?: string
  /** by which the person and the log find it */
  reference?: string
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Remembered at once; the oldest go first. */
const MOST_REMEMBERED = 5_000

type Quiet = { until: number; unsaid: number }

/** By node: until when nothing more is written of the same, and how many there were meanwhile. */
const quietOf = new WeakMap<Database, Map<string, Quiet>>()

/**
 * Notes that somebody was refused. No name and no address: who it was is said by their account, where they have one.
 * @param refused - the reason, and whom it concerns
 * @param clock - milliseconds
 */
export async function recordRefusedSignIn(
  database: Database,
  refused: Refused,
  clock: () => number = Date.now,
): Promise<void> {
  const { reason, agencyId, personId, provider, reference } = refused
  const remembered = quietOf.get(database) ?? new Map<string, Quiet>()
  quietOf.set(database, remembered)
  const now = clock()
  const name = JSON.stringify([reason, agencyId, personId, provider])
  const last = remembered.get(name)
  if (last && now < last.until) {
    last.unsaid++
    return
  }
  remembered.delete(name)
  remembered.set(name, { until: now + (provider === undefined ? MINUTE : HOUR), unsaid: 0 })
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MOST_REMEMBERED) break
    remembered.delete(oldest)
  }
  const detail = {
    reason,
    ...(last && last.unsaid > 0 ? { more: last.unsaid } : {}),
    ...(provider === undefined ? {} : { provider }),
    ...(reference === undefined ? {} : { reference }),
  }
  await database.performAsService(
    { service: 'sign-in', operation: 'identity.session.begin', agencyId },
    async (scope) => {
      scope.record({
        kind: 'refusal',
        ...(personId === null ? {} : { subject: { kind: 'person', id: personId } }),
        detail,
      })
      return Promise.resolve()
    },
  )
}
