/** The page to open a narrower log: only those who are named learn that it is there. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, notFound } from '../../../../platform/errors.ts'
import { personId } from '../../../../platform/http/ids.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedList, typedText } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { operationPath } from '../../ids.ts'
import { findLog, openNarrowLog, peopleOfLog } from '../logs.ts'

const at = '/operations/:operation/decisions/logs/new'
const access = whoever.readsInOperations

/** Registers the page and its form. */
export function narrowPages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.decision-log.show-open', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(at, { config: { operation: 'operations.decision-log.open', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { operation } = pathOf(request, operationPath)
        const typed = formOf(request)
        const read = personId
          .array()
          .max(200)
          .safeParse(typedList(typed, 'persons').filter((one) => one !== ''))
        if (!read.success) throw invalid({ persons: 'Choose people who are in the operation' })
        const id = await request.perform((scope) =>
          openNarrowLog(scope, operation, { name: typedText(typed, 'name') ?? '', persons: read.data }),
        )
        return await reply.done(
          `/operations/${operation}/decisions?log=${id}`,
          'Opened. Only those whom you named find it.',
        )
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { operation } = pathOf(request, operationPath)
  const { log, people, me } = await request.perform(async (scope) => {
    const found = await findLog(scope, operation, null)
    if (!found.leads || !found.acts) throw notFound()
    return { log: found, people: await peopleOfLog(scope, found.id), me: scope.actor.personId }
  })
  return await reply.page('rooms/operations/decisions/pages/narrow.njk', {
    title: 'Open a narrower log',
    classification: log.classification,
    back: { text: 'Back to the log', href: `/operations/${operation}/decisions` },
    log,
    people: people
      .filter(({ id, posts }) => id !== me && posts.some((post) => post !== 'observer'))
      .map(({ id, label, agency }) => ({ value: id, text: `${label}, ${agency}` })),
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}
