/** The page on which a person says what they are working on. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { SeamarkError } from '../errors.ts'
import { bodyOf, queryOf } from '../http/input.ts'
import { ownPath } from './own-path.ts'
import { offeredPurposes, purposeChoices, purposeForm, setPurpose } from './purposes.ts'

const TEMPLATE = 'platform/identity/pages/purpose.njk'
const TITLE = 'What are you working on?'

/** @param app - the desk's pages */
export function purposePages(app: FastifyInstance): void {
  const choices = async (request: FastifyRequest) =>
    purposeChoices(await request.perform(offeredPurposes), request.signedIn?.purpose ?? null)

  app.get(
    '/purpose',
    { config: { operation: 'identity.purpose.show', access: 'signed-in' } },
    async (request, reply) => {
      const { chosen, ...offered } = await choices(request)
      return await reply.page(TEMPLATE, {
        title: TITLE,
        offered,
        values: { choice: chosen, purpose: chosen === 'other' ? request.signedIn?.purpose : '' },
        returnTo: ownPath(queryOf(request, z.object({ return: z.string().optional() })).return),
      })
    },
  )

  app.post(
    '/purpose',
    { config: { operation: 'identity.purpose.set', access: 'signed-in' } },
    async (request, reply) => {
      const body = bodyOf(request, purposeForm)
      try {
        const purpose = await request.perform((scope) => setPurpose(scope, body))
        const next = ownPath(body.return)
        return await (purpose === null ? reply.redirect(next, 303) : reply.done(next, 'Purpose saved.'))
      } catch (thrown) {
        if (!(thrown instanceof SeamarkError) || thrown.kind !== 'invalid') throw thrown
        const { chosen: _, ...offered } = await choices(request)
        return await reply.page(TEMPLATE, {
          title: TITLE,
          errors: { ...thrown.fields },
          offered,
          values: { choice: 'other', ...body },
          returnTo: ownPath(body.return),
        })
      }
    },
  )
}
