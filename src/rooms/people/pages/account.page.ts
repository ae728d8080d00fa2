/** One's own account: what one may do here, where one is signed in, and the way to end that everywhere. */
import type { FastifyInstance } from 'fastify'
import { ukDate } from '../../../design/dates.ts'
import { roleWords } from '../../../wire/codes.ts'
import { endSessionsOf, openSessions } from '../end-sessions.ts'
import { ranksHeld } from '../ranks/holds-rank.ts'
import { rankTold } from '../ranks/rank.ts'

/** The pages of one's own account, for everybody who is signed in. @param app - the desk's pages */
export function accountPages(app: FastifyInstance): void {
  app.get(
    '/account',
    { config: { operation: 'people.account.show', access: 'signed-in' } },
    async (request, reply) => {
      const here = request.signedIn?.session?.check
      const { sessions, rank } = await request.perform(async (scope) => ({
        sessions: here ? await openSessions(scope, here) : [],
        rank: (await ranksHeld(scope, [scope.actor.personId])).get(scope.actor.personId),
      }))
      const who = request.signedIn
      return reply.page('rooms/people/pages/account.njk', {
        title: 'Your account',
        who,
        roles: who?.roles.map((role) => roleWords[role]).join(', '),
        rank: rank === undefined ? 'None is attested' : `${rankTold(rank)}, until ${ukDate(rank.until)}`,
        sessions,
      })
    },
  )

  app.post(
    '/account/end-sessions',
    { config: { operation: 'people.account.sessions.end', access: 'signed-in' } },
    async (request, reply) => {
      await request.perform((scope) => endSessionsOf(scope, scope.actor.personId))
      return reply.redirect('/signed-out', 303)
    },
  )
}
