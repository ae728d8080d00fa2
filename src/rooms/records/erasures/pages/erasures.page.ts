/** The register of erasures, and where a second person agrees or refuses. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { plural } from '../../../../design/words.ts'
import { idOf, pathOf, queryOf } from '../../../../platform/http/input.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import type { House } from '../../../../platform/rooms/fold-rooms.ts'
import { MARKING } from '../../ledger-csv.ts'
import { erasureWords } from '../../reviews/words.ts'
import {
  agreeToErasure,
  awaitingErasures,
  listErasures,
  refuseErasure,
  type ErasureId,
  type ErasureRow,
} from '../erase-record.ts'

const access = whoever.reviewsRecords
const erasurePath = z.object({ id: idOf<ErasureId>() })
const listQuery = z.object({
  cursor: z.string().max(300).optional(),
  back: z.literal('yes').optional().catch(undefined),
})

/**
 * Registers the pages.
 * @param house - kinds of record and how they are erased
 */
export function erasurePages(app: FastifyInstance, house: House): void {
  app.get('/erasures', { config: { operation: 'records.erasure.list', access } }, async (request, reply) => {
    const { cursor, back } = queryOf(request, listQuery)
    const { page, waiting } = await request.perform(async (scope) => ({
      page: await listErasures(scope, { cursor, back: back === 'yes' }),
      waiting: await awaitingErasures(scope),
    }))
    const reads = may(request.signedIn?.roles, 'decides')
    const manages = may(request.signedIn?.roles, 'managesRecords')
    return await reply.page('rooms/records/erasures/pages/erasures.njk', {
      title: 'Erasures',
      classification: MARKING,
      waiting: waiting.map((one) => ({
        ...one,
        why: erasureWords[one.ground],
        mine: one.askedById === request.signedIn?.personId,
        href: reads ? house.records.get(one.kind)?.href(one.recordId) : undefined,
      })),
      rows: page.rows.map((one) => rowOf(one, manages ? whatStays(house, one) : undefined)),
      previousHref:
        page.previous === null ? undefined : `/erasures?cursor=${encodeURIComponent(page.previous)}&back=yes`,
      nextHref: page.next === null ? undefined : `/erasures?cursor=${encodeURIComponent(page.next)}`,
    })
  })

  app.post(
    '/erasures/:id/agree',
    { config: { operation: 'records.erasure.agree', access } },
    async (request, reply) => {
      const { id } = pathOf(request, erasurePath)
      const { told, drafts } = await request.perform((scope) => agreeToErasure(scope, house.retention, id))
      const also = drafts === 0 ? '' : ` ${plural(drafts, 'draft')} that began with it went too.`
      const whom = told === 0 ? 'No partner had it.' : `${plural(told, 'partner')} told.`
      return await reply.done('/erasures', `Erased. ${whom}${also}`)
    },
  )

  app.post(
    '/erasures/:id/refuse',
    { config: { operation: 'records.erasure.refuse', access } },
    async (request, reply) => {
      const { id } = pathOf(request, erasurePath)
      await request.perform((scope) => refuseErasure(scope, id))
      return await reply.done('/erasures', 'Refused. The record stays as it is.')
    },
  )
}

/** Where what stays of an erased record is read; undefined where that is no page, or where it is not erased. */
const whatStays = (house: House, { agreedAt, kind, recordId }: ErasureRow): string | undefined =>
  agreedAt === null
    ? undefined
    : [...house.retention.values()].find((one) => one.kind === kind)?.whatStays?.(recordId)

const rowOf = (one: ErasureRow, href: string | undefined) => [
  href === undefined ? one.reference : { text: one.reference, href, hidden: 'what stays of it' },
  erasureWords[one.ground],
  { time: one.askedAt, detail: one.askedBy },
  one.agreedAt !== null
    ? { text: 'Erased', detail: one.agreedBy ?? '' }
    : one.refusedAt !== null
      ? { text: 'Refused', detail: one.refusedBy ?? '' }
      : { tag: { text: 'Waits', colour: 'yellow' } },
]
