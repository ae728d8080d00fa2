/**
 * An operator makes a desk and its keys, changes them, and gives them to an officer with the recovery key.
 * The recovery key exists only in the file that `createDesk` hands back once.
 */
import { randomUUID } from 'node:crypto'
import type { Database } from '../../../platform/database/perform.ts'
import type { Scope, ServiceActor } from '../../../platform/database/scope.ts'
import { conflict, invalid, SeamarkError } from '../../../platform/errors.ts'
import type { Purpose } from '../arrival/desks.ts'
import { newKeyPair, recipientOfIdentity } from '../sealing/identities.ts'
import { NotOpened } from '../sealing/seal.ts'
import { unwrapKey, wrapKey } from './wrap.ts'

const purposes: readonly Purpose[] = ['desk', 'source', 'evidence']
const service = 'operator'
type ServiceScope = Scope<ServiceActor>

export type NewDesk = {
  agencySlug: string
  /** codes of police force areas, like E23000033 */
  areas: readonly string[]
  takesTheRest: boolean
  /** age1…, of a recovery key that is kept off the machine */
  recoveryRecipient: string
  exercise?: boolean
}

/**
 * Opens a desk with its three keys. Nobody holds them yet but the recovery key.
 * @param desk - agency's slug, areas, whether it takes the rest, and the recovery key's public half
 * @throws `no-agency` for an unknown one; conflict when it is a desk already, or an area is another's
 */
export async function createDesk(database: Database, desk: NewDesk): Promise<void> {
  for (const area of desk.areas)
    if (!/^[A-Z]\d{8}$/.test(area))
      throw invalid({ areas: 'Codes of police force areas look like E23000033' })
  await atAgency(database, 'reporting.desk.create', desk.agencySlug, async (scope, agencyId) => {
    const added = await scope.tx
      .run(
        `insert into reporting.desk (agency_id, areas, takes_the_rest, exercise) values ($1, $2, $3, $4)
         on conflict (agency_id) do nothing`,
        [agencyId, [...desk.areas], desk.takesTheRest, desk.exercise ?? false],
      )
      .catch((fault: unknown) => {
        throw areaTaken(fault)
      })
    if (added === 0) throw conflict('desk-exists', 'This agency has a desk already; its keys can be rotated.')
    await addKeys(scope, agencyId, desk.recoveryRecipient)
  })
}

/**
 * Names the open desk that gets the reports which no desk is responsible for; whichever had them has them no more.
 * @param agencySlug - of the desk
 * @returns false when it was named already
 * @throws not-found for an unknown agency, or one without an open desk
 */
export async function nameForTheRest(database: Database, agencySlug: string): Promise<boolean> {
  return await atAgency(database, 'reporting.desk.take-the-rest', agencySlug, async (scope, agencyId) => {
    const desk = await scope.tx.maybe<{ named: boolean }>(
      `select takes_the_rest as named from reporting.desk where agency_id = $1 and open for update`,
      [agencyId],
    )
    if (!desk)
      throw new SeamarkError(
        'not-found',
        'no-open-desk',
        `${agencySlug} has no open desk. Make one with "seamark desk-keys create".`,
      )
    if (desk.named) return false
    // One after the other: an index lets no two have it at a time.
    await scope.tx.run(`update reporting.desk set takes_the_rest = false where takes_the_rest`)
    await scope.tx.run(`update reporting.desk set takes_the_rest = true where agency_id = $1`, [agencyId])
    // It concerns every desk: who had it until now, and whoever it might have gone to.
    await scope.tx.run(
      `insert into ledger.event (kind, operation, agency_id, service, detail)
       select 'administration', $1, d.agency_id, 'operator', jsonb_build_object('here', d.agency_id = $2)
       from reporting.desk d where d.open`,
      [scope.operation, agencyId],
    )
    return true
  })
}

/**
 * Changes a desk's keys: what comes from now on is sealed to new ones, and everybody who holds the present
 * ones gets them. The old ones are retired: they go on opening what was sealed to them.
 * @param agencySlug - of the desk
 * @param recoveryRecipient - of a new recovery key; the present one stays when left out
 * @returns how many officers hold the new keys
 * @throws `no-agency` for an unknown one, `no-desk` for one without a desk
 */
export async function rotateDeskKeys(
  database: Database,
  agencySlug: string,
  recoveryRecipient?: string,
): Promise<{ holders: number }> {
  return await atAgency(database, 'reporting.desk.rotate', agencySlug, async (scope, agencyId) => {
    const old = await scope.tx.many<{ id: string; purpose: Purpose; recovery: string }>(
      `update reporting.desk_key set retired_at = now() where agency_id = $1 and retired_at is null
       returning id, purpose, recovery_recipient as recovery`,
      [agencyId],
    )
    const [first] = old
    if (!first)
      throw nobodyNamed(
        'no-desk',
        'This agency has no desk. Open one first: seamark desk-keys create --agency ID --areas CODE,CODE --recovery-out FILE.',
      )
    for (const { id } of old) note(scope, id, { retired: true })
    const made = await addKeys(scope, agencyId, recoveryRecipient ?? first.recovery)
    const holders = await scope.tx.many<{ personId: string; recipient: string; purpose: Purpose }>(
      `select w.person_id as "personId", o.recipient, k.purpose
       from reporting.wrapped_key w join reporting.desk_key k on k.id = w.desk_key_id
       join reporting.officer_key o on o.person_id = w.person_id where k.id = any($1::uuid[])`,
      [old.map(({ id }) => id)],
    )
    for (const { personId, recipient, purpose } of holders) {
      const { id, identity } = made[purpose]
      await giveWrapped(scope, { id, identity, personId, recipient })
    }
    return { holders: new Set(holders.map(({ personId }) => personId)).size }
  })
}

