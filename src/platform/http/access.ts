/** Who may use a route: declared on the route, checked before its body is even looked at. */
import type { FastifyRequest } from 'fastify'
import type { Database } from '../database/perform.ts'
import type { Role } from '../database/scope.ts'
import { asSeamarkError, notSignedIn } from '../errors.ts'
import { findSessionAgain, type SignedIn } from '../identity/session.ts'
import { wrongRole } from '../identity/wrong-role.ts'

/**
 * @throws `not-signed-in` (401) or forbidden `wrong-role`
 */
export function checkAccess(request: FastifyRequest): void {
  const { access } = request.routeOptions.config
  if (access === 'public') return
  if (!request.signedIn) throw notSignedIn()
  checkRole(request, request.signedIn.roles)
}

function checkRole(request: FastifyRequest, roles: readonly Role[]): void {
  const { access } = request.routeOptions.config
  if (access === 'public' || access === 'signed-in' || access === undefined) return
  if (!access.some((role) => roles.includes(role))) throw wrongRole(access)
}

/**
 * Gives the request its `perform`: the signed-in person, the route's operation, the session's purpose. Each
 * transaction asks again whether the session is alive and the person has the route's role: a long upload may
 * have begun before either was taken away.
 */
export function bindPerform(request: FastifyRequest, database: Database): void {
  request.perform = async (work) => {
    const who = request.signedIn
    if (!who) throw notSignedIn()
    const operation = request.routeOptions.config.operation ?? 'unknown'
    const { personId, purpose, session } = who
    return await database.performAs(
      { personId, operation, purpose, session: session?.check ?? null },
      (scope) => {
        checkRole(request, scope.actor.roles)
        return work(scope)
      },
    )
  }
}

/**
 * Asks again who a request is from, while it lasts: for bodies and answers that take their time.
 * @param present - true where something that the person sends shows that they are there
 * @throws not-signed-in when the session has ended; forbidden `wrong-role` when the role was taken away
 */
export async function askAgain(request: FastifyRequest, database: Database, present: boolean): Promise<void> {
  const before = request.signedIn
  if (!before?.session) return
  const now = await findSessionAgain(database, before.session, present)
  if (!now) throw notSignedIn()
  request.signedIn = now
  checkAccess(request)
}

/**
 * A refusal is an event too, in a transaction of its own: the act's was undone. What was asked for is
 * not kept, because "not there" and "not for you" must look alike here as well.
 * @param who - the signed-in person who was refused
 * @param operation - as the route declares it
 * @param thrown - what the act threw; only `forbidden` and `not-found` are refusals
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
