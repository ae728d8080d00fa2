/** What stands one or two steps away, and the shortest way to another subject. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { highest } from '../../../design/highest-marking.ts'
import { pathOf, queryOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { SubjectId } from '../../../wire/ids.ts'
import { pairPath, subjectId, subjectPath } from '../ids.ts'
import { readNeighbours, readPath } from '../paths/read-way.ts'
import { howWords, named, neighbourHead, neighbourRow } from './subject.view.ts'

const stepsQuery = z.object({ steps: z.enum(['1', '2']).default('1') })
const whereQuery = z.object({
  to: z.string().max(500).optional(),
  for: z.enum(['way', 'same']).default('way'),
})

/** Registers them. */
export function wayPages(app: FastifyInstance): void {
  app.get(
    '/subjects/:id/neighbours',
    { config: { operation: 'networks.subject.show-neighbours', access: whoever.readsContent } },
    async (request, reply) => {
      const { id } = pathOf(request, subjectPath)
      const steps = queryOf(request, stepsQuery).steps === '2' ? 2 : 1
      const { self, neighbours } = await request.perform((scope) => readNeighbours(scope, id, steps))
      const byId = new Map(neighbours.shown.map((one) => [one.id, one]))
      return await reply.page('rooms/networks/pages/neighbours.njk', {
        title: `What stands ${steps === 1 ? 'one step' : 'two steps'} from ${named(self)}`,
        classification: highest([self, ...neighbours.shown]),
        back: { text: 'Back to the subject', href: `/subjects/${id}` },
        head: neighbourHead,
        rows: neighbours.shown.map((one) =>
          neighbourRow(id, one, one.over === null ? undefined : (byId.get(one.over) ?? self)),
        ),
        more: neighbours.more,
        bounded: neighbours.bounded,
        other:
          steps === 1
            ? { text: 'Show those two steps away too', href: `/subjects/${id}/neighbours?steps=2` }
            : { text: 'Show only those one step away', href: `/subjects/${id}/neighbours` },
      })
    },
  )

  const asking = (where: 'path' | 'same', operation: string, title: string) => {
    app.get(
      `/subjects/:id/${where}`,
      { config: { operation, access: whoever.readsContent } },
      async (request, reply) => {
        const { id } = pathOf(request, subjectPath)
        const { to } = queryOf(request, whereQuery)
        const other = to === undefined ? null : idIn(to)
        // Who may not see the subject learns nothing from the question either.
        const self = await request.perform(async (scope) => (await readNeighbours(scope, id, 1, 0)).self)
        if (other !== null)
          return reply.redirect(`/subjects/${id}/${where === 'path' ? 'path' : 'with'}/${other}`, 303)
        return await reply.page('rooms/networks/pages/ask-other.njk', {
          title,
          classification: self.classification,
          back: { text: 'Back to the subject', href: `/subjects/${id}` },
          self: named(self),
          values: { to },
          ...(to === undefined
            ? {}
            : { errors: { to: 'Open the other subject, and copy the address of its page here' } }),
        })
      },
    )
  }
  asking('path', 'networks.subject.show-ask-path', 'Find the way to another subject')
  asking('same', 'networks.joining.show-ask', 'Say that another subject is the same')

  app.get(
    '/subjects/:id/path/:other',
    { config: { operation: 'networks.subject.show-path', access: whoever.readsContent } },
    async (request, reply) => {
      const { id, other } = pathOf(request, pairPath)
      return await showPath(reply, await request.perform((scope) => readPath(scope, id, other)), id)
    },
  )
}

async function showPath(
  reply: FastifyReply,
  { path, one, two, cards }: Awaited<ReturnType<typeof readPath>>,
  id: SubjectId,
): Promise<FastifyReply> {
  const word = (of: SubjectId) => {
    const card = cards.get(of)
    return card === undefined ? '' : named(card)
  }
  return await reply.page('rooms/networks/pages/path.njk', {
    title: `The way from ${named(one)} to ${named(two)}`,
    classification: highest([one, two, ...cards.values()]),
    back: { text: 'Back to the subject', href: `/subjects/${id}` },
    found: path.steps !== null,
    bounded: path.bounded,
    // One subject a row, so that long names have a column to themselves.
    rows: (path.steps ?? []).flatMap((step, at) => [
      ...(at === 0
        ? [[{ text: word(step.from), href: `/subjects/${step.from}` }, 'Here it begins', '']]
        : []),
      [
        { text: word(step.to), href: `/subjects/${step.to}` },
        howWords([step.how]),
        {
          text: 'Why',
          hidden: `is this the next step, ${String(at + 1)}`,
          href: `/subjects/${step.from}/with/${step.to}`,
        },
      ],
    ]),
  })
}

/** The id in an id, or in the address of a subject's page. */
function idIn(text: string): SubjectId | null {
  const found = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i.exec(text)
  const read = subjectId.safeParse(found?.[0].toLowerCase())
  return read.success ? read.data : null
}
