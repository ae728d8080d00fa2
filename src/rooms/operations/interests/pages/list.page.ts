/** What an operation works on, of the viewer’s agency, and the form to add to it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { highest } from '../../../../design/highest-marking.ts'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { codesOf } from '../../../../wire/codes.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { operationPath } from '../../ids.ts'
import { addInterest, mayNotAct } from '../add-interest.ts'
import { LONGEST, NEVER, parseInterest, type NewInterest } from '../interest.ts'
import { findPlaceOfInterests, listInterests, LISTS } from '../read-interests.ts'
import { CATEGORIES, DISCLOSURES, kindItems } from '../words.ts'
import { interestHead, interestRow } from './interest.view.ts'

const access = whoever.readsInOperations
const LIST = '/operations/:operation/interests'
const ADD = '/operations/:operation/interests/new'
const query = z.object({
  list: z.enum(codesOf(LISTS)).catch('open'),
  cursor: z.string().max(200).optional(),
  back: z.string().optional(),
})
const TEXTS = [
  'kind',
  'value',
  'country',
  'born',
  'category',
  'basis',
  'disclosure',
  'desk',
  'telephone',
] as const

/** Registers the list and the form. @param app - the desk's pages */
export function listPages(app: FastifyInstance): void {
  app.get(LIST, { config: { operation: 'operations.interest.list', access } }, async (request, reply) => {
    const { operation } = pathOf(request, operationPath)
    const { list, cursor, back } = queryOf(request, query)
    const { place, page } = await request.perform(async (scope) => ({
      place: await findPlaceOfInterests(scope, operation),
      page: await listInterests(scope, operation, list, { cursor, back: back !== undefined }),
    }))
    const at = `/operations/${operation}/interests`
    const next = list === 'open' ? `${at}?` : `${at}?list=${list}&`
    return await reply.page('rooms/operations/interests/pages/list.njk', {
      title: 'What your people work on',
      classification: highest([place, ...page.rows]),
      back: { text: `Back to ${place.codename}`, href: `/operations/${operation}` },
      place,
      addHref: place.acts ? `${at}/new` : undefined,
      tabs: Object.entries(LISTS).map(([key, text]) => ({
        ...{ text, here: key === list },
        href: key === 'open' ? at : `${at}?list=${key}`,
      })),
      head: interestHead,
      rows: page.rows.map(interestRow),
      previousHref: page.previous === null ? undefined : `${next}cursor=${page.previous}&back=1`,
      nextHref: page.next === null ? undefined : `${next}cursor=${page.next}`,
    })
  })

  app.get(ADD, { config: { operation: 'operations.interest.show-add', access } }, (request, reply) =>
    showAdd(request, reply, null),
  )
  app.post(ADD, { config: { operation: 'operations.interest.add', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { operation } = pathOf(request, operationPath)
        const typed = formOf(request)
        const id = await request.perform((scope) => addInterest(scope, operation, readForm(typed, scope.now)))
        return await reply.done(
          `/operations/interests/${id}`,
          'Added. It is matched from now on; a match waits on the first page.',
        )
      },
      (refused) => showAdd(request, reply, refused),
    ),
  )
}

/** @throws invalid by the field */
function readForm(typed: Typed, now: Date): NewInterest {
  const dayFault = faultOfDate(typed, 'review_on', 'The day on which it is reviewed')
  const read = parseInterest(
    {
      ...Object.fromEntries(TEXTS.map((name) => [name, typedText(typed, name)])),
      review_on: readDateField(typed, 'review_on'),
    },
    now,
    londonDay(now),
  )
  if ('interest' in read && dayFault === undefined) return read.interest
  throw invalid({
    ...('fields' in read ? read.fields : {}),
    ...(dayFault === undefined ? {} : { review_on: dayFault }),
  })
}

async function showAdd(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { operation } = pathOf(request, operationPath)
  const { place, desk } = await request.perform(async (scope) => {
    const found = await findPlaceOfInterests(scope, operation)
    if (!found.acts) throw mayNotAct()
    return {
      place: found,
      desk: await scope.tx.one<{ desk: string; telephone: string }>(
        'select desk_name as desk, desk_phone as telephone from identity.agency where id = $1',
        [scope.actor.agencyId],
      ),
    }
  })
  return await reply.page('rooms/operations/interests/pages/add.njk', {
    title: 'Add an interest',
    classification: place.classification,
    back: { text: 'Back to the interests', href: `/operations/${operation}/interests` },
    ...{ place, never: NEVER, longest: LONGEST, kinds: kindItems() },
    ...{ categories: CATEGORIES, disclosures: DISCLOSURES },
    values: { ...desk, ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
