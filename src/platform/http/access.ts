/** Who may use a route: declared on the route, checked before its body is even looked at. */
import type { FastifyRequest } from 'fastify'
import type { Database } from '../database/perform.ts'
import { asSeamarkError, forbidden, SeamarkError } from '../errors.ts'
import type { SignedIn } from '../identity/session.ts'

/**
 * @throws `not-signed-in` (401) or forbidden `wrong-role`
 */
export function checkAccess(request: FastifyRequest): void {
  const { access } = request.routeOptions.config
  if (access === 'public') return
  if (!request.signedIn)
    throw new SeamarkError('forbidden', 'not-signed-in', 'Sign in first.', { status: 401 })
  if (access === 'signed-in' || access === undefined) return
  if (!access.some((role) => request.signedIn?.roles.includes(role)))
    throw forbidden('wrong-role', 'Your role does not include this. Ask your administrator if it should.')
}

/** Gives the request its `perform`: the signed-in person, the route's operation, the session's purpose. */
export function bindPerform(request: FastifyRequest, database: Database): void {
  request.perform = async (work) => {
    const who = request.signedIn
    if (!who) throw new SeamarkError('forbidden', 'not-signed-in', 'Sign in first.', { status: 401 })
    const operation = request.routeOptions.config.operation ?? 'unknown'
    const session = who.session?.idHash ?? null
    return await database.performAs(
      { personId: who.personId, operation, purpose: who.purpose, session },
      work,
    )
  }
}

/**
 * A refusal is an event too, in a transaction of its own: the act's was undone. What was asked for is
 * not kept, because "not there" and "not for you" must look alike here as well.
 */
export async function recordRefusal(
  database: Database,
  who: SignedIn,
  operation: string,
  thrown: unknown,
): Promise<void> {
  const error = asSeamarkError(thrown)
  if (error.kind !== 'forbidden' && error.kind !== 'not-found') return
  await database.performAsService(
    { service: 'refusals', operation, agencyId: who.agencyId, purpose: who.purpose },
    async (scope) => {
      await scope.tx.run(
        `insert into ledger.event (kind, operation, agency_id, person_id, purpose, detail)
         values ('refusal', $1, $2, $3, $4, jsonb_build_object('code', $5::text))`,
        [operation, who.agencyId, who.personId, who.purpose, error.code],
      )
    },
  )
}