/**
 * Break-glass: gives an officer all keys of their agency's desk, with the recovery key.
 * @param recoveryIdentity - AGE-SECRET-KEY-1…, from the file that was kept off the machine
 * @param email - of the officer's account
 * @returns how many keys were given
 * @throws `not-entered` for an unknown account; conflict `no-passphrase`, `wrong-recovery-key`
 */
export async function recoverDeskKeys(
  database: Database,
  recoveryIdentity: string,
  email: string,
): Promise<number> {
  recipientOfIdentity(recoveryIdentity)
  const operation = 'reporting.desk.recover'
  const person = await database.performAsService({ service, operation }, ({ tx }) =>
    tx.maybe<{ id: string; agencyId: number; recipient: string | null }>(
      `select p.id, p.agency_id as "agencyId", o.recipient from identity.person p
       left join reporting.officer_key o on o.person_id = p.id
       where p.email = $1 and p.active and access.triages(p.roles)`,
      [email.toLowerCase()],
    ),
  )
  if (!person)
    throw nobodyNamed(
      'not-entered',
      'Nobody with this address is entered who is active and takes reports of the public. Look at its spelling, or have their administrator give them the role of a triage officer on the page People.',
    )
  const { agencyId } = person
  return await database.performAsService({ service, operation, agencyId }, async (scope) => {
    if (person.recipient === null)
      throw conflict('no-passphrase', 'This officer has to set a passphrase first, on the page Keys.')
    const keys = await scope.tx.many<{ id: string; wrapped: Buffer }>(
      `select id, recovery_wrapped as wrapped from reporting.desk_key where agency_id = $1`,
      [agencyId],
    )
    let given = 0
    for (const { id, wrapped } of keys) {
      // Keys from before the recovery key was changed open with the earlier one only.
      const identity = await unwrapKey(wrapped, recoveryIdentity.trim()).catch((fault: unknown) => {
        if (fault instanceof NotOpened) return null
        throw fault
      })
      if (identity === null) continue
      await giveWrapped(scope, { id, identity, personId: person.id, recipient: person.recipient })
      given += 1
    }
    if (given === 0)
      throw conflict('wrong-recovery-key', 'This recovery key opens none of the keys of this agency.')
    return given
  })
}

/**
 * The desks whose keys the exercise made: production refuses them, their passphrase being known.
 * @returns slugs of their agencies
 */
export async function exerciseDesks(database: Database): Promise<string[]> {
  const rows = await database.performAsService({ service, operation: 'reporting.desk.list' }, ({ tx }) =>
    tx.many<{ slug: string }>(
      `select a.slug from reporting.desk d join identity.agency a on a.id = d.agency_id where d.exercise`,
    ),
  )
  return rows.map(({ slug }) => slug)
}

/** An operator works here, at a terminal: there is no page on which to search. */
const nobodyNamed = (code: string, words: string) => new SeamarkError('not-found', code, words)

/** As the agency itself, so that its records manager finds the events. */
async function atAgency<T>(
  database: Database,
  operation: string,
  slug: string,
  work: (scope: ServiceScope, agencyId: number) => Promise<T>,
): Promise<T> {
  const row = await database.performAsService({ service, operation }, ({ tx }) =>
    tx.maybe<{ id: number }>(`select id from identity.agency where slug = $1`, [slug]),
  )
  if (!row)
    throw nobodyNamed(
      'no-agency',
      'There is no agency with this ID; "seamark agency list" shows all. Nothing was changed.',
    )
  const agencyId = row.id
  return await database.performAsService({ service, operation, agencyId }, (scope) => work(scope, agencyId))
}

async function addKeys(scope: ServiceScope, agencyId: number, recovery: string) {
  const made: Partial<Record<Purpose, { id: string; identity: string }>> = {}
  for (const purpose of purposes) {
    const id = randomUUID()
    const { identity, recipient } = newKeyPair()
    await scope.tx.run(
      `insert into reporting.desk_key (id, agency_id, purpose, recipient, recovery_recipient, recovery_wrapped)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, agencyId, purpose, recipient, recovery, await wrapKey(identity, recovery)],
    )
    note(scope, id, { made: purpose })
    made[purpose] = { id, identity }
  }
  return made as Record<Purpose, { id: string; identity: string }>
}

async function giveWrapped(
  scope: ServiceScope,
  to: { id: string; identity: string; personId: string; recipient: string },
): Promise<void> {
  await scope.tx.run(
    `insert into reporting.wrapped_key (desk_key_id, person_id, wrapped) values ($1, $2, $3)
     on conflict (desk_key_id, person_id) do update set wrapped = excluded.wrapped, given_by = null, given_at = now()`,
    [to.id, to.personId, await wrapKey(to.identity, to.recipient)],
  )
  note(scope, to.id, { holder: to.personId })
}

function note(scope: ServiceScope, id: string, detail: Record<string, string | boolean>) {
  scope.record({ kind: 'administration', subject: { kind: 'desk-key', id }, detail })
}

function areaTaken(fault: unknown): unknown {
  const code = fault instanceof Error && 'code' in fault ? fault.code : ''
  if (code === 'SM003') return conflict('area-taken', 'Another desk takes the reports of one of these areas.')
  if (code === '23505') return conflict('rest-taken', 'Another desk takes the rest already.')
  return fault
}
