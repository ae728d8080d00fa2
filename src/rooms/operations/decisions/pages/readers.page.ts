/** Who reads a narrower log: whoever opened it proposes, another reader agrees, and a reader is taken out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../../design/dates.ts'
import { invalid, notFound } from '../../../../platform/errors.ts'
import { personId } from '../../../../platform/http/ids.ts'
import { idOf, pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { operationId } from '../../ids.ts'
import { logId, type NarrowReaderId } from '../ids.ts'
import { findLog, peopleOfLog } from '../logs.ts'
import {
  answerReader,
  narrowReaders,
  proposedReaders,
  proposeReader,
  removeReader,
} from '../narrow-readers.ts'

const at = '/operations/:operation/decisions/logs/:log'
const access = whoever.readsInOperations
const path = z.object({ operation: operationId, log: logId })
const proposalPath = path.extend({ reader: idOf<NarrowReaderId>() })
const personPath = path.extend({ person: personId })

/** Registers the page and its forms. */
export function readersPages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.decision-log.show-readers', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(
    `${at}/propose`,
    { config: { operation: 'operations.decision-log.propose-reader', access } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { operation, log } = pathOf(request, path)
          const person = personId.safeParse(typedText(formOf(request), 'person'))
          if (!person.success) throw invalid({ person: 'Choose somebody' })
          await request.perform((scope) => proposeReader(scope, log, person.data))
          return await reply.done(
            `/operations/${operation}/decisions/logs/${log}`,
            'Proposed. Another reader of the log agrees or declines.',
          )
        },
        (refused) => show(request, reply, refused),
      ),
  )
  app.post(
    `${at}/proposed/:reader`,
    { config: { operation: 'operations.decision-log.answer-reader', access } },
    async (request, reply) => {
      const { operation, log, reader } = pathOf(request, proposalPath)
      const agrees = typedText(formOf(request), 'answer') === 'agree'
      await request.perform((scope) => answerReader(scope, log, reader, agrees))
      return await reply.done(
        `/operations/${operation}/decisions/logs/${log}`,
        agrees ? 'Agreed. They read the log from now on.' : 'Declined.',
      )
    },
  )
  app.post(
    `${at}/readers/:person/remove`,
    { config: { operation: 'operations.decision-log.remove-reader', access } },
    async (request, reply) => {
      const { operation, log, person } = pathOf(request, personPath)
      await request.perform((scope) => removeReader(scope, log, person))
      return person === request.signedIn?.personId
        ? await reply.done(`/operations/${operation}/decisions`, 'You do not read that log any more.')
        : await reply.done(
            `/operations/${operation}/decisions/logs/${log}`,
            'They do not read the log any more. What they read stays read.',
          )
    },
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { operation, log: id } = pathOf(request, path)
  const { log, readers, proposed, others, me } = await request.perform(async (scope) => {
    const found = await findLog(scope, operation, id)
    if (found.name === null) throw notFound()
    const main = await findLog(scope, operation, null)
    return {
      log: found,
      readers: await narrowReaders(scope, id),
      proposed: await proposedReaders(scope, id),
      others: await peopleOfLog(scope, main.id),
      me: scope.actor.personId,
    }
  })
  const opened = readers.some((one) => one.opened && one.personId === me)
  return await reply.page('rooms/operations/decisions/pages/readers.njk', {
    title: `Who reads the log “${log.name ?? ''}”`,
    classification: log.classification,
    back: { text: 'Back to the log', href: `/operations/${operation}/decisions?log=${id}` },
    log,
    action: `/operations/${operation}/decisions/logs/${id}`,
    readers: readers.map((one) => ({
      ...one,
      who: `${one.personId === me ? 'You' : one.label}, ${one.agency}`,
      goes: !one.opened && (opened || one.personId === me),
      own: one.personId === me,
    })),
    proposed: proposed.map((one) => ({
      ...one,
      since: ukDate(one.proposedAt),
      answers: log.acts && !one.own,
    })),
    people:
      opened && log.acts
        ? others
            .filter(({ id: person, posts }) => {
              const reads = readers.some(({ personId: one }) => one === person)
              return !reads && posts.some((post) => post !== 'observer')
            })
            .map(({ id: value, label, agency }) => ({ value, text: `${label}, ${agency}` }))
        : null,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}
