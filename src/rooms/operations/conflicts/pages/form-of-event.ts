/** A page with one form below a planned event: it is shown, and sent; what was refused comes back with what was typed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, notFound } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { text } from '../../operation.ts'
import { plannedPath, type PlannedEventId } from '../ids.ts'
import { readEvent, type PlannedEvent } from '../list-events.ts'

export type EventForm = {
  /** below the event's page, as in `ring` */
  at: string
  operations: readonly [show: string, send: string]
  template: string
  title: string
  /** in which states of the event there is such a form */
  for: (event: PlannedEvent) => boolean
  more?: (
    scope: MemberScope,
    event: PlannedEvent,
  ) => Promise<Record<string, unknown> & { values?: Record<string, unknown> }>
  /** @returns what is said then */
  send: (scope: MemberScope, id: PlannedEventId, typed: Typed) => Promise<string>
}

/** Those who read in operations: inside theirs they lodge and answer, as the database says. */
export const inOperations = (operation: string) => ({
  config: { operation, access: whoever.readsInOperations },
})

/** Registers the page and its form. */
export function formOfEvent(app: FastifyInstance, form: EventForm): void {
  const [showing, sending] = form.operations
  const path = `/operations/events/:planned/${form.at}`
  app.get(path, inOperations(showing), (request, reply) => show(request, reply, form, null))
  app.post(path, inOperations(sending), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { planned } = pathOf(request, plannedPath)
        const typed = formOf(request)
        const say = await request.perform((scope) => form.send(scope, planned, typed))
        return reply.done(`/operations/events/${planned}`, say)
      },
      (refused) => show(request, reply, form, refused),
    ),
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  form: EventForm,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { planned } = pathOf(request, plannedPath)
  const { event, more } = await request.perform(async (scope) => {
    const read = await readEvent(scope, planned)
    if (!form.for(read)) throw notFound()
    return { event: read, more: (await form.more?.(scope, read)) ?? {} }
  })
  return await reply.page(`rooms/operations/conflicts/pages/${form.template}`, {
    title: form.title,
    classification: event.classification,
    back: { text: 'Back to the planned event', href: `/operations/events/${event.id}` },
    event,
    cancelHref: `/operations/events/${event.id}`,
    ...more,
    values: { ...more.values, ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
}

/**
 * Reads a text of a small form.
 * @returns it, or null where nothing was typed
 * @throws invalid where it cannot be stored, or is missing and `missing` says what to do
 */
export function typedWords(
  typed: Typed,
  name: string,
  longest: number,
  missing: string | null,
): string | null {
  const typedIt = typedText(typed, name)
  if (typedIt === undefined && missing === null) return null
  const read = text(longest, missing ?? '').safeParse(typedIt ?? '')
  if (!read.success) throw invalid({ [name]: read.error.issues[0]?.message ?? missing ?? '' })
  return read.data
}
