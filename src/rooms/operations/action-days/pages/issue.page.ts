/** Issuing a version of a briefing: the headings of IIMARCH are offered, and none must be filled but one. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedList, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { classification, operationPost } from '../../../../wire/codes.ts'
import { parseBriefing } from '../action-day.ts'
import { issueBriefing, readBriefing, type VersionToIssue } from '../brief.ts'
import { actionDayPath, briefingPath } from '../ids.ts'
import { notYours } from '../plan-day.ts'
import { findActionDay } from '../read-day.ts'
import { BRIEFING_HEADINGS, HEADING_HINTS, type BriefingHeading } from '../words.ts'
import { aroundForm } from './plan.page.ts'

const access = whoever.readsInOperations
const at = '/operations/action-days/:day/briefings/new'
const HEADINGS = Object.keys(BRIEFING_HEADINGS) as BriefingHeading[]
const asked = z.object({ from: briefingPath.shape.briefing.optional() })

/** Registers the page and its form. */
export function issuePages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.briefing.show-issue', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(
    at,
    { config: { operation: 'operations.briefing.issue', access, body: 'large' } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { day } = pathOf(request, actionDayPath)
          const version = readForm(formOf(request))
          const issued = await request.perform((scope) => issueBriefing(scope, day, version))
          return await reply.done(
            `/operations/briefings/${issued.id}`,
            `Issued as version ${String(issued.version)}. Whoever it is for is asked to read it.`,
          )
        },
        (refused) => show(request, reply, refused),
      ),
  )
}

/** @throws invalid by the field */
function readForm(typed: Typed): VersionToIssue {
  const read = parseBriefing({
    posts: typedList(typed, 'for_posts').filter((post) => post !== ''),
    classification: typedText(typed, 'classification'),
    ...Object.fromEntries(
      HEADINGS.flatMap((name) => {
        const text = typedText(typed, `said_${name}`)
        return text === undefined ? [] : [[name, text]]
      }),
    ),
  })
  if (!('fields' in read)) return read.briefing
  const own = (name: string) =>
    name === 'posts' ? 'for_posts' : (HEADINGS as string[]).includes(name) ? `said_${name}` : name
  throw invalid(
    Object.fromEntries(
      Object.entries(read.fields).map(([name, what]) => [own(name.split('.')[0] ?? name), what]),
    ),
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { day: id } = pathOf(request, actionDayPath)
  const { from } = queryOf(request, asked)
  const { day, before } = await request.perform(async (scope) => {
    const found = await findActionDay(scope, id)
    if (!found.runs) throw notYours()
    return { day: found, before: from === undefined ? null : await readBriefing(scope, from) }
  })
  const said = Object.fromEntries(HEADINGS.map((name) => [`said_${name}`, before?.says[name] ?? '']))
  return await reply.page('rooms/operations/action-days/pages/issue.njk', {
    ...aroundForm(day, 'Issue a briefing', refused),
    classifications: Object.entries(classification).map(([value, text]) => ({ value, text })),
    posts: Object.entries(operationPost).map(([value, text]) => ({ value, text })),
    headings: HEADINGS.map((name) => ({
      ...{ name: `said_${name}`, label: BRIEFING_HEADINGS[name], hint: HEADING_HINTS[name] },
    })),
    values:
      refused?.values ??
      (before ? { ...said, for_posts: before.posts, classification: before.classification } : {}),
  })
}
