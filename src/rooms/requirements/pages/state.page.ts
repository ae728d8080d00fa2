/** Saying where a requirement stands, and naming who answers for it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, notFound } from '../../../platform/errors.ts'
import { personId, recordPath } from '../../../platform/http/ids.ts'
import { parse, pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedCode, typedNumber, typedText } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { changeOwner, changeState } from '../change-state.ts'
import { colleagues } from '../people-and-agencies.ts'
import { readRequirement } from '../read-requirement.ts'
import { nextState, LONGEST, text } from '../requirement.ts'

const facts = (operation: string) => ({ config: { operation, access: whoever.keepsRequirements } })

/** Registers both pages and their forms. */
export function statePages(app: FastifyInstance): void {
  const standing = '/requirements/:id/state'
  app.get(standing, facts('requirements.requirement.show-state'), (request, reply) =>
    show(request, reply, 'state', null),
  )
  app.post(standing, facts('requirements.requirement.change-state'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { id } = pathOf(request, recordPath)
        const typed = formOf(request)
        const state = typedCode(typed, 'state', nextState)
        const typedWords = typedText(typed, 'words')
        const words =
          typedWords === undefined
            ? null
            : parse(z.object({ words: text(LONGEST.words, '') }), { words: typedWords }).words
        if (state === undefined)
          throw invalid({
            state: 'Choose where it stands',
            ...(words === null ? { words: 'Say what became of it' } : {}),
          })
        const revision = typedNumber(typed, 'revision')
        await request.perform((scope) => changeState(scope, id, revision, { state, words }))
        return reply.done(
          `/requirements/${id}`,
          state === 'partly-answered'
            ? 'Noted. It is still asked.'
            : 'Closed. Lines that waited are asked no more.',
        )
      },
      (refused) => show(request, reply, 'state', refused),
    ),
  )

  const owning = '/requirements/:id/owner'
  app.get(owning, facts('requirements.requirement.show-owner'), (request, reply) =>
    show(request, reply, 'owner', null),
  )
  app.post(owning, facts('requirements.requirement.change-owner'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { id } = pathOf(request, recordPath)
        const typed = formOf(request)
        const owner = personId.safeParse(typedText(typed, 'owner'))
        const revision = typedNumber(typed, 'revision')
        await request.perform((scope) => changeOwner(scope, id, revision, owner.data))
        return reply.done(`/requirements/${id}`, 'Changed. They are told of answers, and when it is late.')
      },
      (refused) => show(request, reply, 'owner', refused),
    ),
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  what: 'state' | 'owner',
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, recordPath)
  const { view, people } = await request.perform(async (scope) => ({
    view: await readRequirement(scope, id),
    people: await colleagues(scope, 'keepers'),
  }))
  if (!view.own || view.body === null) throw notFound()
  return await reply.page(`rooms/requirements/pages/${what}.njk`, {
    title: what === 'state' ? 'Where does it stand?' : 'Who answers for it?',
    classification: view.classification,
    back: { text: 'Back to the requirement', href: `/requirements/${id}` },
    requirement: view,
    isOpen: view.body.state === 'open',
    longest: LONGEST,
    people: people.map(({ id: value, name }) => ({ value, text: name })),
    // A stale form is sent again on top of what is there now.
    values: { owner: view.body.answersFor?.id, ...refused?.values, revision: view.body.revision },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
