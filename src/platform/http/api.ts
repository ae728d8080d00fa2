/** The API: bearer tokens, JSON, problem documents. */
import type { FastifyInstance } from 'fastify'
import type { Database } from '../database/perform.ts'
import { asSeamarkError, notFound } from '../errors.ts'
import { personOfBearer } from '../identity/bearer.ts'
import type { Providers } from '../identity/providers.ts'
import { bindPerform, checkAccess, recordRefusal } from './access.ts'
import { takeJson } from './input.ts'
import { answerWithProblem } from './server.ts'

export type ApiServices = { database: Database; providers: Providers }

/**
 * Everything registered inside is reached with a bearer token only; cookies count for nothing there.
 * @param services - the database, and who verifies tokens
 * @param rooms - registers the rooms' routes
 * @returns what the server registers
 */
export function openApi(services: ApiServices, rooms: (app: FastifyInstance) => Promise<void>) {
  return async (app: FastifyInstance): Promise<void> => {
    const { database } = services

    takeJson(app)
    app.addHook('onRequest', async (request) => {
      bindPerform(request, database)
      if (request.routeOptions.config.access === 'public') return
      const token = /^Bearer ([\w.~+/-]+=*)$/.exec(request.headers.authorization ?? '')?.[1]
      if (token !== undefined) {
        const person = await personOfBearer(services, request, token)
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
