/** Lodging an event, and changing it. The answer is the same page, whatever will be found. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, notFound } from '../../../../platform/errors.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedNumber, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { newId } from '../../../../platform/identifiers.ts'
import { plannedZones } from '../../../../library/planned-events/index.ts'
import { operationId } from '../../ids.ts'
import type { PlannedEventId } from '../ids.ts'
import { operationsToLodgeIn } from '../list-events.ts'
import { changeEvent, lodgeEvent } from '../lodge-event.ts'
import { LONGEST_OF_EVENT, parseChange, parseLodging } from '../planned-event.ts'
import { disclosureWords, groundWords, kindWords } from '../words.ts'
import { formOfEvent, inOperations, typedWords } from './form-of-event.ts'
import { atFormFields, bodyOfForm, lodgingOf, placeKinds, valuesOf } from './read-form.ts'

const inItems = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

const choices = {
  longest: LONGEST_OF_EVENT,
  kinds: inItems(kindWords),
  grounds: inItems(groundWords),
  placeKinds: inItems(placeKinds),
  disclosures: inItems(disclosureWords),
  zones: plannedZones.map((zone) => ({
    value: zone,
    text: zone === 'UTC' ? 'UTC' : zone.replace('Europe/', ''),
  })),
}

/** Registers both pages. */
export function lodgePages(app: FastifyInstance): void {
  app.get('/operations/events/new', inOperations('operations.planned-event.show-lodge'), (request, reply) =>
    show(request, reply, null),
  )
  app.post('/operations/events/new', inOperations('operations.planned-event.lodge'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const typed = formOf(request)
        const id = newId<PlannedEventId>()
        await request.perform((scope) => {
          const operation = operationId.safeParse(typedText(typed, 'operation'))
          const { body, fields } = bodyOfForm(typed)
          const read = parseLodging({ ...body, ...lodgingOf(typed) }, scope.now)
          if (!operation.success) fields['operation'] = 'Choose an operation'
          refuse(fields, read)
          return lodgeEvent(
            scope,
            id,
            operation.success ? operation.data : notThere(),
            'fields' in read ? notThere() : read,
          )
        })
        return reply.done(
          `/operations/events/${id}`,
          'Lodged. What it comes near is looked for within a minute.',
        )
      },
      (refused) => show(request, reply, refused),
    ),
  )
  formOfEvent(app, {
    at: 'change',
    operations: ['operations.planned-event.show-change', 'operations.planned-event.change'],
    template: 'lodge.njk',
    title: 'Change a planned event',
    for: ({ state }) => state === 'lodged' || state === 'changed',
    more: (_scope, event) => Promise.resolve({ ...choices, isChange: true, values: valuesOf(event) }),
    send: async (scope, id, typed) => {
      const { body, fields } = bodyOfForm(typed)
      const read = parseChange(body, scope.now)
      refuse(fields, read)
      const reason = typedWords(typed, 'reason', LONGEST_OF_EVENT.reason, null)
      await changeEvent(
        scope,
        id,
        typedNumber(typed, 'revision'),
        'fields' in read ? notThere() : { ...read, reason },
      )
      return 'Changed. What it comes near now is looked for within a minute.'
    },
  })
}

/** @throws invalid with every fault */
function refuse(
  typed: Record<string, string>,
  read: { fields: Record<string, string> } | { event: object },
): void {
  const all = { ...('fields' in read ? atFormFields(read.fields) : {}), ...typed }
  if (Object.keys(all).length > 0) throw invalid(all)
}

/** @throws not-found; what is refused above does not come here */
function notThere(): never {
  throw notFound()
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const operations = await request.perform(operationsToLodgeIn)
  const typed: Typed = (request.query ?? {}) as Typed
  return await reply.page('rooms/operations/conflicts/pages/lodge.njk', {
    title: 'Lodge a planned event',
    classification: 'OFFICIAL-SENSITIVE',
    back: { text: 'Planned events', href: '/operations/events' },
    cancelHref: '/operations/events',
    ...choices,
    operations: operations.map(({ id, codename }) => ({ value: id, text: codename })),
    isChange: false,
    values: { zone: 'Europe/London', operation: typedText(typed, 'operation') ?? '', ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
