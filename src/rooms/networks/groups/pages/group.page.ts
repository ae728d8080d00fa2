/** A group: read as far as the rule of sight lets this person. */
import type { FastifyInstance } from 'fastify'
import { highest } from '../../../../design/highest-marking.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import type { Linked, ShowLinked } from '../../../../platform/rooms/filing.ts'
import type { RecordId } from '../../../../wire/ids.ts'
import { addressOfNotice, conditionsPage } from '../../../sharing/index.ts'
import { assessmentsOf, reviewsOf } from '../assess.ts'
import { groupSettings, needingAttention } from '../attention.ts'
import { groupKind } from '../group-kind.ts'
import { linkedWith } from '../linked-reports.ts'
import { membersOf } from '../members.ts'
import { planOf } from '../plan.ts'
import { readGroup } from '../read-group.ts'
import { groupTerms } from '../terms.ts'
import { todayOf } from '../../../../platform/london-day.ts'
import { groupView } from './group.view.ts'

/** Registers the page. @param linked - what other rooms show beside a group */
export function groupPage(app: FastifyInstance, linked: readonly ShowLinked[]): void {
  app.get(
    '/groups/:id',
    // Whoever wrote it reads it, whatever their role; the rule of sight answers everybody else.
    { config: { operation: 'networks.group.read', access: 'signed-in' } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const read = request.perform(async (scope) => {
        const view = await readGroup(scope, id)
        return { view, around: view.body === null ? null : await aroundGroup(scope, id, view.own, linked) }
      })
      const found = await read.catch(async (fault: unknown) => {
        if (asSeamarkError(fault).kind !== 'not-found') throw fault
        // Whose agency had it finds at its old address what became of it; to anybody else it is not there.
        const told = await request.perform((scope) => addressOfNotice(scope, id))
        if (told === null) throw fault
        return told
      })
      if (typeof found === 'string') return reply.redirect(found, 303)
      const { view, around } = found
      if (view.body === null || around === null) {
        const { template, view: asked } = conditionsPage(groupKind, view, null)
        return await reply.page(template, asked)
      }
      return await reply.page('rooms/networks/groups/pages/group.njk', {
        ...groupView({ ...view, body: view.body }, around, request.signedIn?.roles ?? []),
        linked: around.linked,
        classification: highest([
          ...[view, ...around.reports, ...around.requirements],
          ...around.linked.flatMap(({ items }) => items),
        ]),
      })
    },
  )
}

/** What stands around a group in full sight. */
async function aroundGroup(scope: MemberScope, id: RecordId, own: boolean, rooms: readonly ShowLinked[]) {
  const linked: Linked[] = []
  for (const ask of rooms) linked.push(...[(await ask(scope, { kind: 'group', id, own })) ?? []].flat())
  return {
    linked,
    members: await membersOf(scope, id),
    plan: await planOf(scope, id),
    assessments: await assessmentsOf(scope, id),
    reviews: own ? await reviewsOf(scope, id) : [],
    reports: await linkedWith(scope, id, 'report'),
    requirements: await linkedWith(scope, id, 'requirement'),
    attention: own ? ((await needingAttention(scope)).find((one) => one.id === id) ?? null) : null,
    settings: await groupSettings(scope),
    terms: await groupTerms(scope),
    today: todayOf(scope),
  }
}

export type AroundGroup = Awaited<ReturnType<typeof aroundGroup>>
