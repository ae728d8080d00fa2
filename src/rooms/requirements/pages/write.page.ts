/** Writing a requirement: one page, and then its own page, from which it is released. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '../../../platform/errors.ts'
import { recordId } from '../../../platform/http/ids.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../platform/http/typed-form.ts'
import { newId, newReference } from '../../../platform/identifiers.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { colleagues, partnersToAsk } from '../people-and-agencies.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { writeRequirement } from '../write-requirement.ts'
import { longest, readForm } from './write.form.ts'

/** Registers the page and its form. */
export function writePages(app: FastifyInstance): void {
  app.get(
    '/requirements/new',
    { config: { operation: 'requirements.requirement.show-write', access: whoever.keepsRequirements } },
    (request, reply) => show(request, reply, null),
  )
  app.post(
    '/requirements/new',
    { config: { operation: 'requirements.requirement.write', access: whoever.keepsRequirements } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const typed = formOf(request)
          const { id } = await request.perform(async (scope) => {
            const read = readForm(typed, todayOf(scope))
            if ('fields' in read) throw invalid(read.fields)
            const as = recordId.safeParse(typedText(typed, 'id'))
            return await writeRequirement(
              scope,
              read.requirement,
              as.success ? { id: as.data, reference: newReference() } : undefined,
            )
          })
          return reply.done(
            `/requirements/${id}`,
            'Filed. Your agency can read it; nobody else can before you release it.',
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
  const { people, partners, compartments, me } = await request.perform(async (scope) => ({
    people: await colleagues(scope, 'keepers'),
    partners: await partnersToAsk(scope),
    compartments: await scope.tx.many<{ id: string; name: string }>(
      'select id, name from access.compartment order by name',
    ),
    me: scope.actor.personId,
  }))
  return await reply.page('rooms/requirements/pages/write.njk', {
    title: 'Write a requirement',
    // What is typed may be as high as this person is cleared for.
    classification: request.signedIn?.clearance ?? 'OFFICIAL',
    back: { text: 'Back to what we ask', href: '/requirements/ours' },
    longest,
    people: people.map(({ id, name }) => ({ value: id, text: name })),
    partners: partners.map(({ slug, name }) => ({ value: slug, text: name })),
    compartments: compartments.map(({ id, name }) => ({ value: id, text: name })),
    // Chosen with the page, so that a form that is sent twice files one requirement.
    values: { owner: me, id: newId(), ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
