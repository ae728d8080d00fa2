/**
 * An officer's own key: made and locked with a passphrase once, unlocked once a session. The slow hash of
 * the passphrase runs between two transactions, never inside one.
 */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Purpose } from '../arrival/desks.ts'
import { newKeyPair, recipientOfIdentity, type KeyPair } from '../sealing/identities.ts'
import { NotOpened } from '../sealing/seal.ts'
import { keepRing, ringOf, type HeldKey } from './keyring.ts'
import { lockWithPassphrase, unlockWithPassphrase, weakness } from './passphrase.ts'
import { unwrapKey } from './wrap.ts'

export { lock } from './keyring.ts'

/** `request.perform` */
export type Perform = <T>(work: (scope: MemberScope) => Promise<T>) => Promise<T>

export type OfficerKeyState = {
  hasPassphrase: boolean
  unlocked: boolean
  /** which of the present keys of their agency they have been given */
  holds: Purpose[]
}

type WrappedRow = { deskKeyId: string; agencyId: number; purpose: Purpose; wrapped: Buffer; retired: boolean }

/**
 * What an officer may do with keys at the moment. Keys that a colleague gave since the unlocking are taken
 * on the ring here.
 * @param session - SHA-256 of the session's secret
 * @returns whether there is a passphrase, whether it is unlocked, and which keys of the own desk the officer
 *   holds
 */
export async function officerKeyState(scope: MemberScope, session: Buffer): Promise<OfficerKeyState> {
  const own = await lockedKeyOf(scope)
  const rows = await wrappedKeysOf(scope)
  const ring = ringOf(session)
  if (ring && ring.keys.length !== rows.length)
    keepRing(session, { ...ring, keys: await unwrapAll(rows, ring.officer) })
  return {
    hasPassphrase: own !== null,
    unlocked: ring !== null,
    holds: rows
      .filter((row) => !row.retired && row.agencyId === scope.actor.agencyId)
      .map(({ purpose }) => purpose),
  }
}

/**
 * Sets or changes the passphrase. While the key is unlocked it stays the same key; otherwise a new one is
 * made, and a colleague (or the recovery key) must give the desk's keys again.
 * @param perform - runs work in a transaction of the officer's
 * @param session - SHA-256 of the session's secret; the key stays unlocked in it
 * @param passphrase - as it was typed
 * @param logN - the work factor; lower only for the exercise
 * @throws invalid when the passphrase is weak
 */
export async function setPassphrase(
  perform: Perform,
  session: Buffer,
  passphrase: string,
  logN?: number,
): Promise<void> {
  const about = await perform((scope) =>
    scope.tx.one<{ name: string; email: string }>(`select name, email from identity.person where id = $1`, [
      scope.actor.personId,
    ]),
  )
  const weak = weakness(passphrase, about)
  if (weak) throw weak
  const held = ringOf(session)
  const pair = held?.officer ?? newKeyPair()
  const locked = await lockWithPassphrase(pair.identity, passphrase, logN)
  const ring = await perform(async (scope) => {
    const { personId } = scope.actor
    const event = { kind: 'administration' as const, subject: { kind: 'person', id: personId } }
    if (held?.personId !== personId) await dropWhatIsLost(scope)
    await scope.tx.run(
      `insert into reporting.officer_key (person_id, recipient, locked_identity) values ($1, $2, $3)
       on conflict (person_id) do update
         set recipient = excluded.recipient, locked_identity = excluded.locked_identity, set_at = now()`,
      [personId, pair.recipient, Buffer.from(locked)],
    )
    scope.record({ ...event, detail: { key: held ? 'passphrase' : 'new' } })
    return { personId, officer: pair, keys: held?.keys ?? [] }
  })
  keepRing(session, ring)
}

/** Keys wrapped for a key whose passphrase is forgotten are of no more use to anybody. */
async function dropWhatIsLost(scope: MemberScope): Promise<void> {
  const gone = await scope.tx.many<{ id: string }>(
    `delete from reporting.wrapped_key where person_id = $1 returning desk_key_id as id`,
    [scope.actor.personId],
  )
  for (const { id } of gone)
    scope.record({ kind: 'administration', subject: { kind: 'desk-key', id }, detail: { lost: true } })
}

/**
 * Unlocks for this session.
 * @param perform - runs work in a transaction of the officer's
 * @param session - SHA-256 of the session's secret
 * @param passphrase - as it was typed
 * @returns `no-key` when no passphrase was ever set
 */
export async function unlock(
  perform: Perform,
  session: Buffer,
  passphrase: string,
): Promise<'unlocked' | 'wrong' | 'no-key'> {
  const found = await perform(async (scope) => ({
    personId: scope.actor.personId,
    locked: await lockedKeyOf(scope),
    rows: await wrappedKeysOf(scope),
  }))
  if (!found.locked) return 'no-key'
  const identity = await unlockWithPassphrase(found.locked, passphrase)
  await perform((scope) => {
    scope.record({
      kind: identity === null ? 'refusal' : 'administration',
      subject: { kind: 'person', id: scope.actor.personId },
      detail: { unlocked: identity !== null },
    })
    return Promise.resolve()
  })
  if (identity === null) return 'wrong'
  const officer = { identity, recipient: recipientOfIdentity(identity) }
  keepRing(session, { personId: found.personId, officer, keys: await unwrapAll(found.rows, officer) })
  return 'unlocked'
}

async function lockedKeyOf(scope: MemberScope): Promise<Buffer | null> {
  const row = await scope.tx.maybe<{ locked: Buffer }>(
    `select locked_identity as locked from reporting.officer_key where person_id = $1`,
    [scope.actor.personId],
  )
  return row?.locked ?? null
}

const wrappedKeysOf = (scope: MemberScope) =>
  scope.tx.many<WrappedRow>(
    `select k.id as "deskKeyId", k.agency_id as "agencyId", k.purpose, w.wrapped, k.retired_at is not null as retired
     from reporting.wrapped_key w join reporting.desk_key k on k.id = w.desk_key_id
     where w.person_id = $1 order by k.created_at desc`,
    [scope.actor.personId],
  )

async function unwrapAll(rows: readonly WrappedRow[], officer: KeyPair): Promise<HeldKey[]> {
  const keys = await Promise.all(
    rows.map(async ({ deskKeyId, agencyId, purpose, wrapped }): Promise<HeldKey | null> => {
      try {
        return { deskKeyId, agencyId, purpose, identity: await unwrapKey(wrapped, officer.identity) }
      } catch (fault) {
        if (fault instanceof NotOpened) return null
        throw fault
      }
    }),
  )
  return keys.filter((key) => key !== null)
}
