/** The page to raise an action. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { forbidden, invalid } from '../../../../platform/errors.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { decisionId, type DecisionId } from '../../decisions/ids.ts'
import { operationPath } from '../../ids.ts'
import { LONGEST, NEVER_ASKED, parseAction, type NewAction } from '../action.ts'
import { raiseAction } from '../raise-action.ts'
import { findPlace } from '../read-actions.ts'
import { ABOUT, KINDS, PRIORITIES } from '../words.ts'

const at = '/operations/:operation/actions/new'
const access = whoever.readsInOperations
const asked = z.object({ decision: decisionId.optional() })
const TEXTS = ['kind', 'about', 'what', 'why', 'wanted', 'priority'] as const
const DAYS = ['due_on', 'wait_until'] as const

/** Registers the page and its form. */
export function raisePages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.action.show-raise', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(at, { config: { operation: 'operations.action.raise', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { operation } = pathOf(request, operationPath)
        const { decision } = queryOf(request, asked)
        const typed = formOf(request)
        const raised = await request.perform((scope) =>
          raiseAction(scope, operation, readForm(typed, decision, londonDay(scope.now))),
        )
        return await reply.done(
          `/operations/actions/${raised.id}`,
          `Raised as action ${String(raised.number)}. Offer it to an agency.`,
        )
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

/** @throws invalid by the field */
function readForm(typed: Typed, decision: DecisionId | undefined, today: string): NewAction {
  const faults: Record<string, string> = {}
  for (const name of DAYS) {
    const fault = faultOfDate(
      typed,
      name,
      name === 'due_on' ? 'The day on which it is due' : 'The day on which it comes back',
    )
    if (fault !== undefined && readDateField(typed, name) !== undefined) faults[name] = fault
  }
  const depends = (typedText(typed, 'depends_on') ?? '').split(/[\s,;]+/).filter((one) => one !== '')
  if (!depends.every((one) => /^[1-9]\d{0,5}$/.test(one)))
    faults['depends_on'] = 'Enter numbers of actions, like 3, 7'
  const read = parseAction(
    {
      ...Object.fromEntries(TEXTS.map((name) => [name, typedText(typed, name)])),
      ...Object.fromEntries(DAYS.map((name) => [name, readDateField(typed, name)])),
      before_closing: typedText(typed, 'before_closing') === 'yes',
      decision,
      depends_on: faults['depends_on'] === undefined ? depends.map(Number) : [],
    },
    today,
  )
  const fields = {
    ...('fields' in read
      ? Object.fromEntries(
          Object.entries(read.fields).map(([name, what]) => [name.split('.')[0] ?? name, what]),
        )
      : {}),
    ...faults,
  }
  if ('fields' in read || Object.keys(fields).length > 0) throw invalid(fields)
  return read.action
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { operation } = pathOf(request, operationPath)
  const place = await request.perform(async (scope) => {
    const found = await findPlace(scope, operation)
    if (!found.acts)
      throw forbidden(
        'may-not-act',
        'You read this operation and do not act in it. Ask its lead for a post in which you do.',
      )
    return found
  })
  const items = (list: Readonly<Record<string, string>>) =>
    Object.entries(list).map(([value, text]) => ({ value, text }))
  return await reply.page('rooms/operations/actions/pages/raise.njk', {
    title: 'Raise an action',
    classification: place.classification,
    back: { text: 'Back to the actions', href: `/operations/${operation}/actions` },
    place,
    neverAsked: NEVER_ASKED,
    ...{ kinds: items(KINDS), about: items(ABOUT), priorities: items(PRIORITIES), longest: LONGEST },
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}
