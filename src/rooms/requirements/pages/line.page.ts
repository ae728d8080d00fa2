/** One line of a collection plan: whoever accepts it sees first what no line may ask. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, invalid } from '../../../platform/errors.ts'
import { personId } from '../../../platform/http/ids.ts'
import { pathOf, typedValues } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedCode, typedNumber, typedText } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { declineReason } from '../../../wire/codes.ts'
import type { LineId } from '../ids.ts'
import { linePath } from '../ids.ts'
import { findLine, type Line } from '../line-store.ts'
import { colleagues } from '../people-and-agencies.ts'
import { acceptLine, declineLine, dropLine, noteNothing } from '../plan.ts'
import { readRequirement } from '../read-requirement.ts'
import { LONGEST, NEVER_ASKED, text } from '../requirement.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { lineView } from './line.view.ts'
import { askedRows } from './requirement.view.ts'

const at = '/requirements/lines/:id'
const readers = (operation: string) => ({ config: { operation, access: whoever.readsContent } })

/** Registers the page of a line, and what is done with it. */
export function linePages(app: FastifyInstance): void {
  app.get(at, readers('requirements.line.show'), (request, reply) => show(request, reply, null))

  app.post(`${at}/accept`, readers('requirements.line.accept'), (request, reply) =>
    change(request, reply, 'line', async (id, revision) => {
      const person = personId.safeParse(typedText(formOf(request), 'person'))
      if (!person.success) throw invalid({ person: 'Choose who does it' })
      await request.perform((scope) => acceptLine(scope, id, revision, person.data))
      return [`/requirements/lines/${id}`, 'Accepted. It stands among the tasks of who does it.']
    }),
  )

  app.get(`${at}/decline`, readers('requirements.line.show-decline'), (request, reply) =>
    show(request, reply, null, 'decline'),
  )
  app.post(`${at}/decline`, readers('requirements.line.decline'), (request, reply) =>
    change(request, reply, 'decline', async (id, revision) => {
      const reason = typedCode(formOf(request), 'reason', declineReason)
      const words = wordsOf(request, 'Say why, for those who asked')
      if (reason === undefined || 'fault' in words)
        throw invalid({
          ...(reason === undefined ? { reason: 'Choose why you decline' } : {}),
          ...('fault' in words ? { words: words.fault } : {}),
        })
      await request.perform((scope) => declineLine(scope, id, revision, { reason, words: words.said }))
      return ['/requirements', 'Declined. Who asked reads the reason.']
    }),
  )

  app.get(`${at}/nothing`, readers('requirements.line.show-nothing'), (request, reply) =>
    show(request, reply, null, 'nothing'),
  )
  app.post(`${at}/nothing`, readers('requirements.line.nothing'), (request, reply) =>
    change(request, reply, 'nothing', async (id, revision) => {
      const words = wordsOf(request, 'Say where you looked')
      if ('fault' in words) throw invalid({ words: words.fault })
      await request.perform((scope) => noteNothing(scope, id, revision, words.said))
      return [`/requirements/lines/${id}`, 'Noted. Who asked reads where you looked.']
    }),
  )

  app.post(
    `${at}/drop`,
    { config: { operation: 'requirements.line.drop', access: whoever.keepsRequirements } },
    (request, reply) =>
      change(request, reply, 'line', async (id, revision) => {
        const line = await request.perform((scope) => dropLine(scope, id, revision))
        return [`/requirements/${line.requirementId}`, 'The line is asked no more. It stays in the plan.']
      }),
  )
}

type Step = 'line' | 'decline' | 'nothing'

/** @param work - answers where to go then, and what is said there */
function change(
  request: FastifyRequest,
  reply: FastifyReply,
  step: Step,
  work: (id: LineId, revision: number) => Promise<[href: string, done: string]>,
): Promise<FastifyReply> {
  return orAgain(
    request,
    async () => {
      const { id } = pathOf(request, linePath)
      const [href, done] = await work(id, typedNumber(typedValues(request), 'revision'))
      return reply.done(href, done)
    },
    (refused) => show(request, reply, refused, step),
  )
}

function wordsOf(request: FastifyRequest, missing: string): { said: string } | { fault: string } {
  const read = text(LONGEST.words, missing).safeParse(typedText(formOf(request), 'words') ?? '')
  return read.success ? { said: read.data } : { fault: read.error.issues[0]?.message ?? missing }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
  step: Step = 'line',
): Promise<FastifyReply> {
  const { id } = pathOf(request, linePath)
  const { line, asked, ours, people, today, me } = await request.perform(async (scope) => {
    const found = await findLine(scope, id)
    if (!found) throw notFound()
    // What is asked of them they read here, with why: it is a reading of the requirement.
    const read = await readRequirement(scope, found.requirementId)
    const isOurs = found.agency.id === scope.actor.agencyId
    return {
      line: found,
      asked: read.own || read.body === null ? [] : askedRows(read.body, todayOf(scope)),
      ours: isOurs,
      people: isOurs ? await colleagues(scope, 'readers') : [],
      today: todayOf(scope),
      me: scope.actor.personId,
    }
  })
  if (step !== 'line' && !ours) throw notFound()
  const roles = request.signedIn?.roles ?? []
  return await reply.page(templateOf(step), {
    ...lineView(line, { ours, owns: line.owner.slug === request.signedIn?.agencySlug, roles, me, today }),
    ...titleOf(step, line),
    classification: line.classification,
    asked,
    neverAsked: NEVER_ASKED,
    longest: LONGEST,
    people: people.map(({ id: value, name }) => ({ value, text: name })),
    // A stale form is sent again on top of what is there now.
    values: { person: line.personId ?? me, ...refused?.values, revision: line.revision },
    ...(refused ? { errors: refused.errors } : {}),
  })
}

const templateOf = (step: Step) =>
  step === 'line' ? 'rooms/requirements/pages/line.njk' : 'rooms/requirements/pages/line-words.njk'

function titleOf(step: Step, { id, requirementId }: Line) {
  const toLine = { text: 'Back to the line', href: `/requirements/lines/${id}` }
  switch (step) {
    case 'line':
      return {
        title: 'A line of a collection plan',
        back: { text: 'Back to the requirement', href: `/requirements/${requirementId}` },
      }
    case 'decline':
      return { title: 'Decline this line', back: toLine, step }
    case 'nothing':
      return { title: 'Say that nothing was found', back: toLine, step }
  }
}
