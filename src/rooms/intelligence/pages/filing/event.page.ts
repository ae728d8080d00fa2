/** Adding, changing and removing where and when something happened that an item of a draft tells of. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { eventWords } from '../../../../design/event-words.ts'
import { notFound } from '../../../../platform/errors.ts'
import { pathOf, typedValues } from '../../../../platform/http/input.ts'
import { typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { whatHappened } from '../../../../wire/codes.ts'
import { namedInPlan, type NamedInPlan } from '../../../coast/index.ts'
import type { DraftDocument, DraftEvent } from '../../drafts.ts'
import { keptPosition, MOST_EVENTS, readWhere } from '../../item-event.ts'
import { draftFrame } from './draft.view.ts'
import { eventValues, typedEvent, withEvent, withoutEvent } from './event.form.ts'
import {
  openDraft,
  pageOfAddress,
  returnQuery,
  returnsToCheck,
  saveTyped,
  showStale,
  type Shown,
} from './step-page.ts'
import { draftAddress, type Errors } from './steps.ts'
import { isSame } from './take-in.ts'
import { itemsOf } from './text.form.ts'
import { waitingOn } from './waiting.view.ts'

const path = '/reports/drafts/:id/events/:itemNumber'
const show = { config: { operation: 'intelligence.draft.show-event', access: whoever.filesIntelligence } }
const save = { config: { operation: 'intelligence.draft.save', access: whoever.filesIntelligence } }
const itemPath = z.object({ id: z.uuid(), itemNumber: z.coerce.number().int().min(1).max(50) })
const eventPath = itemPath.extend({ number: z.coerce.number().int().min(1).max(MOST_EVENTS) })

/** Registers the pages of one event. */
export function eventPages(app: FastifyInstance): void {
  app.get(`${path}/new`, show, async (request, reply) => {
    const { itemNumber: item } = pathOf(request, itemPath)
    const shown = await openDraft(request)
    if (itemsOf(shown.draft.document)[item - 1] === undefined) throw notFound()
    return await showForm(request, reply, { shown, item, number: null, values: {}, errors: {} })
  })
  app.get(`${path}/:number`, show, async (request, reply) => {
    const { itemNumber: item, number } = pathOf(request, eventPath)
    const shown = await openDraft(request)
    const event = eventAt(shown.draft.document, item, number)
    if (event === undefined) throw notFound()
    return await showForm(request, reply, { shown, item, number, values: eventValues(event), errors: {} })
  })
  app.post(`${path}/new`, save, (request, reply) => {
    const { itemNumber: item } = pathOf(request, itemPath)
    return saveEvent(request, reply, item, null)
  })
  app.post(`${path}/:number`, save, (request, reply) => {
    const { itemNumber: item, number } = pathOf(request, eventPath)
    return saveEvent(request, reply, item, number)
  })
  app.post(`${path}/:number/remove`, save, async (request, reply) => {
    const { itemNumber: item, number } = pathOf(request, eventPath)
    const saved = await saveTyped(request, (typed, document) => ({
      // Another that has taken its number stays.
      document:
        wordsAt(document, item, number) === typed['what'] ? withoutEvent(document, item, number) : document,
      errors: {},
    }))
    const { id } = 'theirs' in saved ? saved.theirs : saved.shown.draft
    const list = draftAddress(id, 'text') + returnQuery(request)
    if ('theirs' in saved)
      return reply.done(
        list,
        'Somebody changed the draft meanwhile. Look again, then remove it.',
        'important',
      )
    return reply.done(list, 'Removed.')
  })
}

const eventAt = (document: DraftDocument, item: number, number: number): DraftEvent | undefined =>
  itemsOf(document)[item - 1]?.events?.[number - 1]

function wordsAt(document: DraftDocument, item: number, number: number): string | null {
  const event = eventAt(document, item, number)
  return event === undefined ? null : eventWords(event)
}

