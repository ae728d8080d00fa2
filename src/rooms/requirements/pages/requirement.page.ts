/** A requirement: read as far as the rule of sight lets this person. */
import type { FastifyInstance } from 'fastify'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { highest } from '../../../design/highest-marking.ts'
import { asSeamarkError } from '../../../platform/errors.ts'
import { recordPath } from '../../../platform/http/ids.ts'
import { pathOf } from '../../../platform/http/input.ts'
import type { Linked, ShowLinked } from '../../../platform/rooms/filing.ts'
import { addressOfNotice, conditionsPage } from '../../sharing/index.ts'
import { answersOf } from '../answers-of.ts'
import { linesOf } from '../line-store.ts'
import { readRequirement } from '../read-requirement.ts'
import { requirementKind } from '../requirement-kind.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { requirementView } from './requirement.view.ts'

/** Registers the page. @param linked - what other rooms show beside it */
export function requirementPages(app: FastifyInstance, linked: readonly ShowLinked[]): void {
  app.get(
    '/requirements/:id',
    // Whoever wrote it reads it, whatever their role; the rule of sight answers everybody else.
    { config: { operation: 'requirements.requirement.read', access: 'signed-in' } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const read = request.perform(async (scope) => {
        const view = await readRequirement(scope, id)
        const full = view.body !== null
        return {
          view,
          lines: full ? await linesOf(scope, id) : [],
          answers: full ? await answersOf(scope, id) : [],
          beside: full ? await linkedWith(scope, linked, view) : [],
          today: todayOf(scope),
        }
      })
      const found = await read.catch(async (fault: unknown) => {
        if (asSeamarkError(fault).kind !== 'not-found') throw fault
        // Whose agency had it finds at its old address what became of it; to anybody else it is not there.
        const told = await request.perform((scope) => addressOfNotice(scope, id))
        if (told === null) throw fault
        return told
      })
      if (typeof found === 'string') return reply.redirect(found, 303)
      const { view, lines, answers, beside, today } = found
      if (view.body === null) {
        const { template, view: asked } = conditionsPage(requirementKind, view, null)
        return await reply.page(template, asked)
      }
      return await reply.page('rooms/requirements/pages/requirement.njk', {
        ...requirementView({ ...view, body: view.body }, lines, answers, {
          today,
          roles: request.signedIn?.roles ?? [],
        }),
        linked: beside,
        classification: highest([
          view,
          ...answers.flatMap(({ report }) => report ?? []),
          ...beside.flatMap(({ items }) => items),
        ]),
      })
    },
  )
}

/** Asks every room what it has linked with a requirement that this person reads. */
async function linkedWith(
  scope: MemberScope,
  rooms: readonly ShowLinked[],
  { id, own }: { id: RecordId; own: boolean },
): Promise<Linked[]> {
  const all: Linked[] = []
  for (const ask of rooms) all.push(...[(await ask(scope, { kind: 'requirement', id, own })) ?? []].flat())
  return all
}
