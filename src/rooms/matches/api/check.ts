/** The check over HTTP: is this held by a partner? By an identifier, by a person, by a list. */
import { whoever } from '../../../platform/identity/roles.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { bodyOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { codesOf, subjectKind } from '../../../wire/codes.ts'
import { checkListBody, checkList, MOST_ITEMS } from '../check-list.ts'
import { checkOnePerson, checkPersonBody } from '../check-person.ts'
import { checkBody, checkValue, isQuotaUsed, type CheckAnswer } from '../check-value.ts'
import { likelihoodBands } from '../likelihood.ts'
import { tokensOfValues } from '../../sealed-index/index.ts'
import { partnerDocument } from './documents.ts'
import { checkExample, checkListExample } from './examples.ts'

const access = whoever.readsContent

const found = {
  held: z.boolean(),
  partners: z.array(
    partnerDocument.extend({
      likeness: z
        .enum(likelihoodBands)
        .optional()
        .describe('of a person: how alike the likeliest of its records is to what was asked'),
    }),
  ),
  common: z.boolean().describe('so many reports hold it that it says nothing'),
  tier: z.enum(['valid', 'possible']),
  note: z
    .string()
    .optional()
    .describe('“matched only when written alike”: of a value asked with `as_written`'),
  sealed: z
    .boolean()
    .optional()
    .describe(
      'agencies that share sealed tokens only were asked too; false while a key holder does not answer',
    ),
}
const understood = z.array(
  z
    .object({
      kind: z.enum(codesOf(subjectKind)),
      key: z.string().describe('two records with the same kind and key hold the same identifier'),
      shown: z.string().describe('as a page writes it'),
      country: z.string().nullable().describe('ISO 3166-1 alpha-2'),
      certainty: z.enum(['valid', 'possible']),
    })
    .meta({ id: 'Understood' }),
)
const checksLeft = z.int().describe('until midnight UTC')

const quota = '`quota`: the day’s checks are used up; Retry-After says until when'

const CHECK = {
  operation: describe('deconfliction.check', {
    summary:
      'Is this held by a partner? A person by name and birth, everything else by its value. Answers 422 `not-understood`, with what to type, for a value that is not understood or looks like a broken one of its kind; `as_written` asks it all the same. Answers 429 `quota` with Retry-After once the day’s checks are used up',
    body: z.union([checkBody, checkPersonBody]),
    answer: z.object({
      ...found,
      understood: understood.optional().describe('of a value: what it was read as'),
      checks_left: checksLeft,
    }),
    problems: {
      422: '`not-understood`: the value is not understood, or looks like a broken one of its kind',
      429: quota,
    },
    example: checkExample,
  }),
  access,
}
const LIST = {
  operation: describe('deconfliction.check.list', {
    summary: `The same for up to ${String(MOST_ITEMS)} at once, each of which counts. What is not understood is said in its place and does not count`,
    body: checkListBody,
    answer: z.object({
      answers: z.array(
        z.union([
          z.object({
            understood: z.literal(true),
            kind: z.enum(codesOf(subjectKind)),
            value: z.string(),
            read_as: understood.optional().describe('what the value was read as'),
            ...found,
          }),
          z.object({
            understood: z.literal(false),
            kind: z.enum(codesOf(subjectKind)),
            value: z.string(),
            message: z.string(),
          }),
        ]),
      ),
      checks_left: checksLeft,
    }),
    problems: { 429: quota },
    example: checkListExample,
  }),
  access,
  body: 'large' as const,
}

/**
 * Registers the routes.
 * @param services - `dataFolder`: holds the key by which the node asks the holders of sealed deconfliction
 */
export function checkApi(
  app: FastifyInstance,
  { database, dataFolder }: Pick<RoomServices, 'database' | 'dataFolder'>,
): Promise<void> {
  app.post('/deconfliction/check', { config: CHECK }, (request, reply) =>
    withinQuota(reply, async (): Promise<CheckAnswer> => {
      if ((request.body as { kind?: unknown } | null)?.kind !== 'person') {
        const input = bodyOf(request, checkBody)
        const tokens = await tokensOfValues((work) => request.perform(work), dataFolder, [input])
        return await request.perform((scope) => checkValue(scope, input, 0, tokens))
      }
      const input = bodyOf(request, checkPersonBody)
      return await checkOnePerson(database, (work) => request.perform(work), input)
    }),
  )

  app.post('/deconfliction/check/list', { config: LIST }, (request, reply) => {
    const input = bodyOf(request, checkListBody)
    return withinQuota(reply, () => checkList(database, (work) => request.perform(work), input, dataFolder))
  })
  return Promise.resolve()
}

async function withinQuota<T>(reply: FastifyReply, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (isQuotaUsed(thrown)) reply.header('retry-after', String(thrown.retryAfter))
    throw thrown
  }
}
