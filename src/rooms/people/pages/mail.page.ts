/** Mail that one asks for, on one's own account. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError, notFound } from '../../../platform/errors.ts'
import { bodyOf } from '../../../platform/http/input.ts'
import { keepMailWish, mailWish, mayAskForNow, readMailWish } from '../mail-wishes.ts'

/**
 * @param app - the desk's pages
 * @param facts - sendsMail: the operator has named a mail server; without one the page says so, and nothing can be asked for
 */
export function mailPages(app: FastifyInstance, { sendsMail }: { sendsMail: boolean }): void {
  app.get(
    '/account/mail',
    { config: { operation: 'people.account.mail.show', access: 'signed-in' } },
    (request, reply) => show(request, reply, sendsMail),
  )

  app.post(
    '/account/mail',
    { config: { operation: 'people.account.mail.choose', access: 'signed-in' } },
    async (request, reply) => {
      if (!sendsMail) throw notFound()
      try {
        const wish = bodyOf(request, mailWish)
        await request.perform((scope) => keepMailWish(scope, wish))
      } catch (fault) {
        const error = asSeamarkError(fault)
        if (error.kind !== 'invalid') throw fault
        return await show(request, reply, sendsMail, error.fields)
      }
      return await reply.done('/account/mail', 'Your choice is saved.')
    },
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  sendsMail: boolean,
  errors?: Record<string, string>,
): Promise<FastifyReply> {
  const { wish, mayAsk } = await request.perform(async (scope) => ({
    wish: await readMailWish(scope),
    mayAsk: mayAskForNow(scope),
  }))
  return await reply.page('rooms/people/pages/mail.njk', {
    title: 'Mail from Seamark',
    back: { text: 'Back to your account', href: '/account' },
    ...{ sendsMail, mayAsk, email: request.signedIn?.email },
    values: { happening_now: wish.happeningNow ? ['yes'] : [], digest: wish.digest },
    ...(errors ? { errors } : {}),
  })
}
