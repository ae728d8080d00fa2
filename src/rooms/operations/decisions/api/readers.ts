/** Who reads a narrower log, over HTTP: whoever opened it proposes, another reader answers, and a reader is taken out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound } from '../../../../platform/errors.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { personId } from '../../../../platform/http/ids.ts'
import { bodyOf, idOf, pathOf } from '../../../../platform/http/input.ts'
import { describe } from '../../../../platform/http/openapi.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { operationId, type OperationId } from '../../ids.ts'
import { logId, type LogId, type NarrowReaderId } from '../ids.ts'
import { findLog } from '../logs.ts'
import {
  answerReader,
  narrowReaders,
  proposedReaders,
  proposeReader,
  removeReader,
} from '../narrow-readers.ts'
import * as examples from './examples.ts'

const access = whoever.readsInOperations
const at = '/operations/:operation/decisions/logs/:log'
const path = z.object({ operation: operationId, log: logId })
const proposalPath = path.extend({ reader: idOf<NarrowReaderId>() })
const personPath = path.extend({ person: personId })

/** Registers the routes. */
export function readersApi(app: FastifyInstance): void {
  app.get(`${at}/readers`, { config: LIST }, list)
  app.post(`${at}/readers`, { config: PROPOSE }, propose)
  app.post(`${at}/proposed/:reader`, { config: ANSWER }, answer)
  app.delete(`${at}/readers/:person`, { config: REMOVE }, remove)
}

/** @throws not-found where the viewer does not read the log, or it is the main one, or another operation's */
async function findNarrow(scope: MemberScope, operation: OperationId, log: LogId): Promise<void> {
  const found = await findLog(scope, operation, log)
  if (found.name === null) throw notFound()
}

const LIST = {
  operation: describe('operations.decision-log.list-readers', {
    summary: 'List who reads a narrower log that you read, and who is proposed for it',
    path,
    answer: z.object({
      items: z.array(
        z.object({ person: z.uuid(), who: z.string(), agency: z.string(), opened: z.boolean() }),
      ),
      proposed: z.array(
        z.object({
          id: z.uuid(),
          who: z.string(),
          proposed_at: z.iso.datetime(),
          own: z.boolean().describe('you proposed it: another reader answers'),
        }),
      ),
    }),
    example: examples.readers,
  }),
  access,
} as const

async function list(request: FastifyRequest) {
  const { operation, log } = pathOf(request, path)
  return await request.perform(async (scope) => {
    await findNarrow(scope, operation, log)
    return {
      items: (await narrowReaders(scope, log)).map(({ personId: person, label, agency, opened }) => ({
        ...{ person, who: label, agency, opened },
      })),
      proposed: (await proposedReaders(scope, log)).map(({ id, label, proposedAt, own }) => ({
        ...{ id, who: label, proposed_at: proposedAt.toISOString(), own },
      })),
    }
  })
}

const proposeBody = z.strictObject({ person: personId })

const PROPOSE = {
  operation: describe('operations.decision-log.propose-reader', {
    summary: 'Propose a reader of a narrower log that you opened; another reader agrees',
    path,
    body: proposeBody,
    status: 201,
    answer: z.object({ person: z.uuid() }),
    example: examples.proposeReader,
  }),
  access,
} as const

async function propose(request: FastifyRequest, reply: FastifyReply) {
  const { operation, log } = pathOf(request, path)
  const { person } = bodyOf(request, proposeBody)
  await request.perform(async (scope) => {
    await findNarrow(scope, operation, log)
    await proposeReader(scope, log, person)
  })
  return reply.status(201).send({ person })
}

const answerBody = z.strictObject({ answer: z.enum(['agree', 'decline']) })

const ANSWER = {
  operation: describe('operations.decision-log.answer-reader', {
    summary: 'Agree that somebody reads a narrower log that you read, or decline',
    path: proposalPath,
    body: answerBody,
    answer: z.object({ id: z.uuid() }),
    example: examples.answerReader,
  }),
  access,
} as const

async function answer(request: FastifyRequest) {
  const { operation, log, reader } = pathOf(request, proposalPath)
  const { answer: said } = bodyOf(request, answerBody)
  await request.perform(async (scope) => {
    await findNarrow(scope, operation, log)
    await answerReader(scope, log, reader, said === 'agree')
  })
  return { id: reader }
}

const REMOVE = {
  operation: describe('operations.decision-log.remove-reader', {
    summary: 'Take a reader out of a narrower log that you opened, or yourself',
    path: personPath,
    answer: z.object({ person: z.uuid() }),
    example: examples.removeReader,
  }),
  access,
} as const

async function remove(request: FastifyRequest) {
  const { operation, log, person } = pathOf(request, personPath)
  await request.perform(async (scope) => {
    await findNarrow(scope, operation, log)
    await removeReader(scope, log, person)
  })
  return { person }
}
