/** An officer who holds the desk's keys gives them to a colleague: the first one does it after the operator. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, notFound } from '../../../platform/errors.ts'
import type { Purpose } from '../arrival/desks.ts'
import { ringOf } from './keyring.ts'
import { wrapKey } from './wrap.ts'

export type KeyHolder = {
  personId: string
  name: string
  hasPassphrase: boolean
  purposes: Purpose[]
  /** when the last of these keys was given */
  since: Date | null
}

type Row = {
  person_id: string
  name: string
  recipient: string | null
  purposes: Purpose[]
  since: Date | null
}

/**
 * Those of one's own agency who work at the desk, and which of its present keys they hold; who got
 * one last stands first, so that nobody gets one unseen.
 * @returns each with the purposes of the keys that they hold
 */
export async function keyHolders(scope: MemberScope): Promise<KeyHolder[]> {
  const rows = await scope.tx.many<Row>(`select * from reporting.key_holders()`)
  return rows.map(({ person_id, name, recipient, purposes, since }) => ({
    personId: person_id,
    name,
    hasPassphrase: recipient !== null,
    purposes,
    since,
  }))
}

/**
 * Gives a colleague keys that one has unlocked, retired ones too, so that old reports open as well.
 * @param session - SHA-256 of the session's secret, by which the keys that one has unlocked are found
 * @param personId - of the colleague
 * @param purposes - which; all that one holds when left out
 * @throws conflict `oneself`, `locked`, `no-passphrase`; not-found for anybody who does not work at this desk
 */
export async function giveKeyTo(
  scope: MemberScope,
  session: Buffer,
  personId: string,
  purposes: readonly Purpose[] = ['desk', 'source', 'evidence'],
): Promise<void> {
  if (personId === scope.actor.personId)
    throw conflict('oneself', 'Nobody gives keys to themself. Ask a colleague who holds them.')
  const ring = ringOf(session)
  if (!ring) throw conflict('locked', 'Unlock your keys first, then give them.')
  const rows = await scope.tx.many<Row>(`select * from reporting.key_holders()`)
  const colleague = rows.find((row) => row.person_id === personId)
  if (!colleague) throw notFound()
  if (colleague.recipient === null)
    throw conflict('no-passphrase', 'Your colleague has to set a passphrase first, on the page Keys.')
  const keys = ring.keys.filter(
    (key) => key.agencyId === scope.actor.agencyId && purposes.includes(key.purpose),
  )
  if (keys.length === 0) throw conflict('not-held', 'You do not hold these keys yourself.')
  for (const key of keys) {
    const given = await scope.tx.run(
      `insert into reporting.wrapped_key (desk_key_id, person_id, wrapped, given_by) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [key.deskKeyId, personId, await wrapKey(key.identity, colleague.recipient), scope.actor.personId],
    )
    if (given === 1)
      scope.record({
        kind: 'administration',
        subject: { kind: 'desk-key', id: key.deskKeyId },
        detail: { given: key.purpose, holder: personId },
      })
  }
}
