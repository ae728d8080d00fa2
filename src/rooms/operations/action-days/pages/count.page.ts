/** Counting for one's own agency, and correcting what was counted. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ukDateTime } from '../../../../design/dates.ts'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { parseCount, type NewCount } from '../action-day.ts'
import { countOutcome } from '../count-outcomes.ts'
import { actionDayPath } from '../ids.ts'
import { notTasking } from '../plan-day.ts'
import { findActionDay, ownCounts, type OwnCount } from '../read-day.ts'
import { OUTCOMES } from '../words.ts'
import { aroundForm } from './plan.page.ts'

const access = whoever.readsInOperations
const at = '/operations/action-days/:day/counts'

/** Registers the page and its form. */
export function countPages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.action-day.show-count', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(at, { config: { operation: 'operations.action-day.count', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { day } = pathOf(request, actionDayPath)
        const count = readForm(formOf(request))
        await request.perform((scope) => countOutcome(scope, day, count))
        return await reply.done(
          `/operations/action-days/${day}/counts`,
          `${OUTCOMES[count.kind]}: ${String(count.number)}.`,
        )
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

/** @throws invalid by the field */
function readForm(typed: Typed): NewCount {
  const number = typedText(typed, 'number') ?? ''
  const read = parseCount({
    kind: typedText(typed, 'kind'),
    number: /^\d{1,9}$/.test(number) ? Number(number) : undefined,
    corrects: typedText(typed, 'corrects'),
  })
  if ('fields' in read) throw invalid(read.fields)
  return read.count
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { day: id } = pathOf(request, actionDayPath)
  const { day, counts } = await request.perform(async (scope) => {
    const found = await findActionDay(scope, id)
    if (!found.types) throw notTasking()
    return { day: found, counts: await ownCounts(scope, id) }
  })
  return await reply.page('rooms/operations/action-days/pages/count.njk', {
    ...aroundForm(day, 'Your agency’s counts', refused),
    counts: day.state === 'running' || day.state === 'done',
    kinds: Object.entries(OUTCOMES).map(([value, text]) => ({ value, text })),
    correctable: counts
      .filter(({ isCorrected }) => !isCorrected)
      .map((one) => ({ value: one.id, text: inWords(one) })),
    rows: counts.map((one) => [
      OUTCOMES[one.kind],
      { number: one.number },
      { time: one.at },
      one.isCorrected
        ? 'Corrected by a later count'
        : one.corrects === null
          ? ''
          : 'Corrects an earlier count',
    ]),
  })
}

const inWords = ({ kind, number, at: when }: OwnCount): string =>
  `${OUTCOMES[kind]}: ${String(number)}, ${ukDateTime(when)}`
