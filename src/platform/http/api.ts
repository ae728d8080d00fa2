/** The API: bearer tokens, JSON, problem documents. */
import type { FastifyInstance } from 'fastify'
import type { Database } from '../database/perform.ts'
import { asSeamarkError, notFound, SeamarkError } from '../errors.ts'
import type { OpenId } from '../identity/openid.ts'
import { findPerson } from '../identity/people.ts'
import { bindPerform, checkAccess, recordRefusal } from './access.ts'
import { takeJson } from './input.ts'
import { answerWithProblem } from './server.ts'

export type ApiServices = { database: Database; openId: OpenId }

/** Everything registered inside is reached with a bearer token only; cookies count for nothing there. */
export function openApi(services: ApiServices, rooms: (app: FastifyInstance) => Promise<void>) {
  return async (app: FastifyInstance): Promise<void> => {
    const { database, openId } = services

    takeJson(app)
    app.addHook('onRequest', async (request) => {
      bindPerform(request, database)
      if (request.routeOptions.config.access === 'public') return
      const token = /^Bearer ([\w.~+/-]+=*)$/.exec(request.headers.authorization ?? '')?.[1]
      if (token !== undefined) {
        const claims = await openId.verifyBearer(token).catch((fault: unknown) => {
          // A provider that is down is not the caller's fault.
          if (fault instanceof Error && /^ERR_J/.test('code' in fault ? String(fault.code) : '')) return null
          throw new SeamarkError(
            'unavailable',
            'identity-unavailable',
            'The identity provider does not answer. Try again.',
            { cause: fault },
          )
        })
        const person = claims && (await findPerson(database, claims))
        const purpose = request.headers['seamark-purpose']
        if (person)
          request.signedIn = {
            ...person,
            purpose: typeof purpose === 'string' ? purpose.slice(0, 200) : null,
          }
      }
      checkAccess(request)
      // Nothing is read for what is not there.
      if (request.is404) throw notFound()
    })

    app.setErrorHandler(async (thrown, request, reply) => {
      const who = request.signedIn
      const operation = request.routeOptions.config.operation ?? 'none'
      if (who) await recordRefusal(database, who, operation, thrown).catch(() => undefined)
      if (asSeamarkError(thrown).status === 401) reply.header('www-authenticate', 'Bearer realm="seamark"')
      return answerWithProblem(thrown, request, reply)
    })

    app.setNotFoundHandler((request, reply) => answerWithProblem(notFound(), request, reply))
    await rooms(app)
  }
}
