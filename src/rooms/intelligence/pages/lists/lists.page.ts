/** The lists of reports that are our own, and of drafts; what was released to us is of the room sharing. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { highest } from '../../../../design/highest-marking.ts'
import { queryOf } from '../../../../platform/http/input.ts'
import { countOpenRecalls, listFrame } from '../../../sharing/index.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import { listDrafts } from '../../drafts.ts'
import { listOwnReports } from '../../own-reports.ts'
import type { RecordKind } from '../../../../platform/rooms/record-kind.ts'
import { intelligenceCounts } from '../../tasks.ts'
import { draftHead, draftRow, ownHead, ownRow } from './lists.view.ts'

const folder = 'rooms/intelligence/pages/lists'
const pageQuery = z.object({ cursor: z.string().min(1).max(500).optional() })

/**
 * Registers both lists.
 * @param kinds - of every record that is shared: their lists stand beside these
 */
export function listPages(app: FastifyInstance, kinds: readonly RecordKind[]): void {
  app.get(
    '/reports/ours',
    { config: { operation: 'intelligence.report.list-own', access: whoever.readsContent } },
    async (request, reply) => {
      const roles = request.signedIn?.roles ?? []
      const { cursor } = queryOf(request, pageQuery)
      const { page, counts, recalls } = await request.perform(async (scope) => ({
        page: await listOwnReports(scope, cursor === undefined ? {} : { cursor }),
        counts: await intelligenceCounts(scope),
        recalls: await countOpenRecalls(scope),
      }))
      return await reply.page(`${folder}/ours.njk`, {
        title: 'Our own reports',
        classification: highest(page.rows),
        ...listFrame(kinds, 'ours', roles, { recalls }),
        head: ownHead,
        rows: page.rows.map(ownRow),
        toGrade: may(roles, 'decides') ? counts.evaluate : 0,
        nextHref: page.cursor === null ? null : `/reports/ours?cursor=${encodeURIComponent(page.cursor)}`,
        first: cursor === undefined,
      })
    },
  )

  app.get(
    '/reports/drafts',
    { config: { operation: 'intelligence.draft.list', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const drafts = await request.perform(listDrafts)
      return await reply.page(`${folder}/drafts.njk`, {
        title: 'Drafts',
        classification: highest(drafts),
        ...listFrame(kinds, 'drafts', request.signedIn?.roles ?? []),
        head: draftHead,
        rows: drafts.map(draftRow),
      })
    },
  )
}
