/** Writing a group, and its next version: one form. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, notFound } from '../../../../platform/errors.ts'
import { personId, recordId, recordPath } from '../../../../platform/http/ids.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedNumber, typedText } from '../../../../platform/http/typed-form.ts'
import { newId, newReference } from '../../../../platform/identifiers.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { colleagues, ownStretches } from '../people-and-places.ts'
import { readGroup } from '../read-group.ts'
import { groupTerms } from '../terms.ts'
import { todayOf } from '../../../../platform/london-day.ts'
import { changeGroup, writeGroup } from '../write-group.ts'
import { LONGEST } from '../group.ts'
import { readForm, valuesOf } from './write.form.ts'

const facts = (operation: string) => ({ config: { operation, access: whoever.keepsGroups } })

/** Registers both pages and their form. */
export function writePages(app: FastifyInstance): void {
  app.get('/groups/new', facts('networks.group.show-write'), (request, reply) => show(request, reply, null))
  app.post('/groups/new', facts('networks.group.write'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const typed = formOf(request)
        const { id } = await request.perform(async (scope) => {
          const read = readForm(typed, todayOf(scope))
          if ('fields' in read) throw invalid(read.fields)
          const as = recordId.safeParse(typedText(typed, 'id'))
          const lead = personId.safeParse(typedText(typed, 'lead'))
          return await writeGroup(scope, read.group, {
            as: as.success ? { id: as.data, reference: newReference() } : undefined,
            lead: lead.success ? lead.data : null,
          })
        })
        return reply.done(
          `/groups/${id}`,
          'Filed. Your agency can read it; nobody else can before you release it.',
        )
      },
      (refused) => show(request, reply, refused),
    ),
  )

  app.get('/groups/:id/change', facts('networks.group.show-change'), (request, reply) =>
    showChange(request, reply, null),
  )
  app.post('/groups/:id/change', facts('networks.group.change'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { id } = pathOf(request, recordPath)
        const typed = formOf(request)
        await request.perform(async (scope) => {
          const read = readForm(typed, todayOf(scope))
          if ('fields' in read) throw invalid(read.fields)
          await changeGroup(scope, id, typedNumber(typed, 'revision'), read.group)
        })
        return reply.done(`/groups/${id}`, 'Changed. Whoever holds the group reads the new version.')
      },
      (refused) => showChange(request, reply, refused),
    ),
  )
}

const aroundForm = async (scope: MemberScope) => ({
  people: (await colleagues(scope)).map(({ id, name }) => ({ value: id, text: name })),
  stretches: (await ownStretches(scope)).map(({ id, name }) => ({ value: id, text: name })),
  compartments: (
    await scope.tx.many<{ id: string; name: string }>('select id, name from access.compartment order by name')
  ).map(({ id, name }) => ({ value: id, text: name })),
  terms: await groupTerms(scope),
})

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const around = await request.perform(aroundForm)
  return await reply.page('rooms/networks/groups/pages/write.njk', {
    title: 'Write a group',
    // What is typed may be as high as this person is cleared for.
    classification: request.signedIn?.clearance ?? 'OFFICIAL',
    back: { text: 'Back to our groups', href: '/groups' },
    longest: LONGEST,
    isNew: true,
    cancel: '/groups',
    ...around,
    // Chosen with the page, so that a form that is sent twice files one group.
    values: { id: newId(), status: 'active', phase: 'none', ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
}

async function showChange(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, recordPath)
  const { view, around } = await request.perform(async (scope) => ({
    view: await readGroup(scope, id),
    around: await aroundForm(scope),
  }))
  const { body } = view
  if (!view.own || body === null || view.status === 'withdrawn') throw notFound()
  return await reply.page('rooms/networks/groups/pages/write.njk', {
    title: 'Change what the group says',
    classification: request.signedIn?.clearance ?? view.classification,
    back: { text: 'Back to the group', href: `/groups/${id}` },
    longest: LONGEST,
    isNew: false,
    cancel: `/groups/${id}`,
    ...around,
    // A stale form is sent again on top of what is there now.
    values: { ...(refused ? refused.values : valuesOf({ ...view, body })), revision: body.revision },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
