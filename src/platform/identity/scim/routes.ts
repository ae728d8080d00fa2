/**
 * SCIM 2.0 (RFC 7644), as much of it as says that somebody has left. An agency's directory comes with a token of that
 * agency; it sees and stops that agency's accounts. It enters nobody, and gives nobody a role.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Database } from '../../database/perform.ts'
import { asSeamarkError } from '../../errors.ts'
import { takeJson } from '../../http/input.ts'
import { noteFault } from '../../http/server.ts'
import { addressOf } from '../address.ts'
import { findAccount, listAccounts, stopAccount } from './accounts.ts'
import { activeInPatch, activeInPut, userNameIn, WrongScim } from './read-change.ts'
import {
  errorOf,
  listOf,
  MOST_LISTED,
  resourceTypes,
  schemas,
  serviceProviderConfig,
  userOf,
  type Account,
} from './resources.ts'
import { agencyOfScimToken } from './token.ts'

export const SCIM_PATH = '/scim/v2'
const TYPE = 'application/scim+json; charset=utf-8'
const DAILY = 100

declare module 'fastify' {
  interface FastifyRequest {
    /** whose directory asks; 0 before its token has been read */
    scimAgency: number
  }
}

const path = z.object({ id: z.uuid() })
const number = (fallback: number, most: number) =>
  z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform((text) => Math.min(Number(text), most))
    .catch(fallback)
const query = z.object({
  filter: z.string().max(1_000).optional().catch('too long'),
  startIndex: number(1, 1_000_000),
  count: number(DAILY, MOST_LISTED),
})

/**
 * @param services - the database; `publicUrl` is where this node is reached
 * @returns what the server registers under `SCIM_PATH`
 */
export function scim({ database, publicUrl }: { database: Database; publicUrl: string }) {
  const base = publicUrl + SCIM_PATH
  return (app: FastifyInstance): Promise<void> => {
    takeJson(app, ['application/json', 'application/scim+json'])
    app.decorateRequest('scimAgency', 0)
    app.addHook('onRequest', async (request, reply) => {
      const agency = await agencyOfScimToken(database, request.headers.authorization)
      if (agency === null) {
        reply.header('www-authenticate', 'Bearer realm="seamark scim"')
        return await say(reply, 401, errorOf(401, 'There is no such token, or it has ended.'))
      }
      request.scimAgency = agency
    })
    app.setErrorHandler((thrown, request, reply) => {
      if (thrown instanceof WrongScim) return say(reply, 400, errorOf(400, thrown.message, thrown.scimType))
      const error = asSeamarkError(thrown)
      noteFault(request, error)
      return say(reply, error.status, errorOf(error.status, error.message))
    })
    app.setNotFoundHandler((_request, reply) => notThere(reply))

    const shown = (reply: FastifyReply, account: Account | null) =>
      account === null ? notThere(reply) : say(reply, 200, userOf(account, base))
    const idIn = (request: FastifyRequest): string | null => path.safeParse(request.params).data?.id ?? null
    const describes = { operation: 'identity.scim.describe', access: 'public' } as const
    const stops = { operation: 'identity.scim.users.stop', access: 'public' } as const

    for (const [place, document] of [
      ['/ServiceProviderConfig', serviceProviderConfig(base)],
      ['/ResourceTypes', listOf(resourceTypes(base), 1, 1)],
      ['/Schemas', listOf(schemas(base), 1, 1)],
    ] as const)
      app.get(place, { config: describes }, (_request, reply) => say(reply, 200, document))

    app.get(
      '/Users',
      { config: { operation: 'identity.scim.users.list', access: 'public' } },
      async (request, reply) => {
        const { filter, startIndex, count } = query.parse(request.query)
        const userName = userNameIn(filter)
        const email = userName === null ? null : addressOf(userName)
        // What is no address has no account.
        if (userName !== null && email === null) return say(reply, 200, listOf([], 0, 1))
        const first = Math.max(startIndex, 1)
        const { accounts, total } = await listAccounts(database, request.scimAgency, {
          ...{ email, from: first - 1, most: Math.max(count, 0) },
        })
        return say(
          reply,
          200,
          listOf(
            accounts.map((one) => userOf(one, base)),
            total,
            first,
          ),
        )
      },
    )

    app.get(
      '/Users/:id',
      { config: { operation: 'identity.scim.users.show', access: 'public' } },
      async (request, reply) => {
        const id = idIn(request)
        return shown(reply, id === null ? null : await findAccount(database, request.scimAgency, id))
      },
    )

    app.post(
      '/Users',
      { config: { operation: 'identity.scim.users.add', access: 'public' } },
      (_request, reply) =>
        say(
          reply,
          403,
          errorOf(
            403,
            'An administrator of the agency enters its people in Seamark. A directory only says who has left.',
          ),
        ),
    )

    const change = async (request: FastifyRequest, reply: FastifyReply, active: boolean | null) => {
      const id = idIn(request)
      if (id === null) return notThere(reply)
      // Nobody is brought back by a machine: what comes back is the account as it is.
      const act = active === false ? stopAccount : findAccount
      return shown(reply, await act(database, request.scimAgency, id))
    }
    app.patch('/Users/:id', { config: stops }, (request, reply) =>
      change(request, reply, activeInPatch(request.body)),
    )
    app.put('/Users/:id', { config: stops }, (request, reply) =>
      change(request, reply, activeInPut(request.body)),
    )
    app.delete('/Users/:id', { config: stops }, async (request, reply) => {
      const id = idIn(request)
      const stopped = id === null ? null : await stopAccount(database, request.scimAgency, id)
      return stopped === null ? notThere(reply) : reply.status(204).send()
    })
    return Promise.resolve()
  }
}

const notThere = (reply: FastifyReply) => say(reply, 404, errorOf(404, 'There is no such account.'))

const say = (reply: FastifyReply, status: number, document: object): FastifyReply =>
  reply.status(status).type(TYPE).send(JSON.stringify(document))
