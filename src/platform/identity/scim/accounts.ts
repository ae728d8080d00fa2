/** What an agency's directory does here: it looks its own accounts up, and stops those of people who have left. */
import type { Database } from '../../database/perform.ts'
import type { Account } from './resources.ts'

const COLUMNS = 'id, email, name, active, version'

/**
 * Lists accounts of one agency.
 * @param agencyId - whose directory asks
 * @param wanted - an address in the form in which it is kept, or null for all; from which place on, and how many
 * @returns by address, with how many there are in all
 */
export async function listAccounts(
  database: Database,
  agencyId: number,
  wanted: { email: string | null; from: number; most: number },
): Promise<{ accounts: Account[]; total: number }> {
  return await database.performAsService(
    { service: 'scim', operation: 'identity.scim.users.list', agencyId },
    async ({ tx }) => {
      const fits = `agency_id = $1 and ($2::text is null or email = $2)`
      const accounts = await tx.many<Account>(
        `select ${COLUMNS} from identity.person where ${fits} order by email, id limit $3 offset $4`,
        [agencyId, wanted.email, wanted.most, wanted.from],
      )
      const { total } = await tx.one<{ total: number }>(
        `select count(*)::integer as total from identity.person where ${fits}`,
        [agencyId, wanted.email],
      )
      return { accounts, total }
    },
  )
}

/**
 * Finds one account of an agency.
 * @param agencyId - whose directory asks
 * @param id - of the account
 * @returns null for that of another agency too
 */
export async function findAccount(database: Database, agencyId: number, id: string): Promise<Account | null> {
  return await database.performAsService(
    { service: 'scim', operation: 'identity.scim.users.show', agencyId },
    ({ tx }) =>
      tx.maybe<Account>(`select ${COLUMNS} from identity.person where agency_id = $1 and id = $2`, [
        agencyId,
        id,
      ]),
  )
}

/**
 * Stops an account because its person has left: its sessions, its bearer tokens and what it had unlocked end at once, on
 * every node. Stopping it again changes nothing. No directory brings one back: an administrator does.
 * @param agencyId - whose directory asks
 * @param id - of the account
 * @returns the account as it is now; null for that of another agency too
 */
export async function stopAccount(database: Database, agencyId: number, id: string): Promise<Account | null> {
  return await database.performAsService(
    { service: 'scim', operation: 'identity.scim.users.stop', agencyId },
    async (scope) => {
      const stopped = await scope.tx.maybe<Account>(
        `update identity.person set active = false, version = version + 1
         where agency_id = $1 and id = $2 and active returning ${COLUMNS}`,
        [agencyId, id],
      )
      if (stopped === null)
        return await scope.tx.maybe<Account>(
          `select ${COLUMNS} from identity.person where agency_id = $1 and id = $2`,
          [agencyId, id],
        )
      scope.record({
        kind: 'administration',
        subject: { kind: 'person', id },
        detail: { active: false, changed: ['active'] },
      })
      scope.wake([agencyId])
      return stopped
    },
  )
}
