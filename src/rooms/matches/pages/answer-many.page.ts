/** One answer with one reason for several lines that were ticked in the list. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { plural } from '../../../design/words.ts'
import { subjectKind } from '../../../wire/codes.ts'
import { asSeamarkError } from '../../../platform/errors.ts'
import { sideId } from '../../../platform/http/ids.ts'
import { bodyOf, queryOf, typedValues } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { chosenMatches, choiceOf } from '../answer-line.ts'
import { answerMany, chosenLines, manyActs, type ChosenLine } from '../answer-many.ts'
import { isStaleAnswer } from '../answer-match.ts'
import { lineQuery, matchesAddress, type LineQuery } from '../line-filters.ts'
import { rejectForm } from './match.form.ts'
import { highest } from '../../../design/highest-marking.ts'
import { reasonOf } from '../reject-reasons.ts'
import { usualReasonItems } from './words.ts'
import type { SideId } from '../../../wire/ids.ts'

const MOST_LINES = 100

const oneOrMany = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]
const lines = z.preprocess(oneOrMany, z.array(sideId).max(MOST_LINES)).catch([])
const answerForm = z.object({
  line: lines,
  match: chosenMatches,
  act: z.enum(manyActs, 'Choose what to do with them'),
  usual: rejectForm.shape.usual,
  reason: rejectForm.shape.reason,
})

export const actItems = [
  { value: 'reject', text: 'Reject them', hint: 'The partner reads the reason' },
  { value: 'reject-and-close', text: 'Reject and close them', hint: 'They leave your list too' },
  {
    value: 'close',
    text: 'Close those that your agency has answered',
    hint: 'The others stay as they are. No reason is needed',
  },
]

/** Answers many at once. @param app - the desk's pages */
export function answerManyPages(app: FastifyInstance): Promise<void> {
  app.get(
    '/matches/answer',
    { config: { operation: 'deconfliction.match.answer-many.show', access: whoever.readsContent } },
    (request, reply) => {
      const { line } = queryOf(request, z.object({ line: lines }))
      return ask(request, reply, line, { values: {} })
    },
  )

  app.post(
    '/matches/answer',
    { config: { operation: 'deconfliction.match.answer-many', access: whoever.readsContent } },
    async (request, reply) => {
      try {
        const { match, act, usual, reason } = bodyOf(request, answerForm)
        const whole = act === 'close' ? null : reasonOf(usual, reason)
        const { done, left } = await request.perform((scope) => answerMany(scope, match, act, whole))
        return await reply.done(matchesAddress(queryOf(request, lineQuery)), doneWords(act, done, left))
      } catch (thrown) {
        const error = asSeamarkError(thrown)
        if (error.kind !== 'invalid' && !isStaleAnswer(thrown)) throw thrown
        const values = typedValues(request)
        const typed = z.object({ line: lines }).parse(values)
        return await ask(request, reply, typed.line, {
          values,
          errors: error.fields ?? { form: error.message },
        })
      }
    },
  )
  return Promise.resolve()
}

function doneWords(act: (typeof manyActs)[number], done: number, left: number): string {
  const said = act === 'reject' ? 'rejected' : act === 'close' ? 'closed' : 'rejected and closed'
  const rest = left === 0 ? '' : ` ${plural(left, 'match', 'matches')} stay as before.`
  return `${plural(done, 'match', 'matches')} ${said}.${rest}`.replace(/^n/, 'N')
}

async function ask(
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: readonly SideId[],
  more: { values: Record<string, unknown>; errors?: Record<string, string> },
): Promise<FastifyReply> {
  const query: LineQuery = queryOf(request, lineQuery)
  const chosen = await request.perform((scope) => chosenLines(scope, wanted))
  return await reply.page('rooms/matches/pages/answer-many.njk', {
    title: chosen.length === 0 ? 'Answer matches' : `Answer ${plural(chosen.length, 'match', 'matches')}`,
    classification: highest(chosen),
    back: { text: 'Back to matches', href: matchesAddress(query) },
    listHref: matchesAddress(query),
    rows: chosen.map((line) => rowOf(line)),
    lines: chosen.map(({ id }) => id),
    matches: chosen.flatMap(({ matches }) => matches.map(({ id, version }) => choiceOf(id, version))),
    acts: actItems,
    usualReasons: usualReasonItems,
    ...more,
  })
}

function rowOf({ id, kind, value, partner, matches }: ChosenLine) {
  const answered = matches.filter(({ answer }) => answer !== null).length
  return [
    { text: value, href: `/matches/${id}`, hidden: `with ${partner}`, detail: subjectKind[kind] },
    partner,
    String(matches.length),
    answered === 0
      ? 'Not answered'
      : answered === matches.length
        ? 'Answered'
        : `${String(answered)} of ${String(matches.length)} answered`,
  ]
}
