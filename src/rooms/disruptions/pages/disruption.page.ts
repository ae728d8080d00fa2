/** A disruption: read as far as the rule of sight lets this person. */
import type { FastifyInstance } from 'fastify'
import { highest } from '../../../design/highest-marking.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { asSeamarkError } from '../../../platform/errors.ts'
import { recordPath } from '../../../platform/http/ids.ts'
import { pathOf } from '../../../platform/http/input.ts'
import type { Linked, ShowLinked } from '../../../platform/rooms/filing.ts'
import { addressOfNotice, conditionsPage } from '../../sharing/index.ts'
import { candidatesOf } from '../candidates.ts'
import { disruptionKind } from '../disruption-kind.ts'
import { partsOf } from '../parts-of.ts'
import { readDisruption, type DisruptionView } from '../read-disruption.ts'
import { levelsOf } from '../terms.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { disruptionView } from './disruption.view.ts'

/** Registers the page. @param linked - what other rooms show beside it */
export function disruptionPage(app: FastifyInstance, linked: readonly ShowLinked[]): void {
  app.get(
    '/disruptions/:id',
    // Whoever wrote it reads it, whatever their role; the rule of sight answers everybody else.
    { config: { operation: 'disruptions.disruption.read', access: 'signed-in' } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const read = request.perform(async (scope) => {
        const view = await readDisruption(scope, id)
        return { view, around: view.body === null ? null : await around(scope, view, linked) }
      })
      const found = await read.catch(async (fault: unknown) => {
        if (asSeamarkError(fault).kind !== 'not-found') throw fault
        // Whose agency had it finds at its old address what became of it; to anybody else it is not there.
        const told = await request.perform((scope) => addressOfNotice(scope, id))
        if (told === null) throw fault
        return told
      })
      if (typeof found === 'string') return reply.redirect(found, 303)
      const { view, around: beside } = found
      if (view.body === null || beside === null) {
        const { template, view: asked } = conditionsPage(disruptionKind, view, null)
        return await reply.page(template, asked)
      }
      return await reply.page('rooms/disruptions/pages/disruption.njk', {
        ...disruptionView({ ...view, body: view.body }, beside, {
          roles: request.signedIn?.roles ?? [],
          agency: request.signedIn?.agencySlug ?? '',
        }),
        linked: beside.linked,
        classification: highest([
          view,
          ...beside.evidence.flatMap(({ classification }) => (classification === null ? [] : [{ classification }])),
          ...beside.candidates,
          ...beside.linked.flatMap(({ items }) => items),
        ]),
      })
    },
  )
} // prettier-ignore

async function around(scope: MemberScope, { id, own }: DisruptionView, rooms: readonly ShowLinked[]) {
  const linked: Linked[] = []
  for (const ask of rooms) linked.push(...[(await ask(scope, { kind: 'disruption', id, own })) ?? []].flat())
  return {
    ...(await partsOf(scope, id)),
    candidates: await candidatesOf(scope, id),
    levels: await levelsOf(scope),
    today: todayOf(scope),
    linked,
  }
}

export type AroundDisruption = Awaited<ReturnType<typeof around>>
