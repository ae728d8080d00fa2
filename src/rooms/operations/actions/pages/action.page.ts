/** One action: what is asked, what came of it, and the step that its reader may take. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import {
  formOf,
  typedCode,
  typedNumber,
  typedText,
  type Typed,
} from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { words } from '../../decisions/decision.ts'
import { LONGEST } from '../action.ts'
import { actionPath } from '../ids.ts'
import { commentOnAction, moveAction, shareResult, type Step } from '../move-action.ts'
import { agenciesIn, colleaguesIn, commentsOf, dependsOf, readAction } from '../read-actions.ts'
import { STATES } from '../words.ts'
import { actionView } from './action.view.ts'
import { readWhom } from './list.page.ts'

const at = '/operations/actions/:action'
const access = whoever.readsInOperations

/** Registers the page and its forms. */
export function actionPages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.action.read', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(`${at}/move`, { config: { operation: 'operations.action.move', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { action } = pathOf(request, actionPath)
        const typed = formOf(request)
        const step = readStep(typed)
        await request.perform((scope) => moveAction(scope, action, typedNumber(typed, 'revision'), step))
        return await reply.done(`/operations/actions/${action}`, `Noted: ${STATES[step.to].toLowerCase()}.`)
      },
      (refused) => show(request, reply, refused),
    ),
  )
  app.post(
    `${at}/comment`,
    { config: { operation: 'operations.action.comment', access } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { action } = pathOf(request, actionPath)
          const typed = formOf(request)
          const fault = faultOfDate(typed, 'wait_until', 'The day')
          const waitUntil = readDateField(typed, 'wait_until') ?? null
          if (fault !== undefined && waitUntil !== null) throw invalid({ wait_until: fault })
          const text = said(typed, 'comment', LONGEST.comment, 'Enter a comment')
          await request.perform((scope) => commentOnAction(scope, action, { text, waitUntil }))
          return await reply.done(`/operations/actions/${action}`, 'Noted. Only your own agency reads it.')
        },
        (refused) => show(request, reply, refused),
      ),
  )
  app.post(
    `${at}/share`,
    { config: { operation: 'operations.action.share', access } },
    async (request, reply) => {
      const { action } = pathOf(request, actionPath)
      await request.perform((scope) => shareResult(scope, action))
      return await reply.done(`/operations/actions/${action}`, 'Shared with everybody in the operation.')
    },
  )
}

/** @throws invalid by the field */
function said(typed: Typed, name: string, longest: number, missing: string): string {
  const read = words(longest, missing).safeParse(typedText(typed, name) ?? '')
  if (!read.success) throw invalid({ [name]: read.error.issues[0]?.message ?? missing })
  return read.data
}

/** @throws invalid by the field */
function readStep(typed: Typed): Step {
  const to = typedCode(typed, 'to', STATES)
  switch (to) {
    case 'offered': {
      const agency = typedNumber(typed, 'agency')
      if (agency === 0) throw invalid({ agency: 'Choose an agency' })
      return { to, agency }
    }
    case 'accepted':
    case 'checked':
    case 'filed':
      return { to }
    case 'declined':
    case 'not-pursued':
      return { to, reason: said(typed, 'reason', LONGEST.reason, 'Say why') }
    case 'allocated':
      return typedText(typed, 'again') === 'yes'
        ? { to, person: null, team: null }
        : { to, ...readWhom(typed) }
    case 'done':
      return {
        to,
        result: said(typed, 'result', LONGEST.result, 'Say what came of it'),
        shared: typedText(typed, 'shared') === 'yes',
      }
    case 'raised':
    case undefined:
      throw invalid({ to: 'Choose a step' })
  }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { action: id } = pathOf(request, actionPath)
  const { read, depends, comments, agencies, people } = await request.perform(async (scope) => {
    const found = await readAction(scope, id)
    const { operationId } = found.action
    return {
      read: found,
      depends: await dependsOf(scope, id),
      comments: await commentsOf(scope, id),
      agencies: found.steps.includes('offered') ? await agenciesIn(scope, operationId) : [],
      people: found.steps.includes('allocated') ? await colleaguesIn(scope, operationId) : [],
    }
  })
  const { action, asker, steps } = read
  return await reply.page('rooms/operations/actions/pages/action.njk', {
    ...actionView(action, asker, steps, { depends, comments }),
    agencies: agencies.map((one) => ({ value: String(one.id), text: one.name })),
    people: people.map((one) => ({ value: one.id, text: one.name })),
    longest: LONGEST,
    // A stale form is sent again on top of what is there now.
    values: { ...refused?.values, revision: action.revision },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
