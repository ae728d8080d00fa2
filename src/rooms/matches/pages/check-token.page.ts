/** The check by token: for an agency that asks without saying what it asks about. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError } from '../../../platform/errors.ts'
import { parse, typedValues } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { subjectKind } from '../../../wire/codes.ts'
import { isQuotaUsed, lastChecks } from '../check-value.ts'
import { checkSealed, checkSealedBody } from '../check-token.ts'
import { sealedKinds, epochsOf } from '../../sealed-index/index.ts'
import { answerView, pastRows, tabs } from './check.view.ts'

const CHECKS_SHOWN = 10
const ASKED = 'this token'

const config = (operation: string) => ({ config: { operation, access: whoever.readsContent } })

/** The check by token, which tells this node no value. @param app - the desk's pages */
export function checkTokenPages(app: FastifyInstance): Promise<void> {
  app.get('/check/token', config('deconfliction.sealed.check.show'), (request, reply) =>
    show(request, reply, { values: { purpose: request.signedIn?.purpose ?? '' } }),
  )

  app.post('/check/token', config('deconfliction.sealed.check'), async (request, reply) => {
    const typed = typedValues(request)
    try {
      const { current } = await request.perform(epochsOf)
      // A page has no epoch to name: a token of another one is simply held by nobody.
      const input = parse(checkSealedBody, { ...typed, epoch: current ?? 1 })
      const answer = await request.perform((scope) => checkSealed(scope, input))
      return await show(request, reply, {
        values: { purpose: input.purpose, kind: input.kind },
        answer: answerView(answer, ASKED, false, null),
      })
    } catch (thrown) {
      const error = asSeamarkError(thrown)
      const said = ['bad-element', 'rotating', 'not-set-up'].includes(error.code)
      if (isQuotaUsed(thrown)) reply.status(429).header('retry-after', String(thrown.retryAfter))
      else if (error.kind !== 'invalid' && !said) throw thrown
      return await show(request, reply, {
        values: typed,
        errors:
          error.fields ??
          (error.code === 'bad-element'
            ? { element: 'Paste the whole token: 43 letters, digits, hyphens and underscores' }
            : { form: error.message }),
      })
    }
  })
  return Promise.resolve()
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { values: Record<string, unknown>; errors?: Record<string, string>; answer?: object },
): Promise<FastifyReply> {
  const { past, epochs } = await request.perform(async (scope) => ({
    past: await lastChecks(scope, CHECKS_SHOWN),
    epochs: await epochsOf(scope),
  }))
  return await reply.page('rooms/matches/pages/check-token.njk', {
    title: shown.answer ? 'Check a token: the answer' : 'Check a token',
    heading: 'Check a token',
    tabs: tabs('token'),
    ready: epochs.current !== null,
    kindItems: sealedKinds.map((value) => ({ value, text: subjectKind[value] })),
    left: past.left,
    quota: past.quota,
    rows: pastRows(past.checks),
    ...shown,
  })
}
