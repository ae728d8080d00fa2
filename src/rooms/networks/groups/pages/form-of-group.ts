/** A page with one form about a group: it is shown, and sent; what was refused comes back with what was typed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import type { RecordId } from '../../../../wire/ids.ts'
import { LONGEST } from '../group.ts'
import { readGroup, type GroupBody, type GroupHeader } from '../read-group.ts'

export type WholeGroup = GroupHeader & { body: GroupBody }

export type GroupForm = {
  /** below the group's page, as in `review` */
  at: string
  /** operations of the page and of its form */
  operations: readonly [show: string, send: string]
  template: string
  title: string
  /** a partner who reads the group in full may send it too */
  partnersToo?: true
  /** @returns what the page prints besides; `values` are what the form begins with */
  more?: (
    scope: MemberScope,
    view: WholeGroup,
  ) => Promise<Record<string, unknown> & { values?: Record<string, unknown> }>
  /** Does what the form asks for. @returns what is said then */
  send: (scope: MemberScope, id: RecordId, typed: Typed) => Promise<string>
}

/**
 * Registers the page and its form.
 * @param form - what it shows and does
 */
export function formOfGroup(app: FastifyInstance, form: GroupForm): void {
  const [showing, sending] = form.operations
  const path = `/groups/:id/${form.at}`
  app.get(path, { config: { operation: showing, access: whoever.keepsGroups } }, (request, reply) =>
    show(request, reply, form, null),
  )
  app.post(path, { config: { operation: sending, access: whoever.keepsGroups } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { id } = pathOf(request, recordPath)
        const typed = formOf(request)
        const done = await request.perform((scope) => form.send(scope, id, typed))
        return reply.done(`/groups/${id}`, done)
      },
      (refused) => show(request, reply, form, refused),
    ),
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  form: GroupForm,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, recordPath)
  const { view, more } = await request.perform(async (scope) => {
    const read = await readGroup(scope, id)
    const { body } = read
    const isTheirs = read.own || form.partnersToo === true
    if (body === null || !isTheirs || read.status === 'withdrawn') throw notFound()
    const whole = { ...read, body }
    return { view: whole, more: (await form.more?.(scope, whole)) ?? {} }
  })
  return await reply.page(`rooms/networks/groups/pages/${form.template}`, {
    title: form.title,
    classification: view.classification,
    back: { text: 'Back to the group', href: `/groups/${id}` },
    group: view,
    longest: LONGEST,
    ...more,
    // A stale form is sent again on top of what is there now.
    values: { ...more.values, ...refused?.values, revision: view.body.revision },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
