/** What partners ask of us, and what we ask. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { highest } from '../../../design/highest-marking.ts'
import { queryOf } from '../../../platform/http/input.ts'
import { isLookedAt, lookAt } from '../../../platform/identity/looked.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { listFrame } from '../../sharing/index.ts'
import { listAsked, listOwn, type Which } from '../list-requirements.ts'
import { requirementKind } from '../requirement-kind.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { askedHead, askedRow, ownHead, ownRow } from './list.view.ts'

const listQuery = z.object({
  state: z.enum(['open', 'all']).default('open'),
  cursor: z.string().min(1).max(500).optional(),
})
const facts = { config: { operation: 'requirements.requirement.list', access: whoever.readsContent } }

/** Registers both lists. */
export function listPages(app: FastifyInstance): void {
  app.get('/requirements', facts, async (request, reply) => {
    const { state, cursor } = queryOf(request, listQuery)
    const { page, today } = await request.perform(async (scope) => {
      await lookAt(scope, 'requirements', isLookedAt(request))
      return { page: await listAsked(scope, { which: state, cursor }), today: todayOf(scope) }
    })
    return await show(request, reply, 'asked', { which: state, cursor, next: page.cursor }, {
      title: 'Requirements that partners ask of us',
      classification: highest(page.rows),
      caption: 'What partners ask of us, the last asked first',
      head: askedHead,
      rows: page.rows.map((row) => askedRow(row, today)),
      empty: {
        title: state === 'open' ? 'Nobody waits for your agency' : 'No partner has asked your agency anything yet',
        text: 'A line of a partner’s collection plan stands here once the requirement is released to you. Whatever else was released to you stands under “Released to us”.',
      },
    })
  }) // prettier-ignore

  app.get('/requirements/ours', facts, async (request, reply) => {
    const { state, cursor } = queryOf(request, listQuery)
    const { page, today } = await request.perform(async (scope) => {
      await lookAt(scope, 'requirements', isLookedAt(request))
      return { page: await listOwn(scope, { which: state, cursor }), today: todayOf(scope) }
    })
    const writes = may(request.signedIn?.roles, 'keepsRequirements')
    return await show(request, reply, 'own-requirements', { which: state, cursor, next: page.cursor }, {
      title: 'Requirements of our own',
      classification: highest(page.rows),
      caption: 'What we ask, the newest first',
      head: ownHead,
      rows: page.rows.map((row) => ownRow(row, today)),
      empty: {
        title: state === 'open' ? 'Your agency asks nothing at the moment' : 'Your agency has asked nothing yet',
        text: 'A requirement says what you need to know, for which decision and by when, and whom you ask.',
        ...(writes ? { action: { text: 'Write a requirement', href: '/requirements/new' } } : {}),
      },
    })
  }) // prettier-ignore
}

type Place = { which: Which; cursor: string | undefined; next: string | null }

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  here: 'asked' | 'own-requirements',
  { which, cursor, next }: Place,
  view: { title: string } & Record<string, unknown>,
): Promise<FastifyReply> {
  const roles = request.signedIn?.roles ?? []
  const path = here === 'asked' ? '/requirements' : '/requirements/ours'
  const first = which === 'open' ? path : `${path}?state=all`
  const frame = listFrame([requirementKind], here, roles)
  return await reply.page('rooms/requirements/pages/list.njk', {
    ...frame,
    list: { ...frame.list, begin: may(roles, 'keepsRequirements') ? frame.list.begin : [] },
    live: here,
    other:
      which === 'open'
        ? { text: 'Show those that are closed too', href: `${path}?state=all` }
        : { text: 'Show only those that are open', href: path },
    first: cursor === undefined,
    firstHref: first,
    nextHref:
      next === null ? null : `${first}${which === 'open' ? '?' : '&'}cursor=${encodeURIComponent(next)}`,
    ...view,
  })
}
