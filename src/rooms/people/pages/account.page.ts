/** One's own account: what one may do here, where one is signed in, and the way to end that everywhere. */
import type { FastifyInstance } from 'fastify'
import { endSessionsOf, openSessions } from '../end-sessions.ts'
import { roleWords } from '../../../wire/codes.ts'

/** The pages of one's own account, for everybody who is signed in. @param app - the desk's pages */
export function accountPages(app: FastifyInstance): void {
  app.get(
    '/account',
    { config: { operation: 'people.account.show', access: 'signed-in' } },
    async (request, reply) => {
      const here = request.signedIn?.session?.check
      const sessions = here ? await request.perform((scope) => openSessions(scope, here)) : []
      const who = request.signedIn
      return reply.page('rooms/people/pages/account.njk', {
        title: 'Your account',
        who,
        roles: who?.roles.map((role) => roleWords[role]).join(', '),
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
