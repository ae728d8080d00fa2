/** The lists of reports: released to us, our own, drafts. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { queryOf } from '../../../../platform/http/input.ts'
import { isLookedAt, lookAt } from '../../../../platform/identity/looked.ts'
import { listDrafts } from '../../drafts.ts'
import { listInbox, listOwnReports } from '../../inbox.ts'
import { intelligenceCounts } from '../../tasks.ts'
import { deciders, filers, readers } from '../who.ts'
import { draftHead, draftRow, highest, inboxHead, inboxRow, ownHead, ownRow } from './lists.view.ts'
import { reportTabs } from './tabs.ts'

const folder = 'rooms/intelligence/pages/lists'
const pageQuery = z.object({ cursor: z.string().min(1).max(500).optional() })

export function listPages(app: FastifyInstance): void {
  app.get(
    '/reports',
    { config: { operation: 'intelligence.report.inbox', access: filers } },
    async (request, reply) => {
      const roles = request.signedIn?.roles ?? []
      if (!roles.some((role) => readers.includes(role))) return reply.redirect('/reports/drafts', 303)
      const { cursor } = queryOf(request, pageQuery)
      const { unread, page, counts } = await request.perform(async (scope) => ({
        looked: await lookAt(scope, 'reports', isLookedAt(request)),
        unread: cursor === undefined ? await listInbox(scope, { unreadOnly: true }) : null,
        page: await listInbox(scope, cursor === undefined ? {} : { cursor }),
        counts: await intelligenceCounts(scope),
      }))
      const read = page.rows.filter((row) => row.read)
      return await reply.page(`${folder}/inbox.njk`, {
        title: 'Reports released to us',
        // What arrives while the page is open may be as high as this person is cleared for.
        classification: request.signedIn?.clearance ?? 'OFFICIAL',
        tabs: reportTabs('inbox', roles, { recalls: counts.recall }),
        head: inboxHead,
        unread: unread?.rows.map(inboxRow) ?? [],
        moreUnread: unread !== null && unread.cursor !== null,
        read: read.map(inboxRow),
        first: cursor === undefined,
        nextHref: page.cursor === null ? null : `/reports?cursor=${encodeURIComponent(page.cursor)}`,
      })
    },
  )

  app.get(
    '/reports/ours',
    { config: { operation: 'intelligence.report.list-own', access: readers } },
    async (request, reply) => {
      const roles = request.signedIn?.roles ?? []
      const { cursor } = queryOf(request, pageQuery)
      const { page, counts } = await request.perform(async (scope) => ({
        page: await listOwnReports(scope, cursor === undefined ? {} : { cursor }),
        counts: await intelligenceCounts(scope),
      }))
      return await reply.page(`${folder}/ours.njk`, {
        title: 'Our own reports',
        classification: highest(page.rows),
        tabs: reportTabs('ours', roles, { recalls: counts.recall }),
        head: ownHead,
        rows: page.rows.map(ownRow),
        toGrade: deciders.some((role) => roles.includes(role)) ? counts.evaluate : 0,
        nextHref: page.cursor === null ? null : `/reports/ours?cursor=${encodeURIComponent(page.cursor)}`,
        first: cursor === undefined,
      })
    },
  )

  app.get(
    '/reports/drafts',
    { config: { operation: 'intelligence.draft.list', access: filers } },
    async (request, reply) => {
      const drafts = await request.perform(listDrafts)
      return await reply.page(`${folder}/drafts.njk`, {
        title: 'Drafts',
        classification: highest(drafts),
        tabs: reportTabs('drafts', request.signedIn?.roles ?? []),
        head: draftHead,
        rows: drafts.map(draftRow),
      })
    },
  )
}
