/** The answer as a document: to look at, to print, and to take along as one file. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { idOf, pathOf } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { RoomServices } from '../../../../platform/rooms/services.ts'
import { MARKING } from '../../ledger-csv.ts'
import { readAnswer, type Answer } from '../answer-request.ts'
import { referenceOf, type RequestId } from '../request-store.ts'
import { rightNames } from '../words.ts'

const access = whoever.decides
const requestPath = z.object({ id: idOf<RequestId>() })

/**
 * Registers the document.
 * @param services - how rooms read their records, and what draws a template
 */
export function answerPages(app: FastifyInstance, { house, render }: RoomServices): void {
  app.get(
    '/requests/:id/answer',
    { config: { operation: 'records.request.answer', access } },
    async (request, reply) => {
      const { id } = pathOf(request, requestPath)
      const answer = await request.perform((scope) =>
        readAnswer(scope, house.subjectRights, id, request.signedIn?.session?.idHash),
      )
      return await reply.page('rooms/records/requests/pages/answer.njk', {
        title: `The answer to ${referenceOf(answer.request).toLowerCase()}`,
        classification: MARKING,
        back: { text: `Back to ${referenceOf(answer.request).toLowerCase()}`, href: `/requests/${id}` },
        fileHref: `/requests/${id}/answer.html`,
        answer: answerView(answer),
      })
    },
  )

  app.get(
    '/requests/:id/answer.html',
    { config: { operation: 'records.request.file', access } },
    async (request, reply) => {
      const { id } = pathOf(request, requestPath)
      const answer = await request.perform((scope) =>
        readAnswer(scope, house.subjectRights, id, request.signedIn?.session?.idHash),
      )
      return reply
        .type('text/html; charset=utf-8')
        .header('content-disposition', `attachment; filename="answer-${String(answer.request.number)}.html"`)
        .send(render('rooms/records/requests/pages/answer-file.njk', { answer: answerView(answer) }))
    },
  )
}

/**
 * What the document prints.
 * @param answer - put together
 * @returns words; where nothing may be said of what is left out, the same words as where nothing is
 */
export function answerView(answer: Answer) {
  const { request, agency, records, others, leftOut } = answer
  const gone = records.filter(({ erased }) => erased).length
  return {
    agency,
    reference: referenceOf(request),
    to: request.answerTo,
    names: request.names,
    receivedOn: request.receivedOn,
    asksAccess: request.rights.includes('access'),
    records: records.filter(({ erased }) => !erased),
    gone,
    saysLeftOut: request.tellsOfLeftOut === true && leftOut > 0,
    others: others.map(({ right, done, refused, reasons }) => ({
      name: rightNames[right],
      text: rightText(right, done, refused),
      reasons: request.tellsOfLeftOut === true ? reasons : [],
    })),
  }
}

function rightText(right: Answer['others'][number]['right'], done: number, refused: number): string {
  const did = {
    access: '',
    rectification: 'We have put right what was wrong, and told those who had received it.',
    erasure: 'We are erasing what we hold, and telling those who had received it.',
    restriction: 'We have restricted what we hold, and told those who had received it.',
  }[right]
  if (done > 0 && refused > 0) return `${did} Part of what you asked for we have not done.`
  if (done > 0) return did
  return 'We have not done what you asked for.'
}
