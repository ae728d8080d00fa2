/** Proposing an operation. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { faultOfDate, readDateField } from '../../../design/fields.ts'
import { invalid } from '../../../platform/errors.ts'
import { queryOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedList, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { newId, newReference } from '../../../platform/identifiers.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { operationId, type OperationId } from '../ids.ts'
import { bidId } from '../tasking/ids.ts'
import { readBid } from '../tasking/read-bids.ts'
import { linkBid } from '../tasking/write-bid.ts'
import { LONGEST, parseOperation, type Operation } from '../operation.ts'
import { proposeOperation } from '../propose-operation.ts'
import { todayOf } from '../../../platform/london-day.ts'

const TEXTS = [
  ...['codename', 'aim', 'purpose', 'origin', 'priority', 'dpia_reference'],
  ...['classification', 'information_owner', 'leaving', 'gateway'],
] as const
/** from which adopted bid it follows */
const asked = z.object({ bid: bidId.optional() })
const facts = (operation: string) => ({ config: { operation, access: whoever.proposesOperations } })

/** Registers the page and its form. */
export function proposePages(app: FastifyInstance): void {
  app.get('/operations/new', facts('operations.operation.show-propose'), (request, reply) =>
    show(request, reply, null),
  )
  app.post('/operations/new', facts('operations.operation.propose'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { bid } = queryOf(request, asked)
        const typed = formOf(request)
        const { id } = await request.perform(async (scope) => {
          const operation = readForm(typed, todayOf(scope))
          const as = operationId.safeParse(typedText(typed, 'id'))
          const proposed = await proposeOperation(
            scope,
            operation,
            as.success ? { id: as.data, reference: newReference() } : undefined,
          )
          if (bid !== undefined) await linkBid(scope, bid, proposed.id)
          return proposed
        })
        return reply.done(
          `/operations/${id}`,
          'Proposed. It opens when a coordinator of your agency accepts its terms.',
        )
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

/** @throws invalid with every field that is wrong */
function readForm(typed: Typed, today: string): Operation {
  const phase = typedText(typed, 'phase')
  const read = parseOperation(
    {
      ...Object.fromEntries(TEXTS.map((name) => [name, typedText(typed, name)] as const)),
      strands: typedList(typed, 'strands').filter((one) => one !== ''),
      phase: phase === 'none' ? undefined : phase,
      ends_on: readDateField(typed, 'ends_on'),
    },
    today,
  )
  const day =
    readDateField(typed, 'ends_on') === undefined ? undefined : faultOfDate(typed, 'ends_on', 'The day')
  const faults = { ...('fields' in read ? read.fields : {}), ...(day === undefined ? {} : { ends_on: day }) }
  if ('fields' in read || day !== undefined) throw invalid(faults)
  return read.operation
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { bid: from } = queryOf(request, asked)
  const bid = from === undefined ? null : await request.perform((scope) => readBid(scope, from))
  return await reply.page('rooms/operations/pages/propose.njk', {
    title: 'Propose an operation',
    // What is typed may be as high as this person is cleared for.
    classification: request.signedIn?.clearance ?? 'OFFICIAL',
    back: { text: 'Back to operations', href: '/operations' },
    bid: bid === null ? undefined : { problem: bid.bid.problem, href: `/tasking/bids/${bid.bid.id}` },
    longest: LONGEST,
    // Chosen with the page, so that a form that is sent twice proposes one operation.
    values: {
      id: newId<OperationId>(),
      phase: 'none',
      ...(bid === null ? {} : { origin: 'tasking' }),
      ...refused?.values,
    },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
