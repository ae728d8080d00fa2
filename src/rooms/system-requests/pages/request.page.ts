/** One request: what happens next, what is asked, who did what, what came of it, and the step that its reader may take. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pathOf } from '../../../platform/http/input.ts'
import type { Refused } from '../../../platform/http/or-again.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { requestPath } from '../ids.ts'
import { authorisersOf, listSystems, readRequest } from '../read-requests.ts'
import { LONGEST } from '../request.ts'
import { ANSWERS, NOT_ALONE, REFUSED_FOR } from '../words.ts'
import { rankWords, tagOf } from './list.page.ts'
import { asksOf, cameOf, canOf, lineOf, nextOf, recordsOf, wrongOf } from './request.view.ts'

/** Registers the page. */
export function requestPages(app: FastifyInstance): void {
  app.get(
    '/system-requests/:asking',
    { config: { operation: 'system-requests.request.read', access: whoever.asksSystems } },
    (request, reply) => showRequest(request, reply, null),
  )
}

/** Shows it, also with a form that was refused. */
export async function showRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { asking } = pathOf(request, requestPath)
  const { view, authorisers, desk } = await request.perform(async (scope) => {
    const found = await readRequest(scope, asking)
    const asks = found.is.requester && (found.state === 'drafted' || found.state === 'asked')
    return {
      view: found,
      authorisers: asks ? await authorisersOf(scope, found.system) : [],
      desk: found.hasAccess
        ? null
        : ((await listSystems(scope)).find(({ code }) => code === found.system) ?? null),
    }
  })
  const path = `/system-requests/${view.id}`
  return await reply.page('rooms/system-requests/pages/request.njk', {
    title: `Request ${String(view.number)} to ${view.systemName}`,
    back: { text: 'Back to requests', href: '/system-requests' },
    at: path,
    tag: tagOf(view),
    next: nextOf(view),
    notAlone: view.outcome === 'possible' ? NOT_ALONE : undefined,
    asks: asksOf(view),
    line: lineOf(view),
    came: cameOf(view),
    operation:
      view.codename === null
        ? undefined
        : { text: `Operation ${view.codename}`, href: `/operations/${view.operationId ?? ''}` },
    others: [
      ...(view.againOf === null
        ? []
        : [
            {
              text: `It asks request ${String(view.againOf.number)} again`,
              href: `/system-requests/${view.againOf.id}`,
            },
          ]),
      ...(view.askedAgain === null
        ? []
        : [
            {
              text: `Asked again as request ${String(view.askedAgain.number)}`,
              href: `/system-requests/${view.askedAgain.id}`,
            },
          ]),
    ],
    corroborating: recordsOf(view.corroboration?.records ?? []),
    wrongRecords: wrongOf(view.wrongRecords, may(request.signedIn?.roles, 'decides')),
    actions: view.actions.map(({ id, number }) => ({
      text: `Action ${String(number)}`,
      href: `/operations/actions/${id}`,
    })),
    warnsOfActions: view.outcome === 'wrong-person' && view.actions.length > 0,
    can: canOf(view),
    rankAsked: view.rank === null ? undefined : rankWords(view.rank),
    desk: desk?.desk === null || desk === null ? undefined : `${desk.desk}, ${desk.telephone ?? ''}`,
    hasAccess: view.hasAccess,
    authorisers: authorisers.map(({ address, name, rank }) => ({
      value: address,
      text: rank === null ? name : `${name}, ${rankWords(rank)}`,
    })),
    refusedFor: Object.entries(REFUSED_FOR).map(([value, text]) => ({ value, text })),
    answers: Object.entries(ANSWERS).map(([value, text]) => ({ value, text })),
    longest: LONGEST,
    // A stale form is sent again on top of what is there now.
    values: { next_review: view.reviewOn, ...refused?.values, revision: view.revision },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
