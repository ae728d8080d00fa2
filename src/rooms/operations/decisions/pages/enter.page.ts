/** The page to enter a decision. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { highest } from '../../../../design/highest-marking.ts'
import { forbidden, invalid } from '../../../../platform/errors.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { codesOf } from '../../../../wire/codes.ts'
import { operationPath } from '../../ids.ts'
import { LONGEST } from '../decision.ts'
import { enterDecision } from '../enter-decision.ts'
import { decisionId, logId } from '../ids.ts'
import { findLog, peopleOfLog } from '../logs.ts'
import { ukParts } from '../moment.ts'
import { readDecision } from '../read-log.ts'
import { HEADINGS, partWords, PARTS } from '../words.ts'
import { readDecisionForm } from './enter.form.ts'

const at = '/operations/:operation/decisions/new'
const access = whoever.readsInOperations
const asked = z.object({
  log: logId.optional(),
  headings: z.enum(codesOf(HEADINGS)).optional(),
  corrects: decisionId.optional(),
})

/** Registers the page and its form. */
export function enterPages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.decision.show-enter', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(
    at,
    { config: { operation: 'operations.decision.enter', access, body: 'large' } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { operation } = pathOf(request, operationPath)
          const { log, headings, corrects } = queryOf(request, asked)
          const typed = formOf(request)
          const entered = await request.perform((scope) => {
            const read = readDecisionForm(typed, { headings, corrects }, scope.now)
            if ('fields' in read) throw invalid(read.fields)
            return enterDecision(
              scope,
              { operation, log: log ?? null },
              read.decision,
              undefined,
              scope.finish,
            )
          })
          return await reply.done(
            `/operations/decisions/${entered.id}`,
            `Entered as number ${String(entered.number)}.`,
          )
        },
        (refused) => show(request, reply, refused),
      ),
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { operation } = pathOf(request, operationPath)
  const { log: which, headings, corrects } = queryOf(request, asked)
  const { log, people, corrected, now, me } = await request.perform(async (scope) => {
    const found = await findLog(scope, operation, which ?? null)
    if (!found.acts)
      throw forbidden(
        'may-not-act',
        'You read this operation and do not act in it. Ask its lead for a post in which you do.',
      )
    return {
      log: found,
      people: found.records ? await peopleOfLog(scope, found.id) : [],
      corrected: corrects === undefined ? null : await readDecision(scope, corrects),
      now: scope.now,
      me: scope.actor.personId,
    }
  })
  const { day, time } = ukParts(now)
  const [year, month, date] = day.split('-')
  const query = (changes: Record<string, string | undefined>) => {
    const all = { log: which, corrects, headings, ...changes }
    const text = Object.entries(all)
      .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
      .join('&')
    return `/operations/${operation}/decisions/new${text === '' ? '' : `?${text}`}`
  }
  return await reply.page('rooms/operations/decisions/pages/enter.njk', {
    title: corrected === null ? 'Enter a decision' : `Correct entry ${String(corrected.number)}`,
    classification: highest(corrected === null ? [log] : [log, corrected]),
    back: {
      text: 'Back to the log',
      href:
        which === undefined
          ? `/operations/${operation}/decisions`
          : `/operations/${operation}/decisions?log=${which}`,
    },
    log,
    corrected,
    people: people
      .filter(({ id, posts }) => id !== me && posts.some((post) => post !== 'observer'))
      .map(({ id, label, agency }) => ({ value: id, text: `${label}, ${agency}` })),
    parts:
      headings === undefined
        ? []
        : PARTS.map((part) => ({ name: `heading_${part}`, text: partWords[headings][part] })),
    model: headings === undefined ? undefined : HEADINGS[headings],
    models: Object.entries(HEADINGS)
      .filter(([value]) => value !== headings)
      .map(([value, text]) => ({
        text: `Add the headings of the ${text}`,
        href: query({ headings: value }),
      })),
    withoutHref: headings === undefined ? undefined : query({ headings: undefined }),
    longest: LONGEST,
    values: {
      ...{
        'decided_on-day': String(Number(date)),
        'decided_on-month': String(Number(month)),
        'decided_on-year': year,
      },
      ...{ decided_time: time, classification: corrected?.classification },
      ...refused?.values,
    },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
