/**
 * Back-channel logout (OpenID Connect Back-Channel Logout 1.0): a provider says, past the browser, that somebody has
 * signed out there or has been signed out. It is no page, and it takes no cookie: what counts is the provider's signature.
 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Database } from '../database/perform.ts'
import type { Transaction } from '../database/scope.ts'
import { SeamarkError } from '../errors.ts'
import type { LoggedOut } from './logout-token.ts'
import { providerName } from './openid.ts'
import { codesAlong, faultOf } from './provider-faults.ts'
import type { Providers } from './providers.ts'

export const LOGOUT_PATH = '/sign-in/provider-signed-out'

const body = z.object({ logout_token: z.string().min(1).max(8_000) })

/**
 * @param services - the providers, whose word counts, and the database, whose sessions end
 * @returns what the server registers
 */
export function backChannelLogout({ database, providers }: { database: Database; providers: Providers }) {
  return (app: FastifyInstance): void => {
    app.post(
      LOGOUT_PATH,
      { config: { operation: 'identity.session.end-by-provider', access: 'public', body: 'tiny' } },
      async (request, reply) => {
        reply.header('cache-control', 'no-store')
        const refuse = (error: string) => reply.status(400).send({ error })
        const given = body.safeParse(request.body)
        if (!given.success) return refuse('invalid_request')
        let loggedOut: LoggedOut
        try {
          loggedOut = await providers.verifyLogout(given.data.logout_token)
        } catch (fault) {
          const codes = codesAlong(fault)
          request.log.warn({ refused: faultOf(fault), codes }, 'logout token refused')
          if (codes.some((code) => code.startsWith('ERR_J') && code !== 'ERR_JWKS_TIMEOUT'))
            return refuse('invalid_request')
          throw new SeamarkError(
            'unavailable',
            'provider-not-reachable',
            'The identity provider does not answer.',
            {
              cause: fault,
            },
          )
        }
        if (!(await endByProvider(database, loggedOut))) return refuse('invalid_request')
        return reply.status(200).send()
      },
    )
  }
}

/**
 * Ends what the provider says has ended: one session, or all of somebody with their bearer tokens. Each person's ledger
 * says so.
 * @param loggedOut - as the provider's signature vouches for it
 * @returns false when this very word has come before
 */
export async function endByProvider(
  database: Database,
  { issuer, sid, sub, digest }: LoggedOut,
): Promise<boolean> {
  return await database.performAsService(
    { service: 'provider', operation: 'identity.session.end-by-provider' },
    async ({ tx, operation }) => {
      const first = await tx.run(
        `insert into identity.used_logout_token (digest) values ($1) on conflict do nothing`,
        [digest],
      )
      if (first === 0) return false
      const ended = sid === null ? await endAll(tx, issuer, sub ?? '') : await endOne(tx, issuer, sid, sub)
      for (const { id, agency_id: agency } of ended)
        await tx.run(
          `insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
           values ('sign-in', $1, $2, 'provider', 'person', $3)`,
          [operation, agency, id],
        )
      return true
    },
  )
}

type Ended = { id: string; agency_id: number }

/** All of a person's: whoever has had a session of this name within a day, their bearer tokens too. */
const endAll = (tx: Transaction, issuer: string, sub: string) =>
  tx.many<Ended>(
    `update identity.person p set not_before = clock_timestamp()
     where p.id in (select s.person_id from identity.session s where s.provider_subject = $1)
     returning p.id, p.agency_id`,
    [providerName('sub', issuer, sub)],
  )

/** One session by its name; and those of this person to which the provider has given none. */
const endOne = (tx: Transaction, issuer: string, sid: string, sub: string | null) =>
  tx.many<Ended>(
    `with over as (
       update identity.session s set ended_at = now()
       where s.ended_at is null
         and (s.provider_session = $1 or s.provider_subject = $2 and s.provider_session is null)
       returning s.person_id)
     select distinct p.id, p.agency_id from over o join identity.person p on p.id = o.person_id`,
    [providerName('sid', issuer, sid), sub === null ? null : providerName('sub', issuer, sub)],
  )