async function saveEvent(
  request: FastifyRequest,
  reply: FastifyReply,
  item: number,
  number: number | null,
): Promise<FastifyReply> {
  const named = await placeOfPlan(request)
  const saved = await saveTyped(request, (typed, document, _context, since) => {
    const before = itemsOf(document)[item - 1]
    if (before === undefined || (number !== null && before.events?.[number - 1] === undefined))
      throw notFound()
    const event = located(typedEvent(turnedAsAsked(typed)), named)
    // Sent twice: a double click, or the form again after going back.
    if (number === null && since === 'changed since' && (before.events ?? []).some((one) => same(one, event)))
      return { document, errors: {} }
    return withEvent(document, item, number, event)
  })
  if ('theirs' in saved) return await showStale(request, reply, 'text', saved)
  const { shown, read } = saved
  if (Object.keys(read.errors).length > 0)
    return await showForm(request, reply, {
      shown,
      item,
      number,
      values: typedValues(request),
      errors: read.errors,
    })
  const list = draftAddress(shown.draft.id, 'text') + returnQuery(request)
  if (named === null) return reply.redirect(list, 303)
  return reply.done(
    list,
    `“${named.name}” is a ${named.is} of your coastal plan. Its position was entered, with how far around it counts. Change it if it was another place.`,
  )
}

const same = (one: DraftEvent, other: DraftEvent) =>
  isSame({ items: [{ events: [one] }] }, { items: [{ events: [other] }] })

/** What the words for the place name in the own plan, where no position was typed. */
async function placeOfPlan(request: FastifyRequest): Promise<NamedInPlan | null> {
  const typed = typedValues(request) as Typed
  const place = typedText(typed, 'place')
  if (place === undefined || typedText(typed, 'where') !== undefined) return null
  return await request.perform((scope) => namedInPlan(scope, place))
}

function located(event: DraftEvent, named: NamedInPlan | null): DraftEvent {
  if (named === null || event.where) return event
  return { ...event, where: keptPosition(named.position), where_sure: 'within', within_m: named.withinM }
}

/** The button beside a pair that was turned round puts the right one in its place. */
function turnedAsAsked(typed: Typed): Typed {
  const turned = typedText(typed, 'do') === 'turn' ? turnedOf(typed) : null
  return turned === null ? typed : { ...typed, where: turned }
}

function turnedOf(values: Readonly<Record<string, unknown>>): string | null {
  const { where } = values
  const read = typeof where === 'string' && where.length <= 1_000 ? readWhere(where.trim()) : null
  return read !== null && 'fault' in read ? (read.turned ?? null) : null
}

type Form = {
  shown: Shown
  item: number
  number: number | null
  values: Record<string, unknown>
  errors: Errors
}

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  { shown, item, number, values, errors }: Form,
): Promise<FastifyReply> {
  const { draft } = shown
  const waiting = waitingOn(shown, pageOfAddress(request.url))
  const several = itemsOf(draft.document).length > 1
  const what = `${number === null ? 'Add' : 'Change'} where and when`
  const isNew = Object.keys(errors).length === 0
  return await reply.page('rooms/intelligence/pages/filing/event.njk', {
    ...draftFrame(draft, 'text', returnsToCheck(request)),
    title: several ? `${what}, item ${String(item)}` : what,
    back: { text: 'Back to what it says', href: draftAddress(draft.id, 'text') + returnQuery(request) },
    action: request.url,
    text: itemsOf(draft.document)[item - 1]?.text ?? '',
    kinds: Object.entries(whatHappened).map(([value, text]) => ({ value, text })),
    turned: isNew ? null : turnedOf(values),
    remove:
      number === null
        ? null
        : {
            action: `/reports/drafts/${draft.id}/events/${String(item)}/${String(number)}/remove${returnQuery(request)}`,
            what: wordsAt(draft.document, item, number) ?? '',
          },
    waiting,
    values: isNew ? { ...values, ...waiting.restored } : values,
    errors,
  })
}
