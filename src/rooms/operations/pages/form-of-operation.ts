/** A page with one form below an operation: it is shown, and sent; what was refused comes back with what was typed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { notFound } from '../../../platform/errors.ts'
import { pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, type Typed } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { OperationId } from '../ids.ts'
import { LONGEST } from '../operation.ts'
import { readOperation, type OperationView } from '../read-operation.ts'

export type OperationForm<Path extends z.ZodType<{ operation: OperationId }>> = {
  /** below the operation's page, as in `state` */
  at: string
  path: Path
  /** operations of the page and of its form */
  operations: readonly [show: string, send: string]
  template: string
  title: string
  /** Who may, of those who read the operation; to everybody else there is no such page. */
  for: (view: OperationView) => boolean
  /** @returns what the page prints besides; `values` are what the form begins with */
  more?: (
    scope: MemberScope,
    view: OperationView,
    path: z.output<Path>,
  ) => Promise<Record<string, unknown> & { values?: Record<string, unknown> }>
  /** Does what the form asks for. @returns what is said then, and where, if not on the operation's page */
  send: (
    scope: MemberScope,
    path: z.output<Path>,
    typed: Typed,
  ) => Promise<string | { say: string; at: string }>
}

/**
 * Registers the page and its form.
 * @param form - what it shows and does
 */
export function formOfOperation<Path extends z.ZodType<{ operation: OperationId }>>(
  app: FastifyInstance,
  form: OperationForm<Path>,
): void {
  const [showing, sending] = form.operations
  const path = `/operations/:operation/${form.at}`
  const facts = (operation: string) => ({ config: { operation, access: whoever.readsInOperations } })
  app.get(path, facts(showing), (request, reply) => show(request, reply, form, null))
  app.post(path, facts(sending), (request, reply) =>
    orAgain(
      request,
      async () => {
        const at = pathOf(request, form.path)
        const typed = formOf(request)
        const done = await request.perform((scope) => form.send(scope, at, typed))
        return typeof done === 'string'
          ? reply.done(`/operations/${at.operation}`, done)
          : reply.done(done.at, done.say)
      },
      (refused) => show(request, reply, form, refused),
    ),
  )
}

async function show<Path extends z.ZodType<{ operation: OperationId }>>(
  request: FastifyRequest,
  reply: FastifyReply,
  form: OperationForm<Path>,
  refused: Refused | null,
): Promise<FastifyReply> {
  const path = pathOf(request, form.path)
  const { view, more } = await request.perform(async (scope) => {
    const read = await readOperation(scope, path.operation)
    if (!form.for(read)) throw notFound()
    return { view: read, more: (await form.more?.(scope, read, path)) ?? {} }
  })
  return await reply.page(`rooms/operations/pages/${form.template}`, {
    title: form.title,
    classification: view.classification,
    back: { text: 'Back to the operation', href: `/operations/${view.id}` },
    operation: view,
    longest: LONGEST,
    ...more,
    values: { ...more.values, ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
