/**
 * `seamark sessions end`: ends every session and every bearer token, of one person or of everybody, after a leak, a restore
 * or a stolen device. Each account's ledger says so.
 */
import { parseArgs } from 'node:util'
import type { Database } from '../platform/database/perform.ts'
import { addressOf } from '../platform/identity/address.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark sessions end --all
seamark sessions end --person ADDRESS`

/** Ends sessions. @throws WrongUse unless it is said whose */
export const sessions: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { all: { type: 'boolean', default: false }, person: { type: 'string' } },
  })
  if (positionals.join(' ') !== 'end' || values.all === (values.person !== undefined)) throw new WrongUse(USE)
  const email = values.person === undefined ? null : addressOf(values.person)
  if (values.person !== undefined && email === null)
    throw new WrongUse(
      `--person: is not an e-mail address that names one mailbox (no "+", no quotes)\n${USE}`,
    )
  const ended = await withDatabase(terminal.env, (database) => endSessions(database, email))
  if (ended.accounts === 0) {
    terminal.say('Nobody has an account with this e-mail address. Nothing was changed.')
    return 1
  }
  terminal.say(
    `Ended: ${String(ended.sessions)} ${ended.sessions === 1 ? 'session' : 'sessions'} of ${String(ended.accounts)} ${ended.accounts === 1 ? 'account' : 'accounts'}, and every bearer token from before this moment. Who signs in again has new ones: change passwords at the provider first.`,
  )
  return 0
}

/**
 * Ends sessions and bearer tokens, and what was unlocked, on every node.
 * @param email - whose, as the address is kept; null: everybody's
 * @returns how many accounts, and how many sessions they had open
 */
export async function endSessions(
  database: Database,
  email: string | null,
): Promise<{ accounts: number; sessions: number }> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.person.end-sessions' },
    async ({ tx, operation }) => {
      const { sessions: open } = await tx.one<{ sessions: number }>(
        `select count(*)::integer as sessions from identity.session s join identity.person p on p.id = s.person_id
         where s.ended_at is null and ($1::text is null or p.email = $1)`,
        [email],
      )
      const accounts = await tx.run(
        `with over as (update identity.person set not_before = clock_timestamp()
                       where $1::text is null or email = $1 returning id, agency_id)
         insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
         select 'administration', $2, agency_id, 'operator', 'person', id from over`,
        [email, operation],
      )
      return { accounts, sessions: open }
    },
  )
}
