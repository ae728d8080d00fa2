/** The forms on the page of a request: each is one step. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { faultOfDate, readDateField } from '../../../design/fields.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import { pathOf } from '../../../platform/http/input.ts'
import { orAgain } from '../../../platform/http/or-again.ts'
import { formOf, typedCode, typedNumber, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { ukParts } from '../../operations/index.ts'
import { corroborate, linkAction, sayWrong } from '../corroborate.ts'
import { draftAgain, safeguard } from '../draft-request.ts'
import { requestPath, type SystemRequestId } from '../ids.ts'
import { askAnother, moveRequest, reviewRequest, type Move } from '../move-request.ts'
import {
  authoriserSchema,
  corroborationSchema,
  faultOfReview,
  madeSchema,
  outcomeSchema,
  parseWith,
  refusalSchema,
  safeguardingSchema,
  wrongSchema,
} from '../request.ts'
import { STATES } from '../words.ts'
import { showRequest } from './request.page.ts'

const access = whoever.asksSystems
const at = '/system-requests/:asking'
type Act = (scope: MemberScope, id: SystemRequestId, revision: number) => Promise<void>

/** Registers the forms. */
export function stepPages(app: FastifyInstance): void {
  const step = (name: string, operation: string, told: string, read: (typed: Typed) => Act) => {
    app.post(
      `${at}/${name}`,
      { config: { operation: `system-requests.request.${operation}`, access } },
      (request, reply) => send(request, reply, told, read),
    )
  }
  step('move', 'move', 'Noted.', (typed) => {
    const move = readMove(typed)
    return (scope, id, revision) => moveRequest(scope, id, revision, move)
  })
  step('authorise', 'authorise', 'Noted.', (typed) => {
    const move = readVerdict(typed)
    return (scope, id, revision) => moveRequest(scope, id, revision, move)
  })
  step('another', 'ask-another', 'Another is asked.', (typed) => {
    const { authoriser } = checked(authoriserSchema, { authoriser: typedText(typed, 'authoriser') })
    return (scope, id, revision) => askAnother(scope, id, revision, authoriser)
  })
  step('safeguard', 'safeguard', 'The decision is written.', (typed) => {
    const { decision } = checked(safeguardingSchema, { decision: typedText(typed, 'decision') })
    return (scope, id, revision) => safeguard(scope, id, revision, decision)
  })
  step('corroborate', 'corroborate', 'It is corroborated.', (typed) => {
    const said = checked(corroborationSchema, {
      words: typedText(typed, 'words'),
      records: listOf(typed, 'records'),
    })
    return (scope, id, revision) => corroborate(scope, id, revision, said)
  })
  step('wrong', 'say-wrong', 'Noted. Correct what we hold.', (typed) => {
    const wrong = listOf(typed, 'wrong_records')
    const said = renamed(() => checked(wrongSchema, { words: typedText(typed, 'wrong_words'), wrong }), {
      ...{ words: 'wrong_words', wrong: 'wrong_records' },
    })
    return (scope, id, revision) =>
      renamedAsync(sayWrong(scope, id, revision, said), { records: 'wrong_records' })
  })
  step('action', 'link-action', 'Linked.', (typed) => {
    const number = typedNumber(typed, 'action')
    if (number === 0) throw invalid({ action: 'Enter the number of an action' })
    return (scope, id) => linkAction(scope, id, number)
  })
  step('review', 'review', 'Noted.', (typed) => {
    const day = readDateField(typed, 'next_review')
    const fault = faultOfDate(typed, 'next_review', 'The day')
    if (day === undefined || fault !== undefined)
      throw invalid({ next_review: fault ?? 'Enter the day on which somebody looks again' })
    return (scope, id, revision) => {
      const wrong = faultOfReview(day, ukParts(scope.now).day)
      if (wrong !== null) throw invalid({ next_review: wrong })
      return reviewRequest(scope, id, revision, day)
    }
  })
  app.post(
    `${at}/again`,
    { config: { operation: 'system-requests.request.again', access } },
    async (request, reply) => {
      const { asking } = pathOf(request, requestPath)
      const { id } = await request.perform((scope) => draftAgain(scope, asking))
      return await reply.done(`/system-requests/${id}`, 'It is a draft again. Ask somebody to authorise it.')
    },
  )
}

const send = (
  request: FastifyRequest,
  reply: FastifyReply,
  told: string,
  read: (typed: Typed) => Act,
): Promise<FastifyReply> =>
  orAgain(
    request,
    async () => {
      const { asking } = pathOf(request, requestPath)
      const typed = formOf(request)
      const act = read(typed)
      await request.perform((scope) => act(scope, asking, typedNumber(typed, 'revision')))
      return await reply.done(`/system-requests/${asking}`, told)
    },
    (refused) => showRequest(request, reply, refused),
  )

/** @throws invalid by the field */
function checked<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const read = parseWith(schema, body)
  if ('fields' in read) throw invalid(read.fields)
  return read.value
}

/** References, with commas or spaces between them. */
const listOf = (typed: Typed, name: string): string[] =>
  (typedText(typed, name) ?? '').split(/[\s,;]+/).filter((one) => one !== '')

/** @throws invalid by the field of this form, where the schema's is called otherwise */
function renamed<Value>(work: () => Value, names: Readonly<Record<string, string>>): Value {
  try {
    return work()
  } catch (fault) {
    throw asNamed(fault, names)
  }
}
const renamedAsync = (work: Promise<void>, names: Readonly<Record<string, string>>): Promise<void> =>
  work.catch((fault: unknown) => {
    throw asNamed(fault, names)
  })

function asNamed(fault: unknown, names: Readonly<Record<string, string>>): unknown {
  if (!(fault instanceof Error) || !('fields' in fault) || typeof fault.fields !== 'object' || !fault.fields)
    return fault
  return invalid(
    Object.fromEntries(
      Object.entries(fault.fields as Record<string, string>).map(([field, why]) => [
        names[field.split('.')[0] ?? ''] ?? field,
        why,
      ]),
    ),
  )
}

/** @throws invalid by the field */
function readMove(typed: Typed): Move {
  const to = typedCode(typed, 'to', STATES)
  switch (to) {
    case 'asked':
      return { to, ...checked(authoriserSchema, { authoriser: typedText(typed, 'authoriser') }) }
    case 'drafted':
    case 'closed':
      return { to }
    case 'made':
      return {
        to,
        ...checked(madeSchema, { reference: typedText(typed, 'reference'), desk: typedText(typed, 'desk') }),
      }
    case 'outcome':
      return {
        to,
        ...checked(outcomeSchema, {
          outcome: typedText(typed, 'outcome'),
          outcome_text: typedText(typed, 'outcome_text'),
          wrong: listOf(typed, 'records'),
        }),
      }
    case 'authorised':
    case 'refused':
    case undefined:
      throw invalid({ to: 'Choose a step' })
  }
}

/** @throws invalid by the field */
function readVerdict(typed: Typed): Move {
  const to = typedCode(typed, 'verdict', { authorised: '', refused: '' })
  if (to === undefined) throw invalid({ verdict: 'Choose whether you authorise it' })
  if (to === 'authorised') return { to }
  return {
    to,
    ...checked(refusalSchema, {
      refused_for: typedText(typed, 'refused_for'),
      reason: typedText(typed, 'reason'),
    }),
  }
}
