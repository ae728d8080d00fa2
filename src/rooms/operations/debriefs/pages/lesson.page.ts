/** Identifying a lesson in a debrief, from what agencies saw. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import {
  formOf,
  typedList,
  typedNumber,
  typedText,
  type Typed,
} from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { MOST_OBSERVATIONS, parseLesson, type NewLesson } from '../debrief.ts'
import { isClosed, notLeading } from '../hold-debrief.ts'
import { debriefPath } from '../ids.ts'
import { identifyLesson } from '../identify-lesson.ts'
import { agenciesIn, readDebrief } from '../read-debrief.ts'
import { VERDICTS, WENT } from '../words.ts'
import { aroundForm, asksNone, choices } from './around-form.ts'

const access = whoever.readsInOperations
const at = '/operations/debriefs/:debrief/lessons/new'

/** Registers the page and its form. */
export function lessonPages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.debrief.show-identify', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(at, { config: { operation: 'operations.debrief.identify', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { debrief } = pathOf(request, debriefPath)
        const typed = formOf(request)
        await request.perform((scope) =>
          identifyLesson(scope, debrief, readForm(typed, londonDay(scope.now))),
        )
        return await reply.done(
          `/operations/debriefs/${debrief}`,
          'Identified. It goes to its agency when the debrief is closed.',
        )
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

/** @throws invalid by the field */
function readForm(typed: Typed, today: string): NewLesson {
  const fault = faultOfDate(typed, 'due_on', 'The day')
  const read = parseLesson(
    {
      title: typedText(typed, 'title'),
      happened: typedText(typed, 'happened'),
      why: typedText(typed, 'why'),
      verdict: typedText(typed, 'verdict'),
      what: typedText(typed, 'follows'),
      agency: typedNumber(typed, 'agency'),
      owner_post: typedText(typed, 'owner_post'),
      due_on: readDateField(typed, 'due_on'),
      jol_reference: typedText(typed, 'jol_reference'),
      observations: typedList(typed, 'observations').filter((one) => one !== ''),
      no_person: typedText(typed, 'no_person') === 'yes',
    },
    today,
  )
  if (!('fields' in read)) return read.said
  const { what, ...others } = read.fields
  throw invalid({
    ...others,
    ...(what === undefined ? {} : { follows: what }),
    ...(fault === undefined ? {} : { due_on: fault }),
  })
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { debrief: id } = pathOf(request, debriefPath)
  const { debrief, observations, agencies } = await request.perform(async (scope) => {
    const whole = await readDebrief(scope, id)
    if (whole.debrief.state === 'closed') throw isClosed()
    if (!whole.debrief.leads) throw notLeading()
    return { ...whole, agencies: await agenciesIn(scope, whole.debrief.operationId) }
  })
  return await reply.page('rooms/operations/debriefs/pages/lesson.njk', {
    ...aroundForm(debrief, 'Identify a lesson', refused),
    verdicts: choices(VERDICTS),
    agencies: agencies.map((one) => ({ value: String(one.id), text: one.name })),
    most: MOST_OBSERVATIONS,
    observations: observations.map((one) => ({
      value: one.id,
      text: `${one.agency}: ${one.what}`.slice(0, 160),
      hint: { text: WENT[one.went] },
    })),
    asksNone: asksNone(refused),
  })
}
