/** Saying that a version was wrong, and the notices of it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { asSeamarkError, notFound } from '../../../../platform/errors.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { idOf, pathOf, queryOf, typedValues } from '../../../../platform/http/input.ts'
import { formOf, typedCode, typedNumber, typedText } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { House } from '../../../../platform/rooms/fold-rooms.ts'
import type { RecordKind } from '../../../../platform/rooms/record-kind.ts'
import type { RecordId } from '../../../../wire/ids.ts'
import { correctionsOf, correctRecord } from '../correct-record.ts'
import { acknowledgeNotice, listNotices, noticesOf, readNotice, type NoticeId } from '../notices.ts'
import { copiesWords } from '../words.ts'
import {
  copiesChoices,
  hadRows,
  noticeRows,
  noticeSentences,
  toldRows,
  whatHappened,
} from './corrections.view.ts'

const folder = 'rooms/records/corrections/pages'
/** Why somebody was led here, and with what the reason begins; they change it as they like. */
const BECAUSE = { 'wrong-person': 'This version was about the wrong person.' } as const
const correctQuery = z.object({ because: z.enum(['wrong-person']).optional().catch(undefined) })
const noticePath = z.object({ id: idOf<NoticeId>() })
const listQuery = z.object({
  cursor: z.string().max(300).optional(),
  back: z.literal('yes').optional().catch(undefined),
})

/**
 * Registers the pages.
 * @param house - kinds of record
 */
export function correctionPages(app: FastifyInstance, house: House): void {
  noticePages(app)
  app.get(
    '/corrections/:id',
    { config: { operation: 'records.correction.show', access: whoever.decides } },
    async (request, reply) => showCorrect(request, reply, house, {}),
  )

  app.post(
    '/corrections/:id',
    { config: { operation: 'records.correction.say', access: whoever.decides } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const typed = formOf(request)
      try {
        const told = await request.perform(async (scope) =>
          correctRecord(
            scope,
            await kindOfRecord(scope, house, id),
            id,
            typedNumber(typed, 'wrong_version'),
            typedText(typed, 'reason') ?? '',
          ),
        )
        const message =
          told === 0
            ? 'Noted. No partner was given the record.'
            : 'Noted. Each partner that was given the record is told.'
        return await reply.done(`/corrections/${id}`, message)
      } catch (thrown) {
        const { fields } = asSeamarkError(thrown)
        if (fields === undefined) throw thrown
        return await showCorrect(request, reply, house, fields)
      }
    },
  )
}

/** @throws not-found: absent and hidden look alike */
async function kindOfRecord(scope: MemberScope, house: House, id: RecordId): Promise<RecordKind> {
  const row = await scope.tx.maybe<{ kind: string }>(
    `select kind from access.record where id = $1 and agency_id = $2 and status <> 'draft'`,
    [id, scope.actor.agencyId],
  )
  const kind = row === null ? undefined : house.records.get(row.kind)
  if (kind === undefined) throw notFound()
  return kind
}

async function showCorrect(
  request: FastifyRequest,
  reply: FastifyReply,
  house: House,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, recordPath)
  const { because } = queryOf(request, correctQuery)
  const { kind, heading, said, told } = await request.perform(async (scope) => {
    const kind = await kindOfRecord(scope, house, id)
    return {
      kind,
      heading: await kind.heading(scope, id),
      said: await correctionsOf(scope, id),
      told: await noticesOf(scope, id),
    }
  })
  const last = heading.status === 'withdrawn' ? heading.version : heading.version - 1
  const open = Array.from({ length: last }, (_, index) => index + 1).filter(
    (version) => !said.some(({ wrongVersion }) => wrongVersion === version),
  )
  return await reply.page(`${folder}/correct.njk`, {
    title: `A version of ${heading.reference ?? ''} was wrong`,
    classification: heading.classification,
    back: { text: `Back to the ${kind.words.one}`, href: kind.href(id) },
    recordHref: kind.href(id),
    noun: kind.words.one,
    recalled: heading.status === 'withdrawn',
    said: said.map(({ wrongVersion, rightVersion, ...one }) => ({
      ...one,
      heading: `Version ${String(wrongVersion)} was wrong${rightVersion === null ? '' : `; put right by version ${String(rightVersion)}`}`,
    })),
    versions: open
      .slice(-20)
      .map((version) => ({ value: String(version), text: `Version ${String(version)}` })),
    told: toldRows(told),
    values: { ...(because === undefined ? {} : { reason: BECAUSE[because] }), ...typedValues(request) },
    errors,
  })
}

function noticePages(app: FastifyInstance): void {
  // An investigator as well: of what they read inside an operation, and of nothing else.
  const access = whoever.readsInOperations
  app.get('/notices', { config: { operation: 'records.notice.list', access } }, async (request, reply) => {
    const { cursor, back } = queryOf(request, listQuery)
    const page = await request.perform((scope) => listNotices(scope, { cursor, back: back === 'yes' }))
    return await reply.page(`${folder}/notices.njk`, {
      title: 'Corrections, restrictions and erasures',
      classification: request.signedIn?.clearance ?? 'OFFICIAL',
      rows: noticeRows(page.rows),
      previousHref:
        page.previous === null ? undefined : `/notices?cursor=${encodeURIComponent(page.previous)}&back=yes`,
      nextHref: page.next === null ? undefined : `/notices?cursor=${encodeURIComponent(page.next)}`,
    })
  })

  app.get('/notices/:id', { config: { operation: 'records.notice.show', access } }, async (request, reply) =>
    showNotice(request, reply, {}),
  )

  app.post(
    '/notices/:id/acknowledge',
    { config: { operation: 'records.notice.acknowledge', access } },
    async (request, reply) => {
      const { id } = pathOf(request, noticePath)
      const typed = formOf(request)
      const copies = typedCode(typed, 'copies', copiesWords)
      if (copies === undefined)
        return await showNotice(request, reply, { copies: 'Choose what your agency did with its copies' })
      try {
        await request.perform((scope) =>
          acknowledgeNotice(scope, id, copies, typedText(typed, 'note') ?? null),
        )
      } catch (thrown) {
        const { fields } = asSeamarkError(thrown)
        if (fields === undefined) throw thrown
        return await showNotice(request, reply, fields)
      }
      return await reply.done(`/notices/${id}`, 'Saved. The owner sees the answer of your agency.')
    },
  )
}

async function showNotice(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, noticePath)
  const { notice, had, stated } = await request.perform((scope) => readNotice(scope, id))
  return await reply.page(`${folder}/notice.njk`, {
    title: `${notice.reference}: ${whatHappened(notice)}`,
    classification: notice.classification,
    back: { text: 'Back to notices', href: '/notices' },
    notice,
    sentences: noticeSentences(notice),
    had: hadRows(had),
    stated: stated.map((one) => ({ ...one, text: `${copiesWords[one.copies]}.` })),
    choices: copiesChoices,
    values: typedValues(request),
    errors,
  })
}
