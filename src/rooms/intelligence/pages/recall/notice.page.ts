/** What an agency that had a report reads of its recall, and what it says of its copies. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { idPath, pathOf, typedValues } from '../../../../platform/http/input.ts'
import { acknowledgeRecall, copiesWords, listRecalls, readRecall } from '../../recall-notices.ts'
import { formOf, typedCode, typedText } from '../filing/typed.ts'
import { reportTabs } from '../lists/tabs.ts'
import { readers } from '../who.ts'
import { copiesChoices, hadTable, noticeTitle, statedSentences } from './notice.view.ts'

const folder = 'rooms/intelligence/pages/recall'

export function noticePages(app: FastifyInstance): void {
  app.get(
    '/recalls',
    { config: { operation: 'intelligence.recall.list', access: readers } },
    async (request, reply) => {
      const recalls = await request.perform(listRecalls)
      return await reply.page(`${folder}/recalls.njk`, {
        title: 'Reports that were recalled',
        // What arrives while the page is open may be as high as this person is cleared for.
        classification: request.signedIn?.clearance ?? 'OFFICIAL',
        tabs: reportTabs('recalls', request.signedIn?.roles ?? []),
        recalls,
      })
    },
  )

  app.get(
    '/recalls/:id',
    { config: { operation: 'intelligence.recall.show', access: readers } },
    async (request, reply) => showNotice(request, reply, {}),
  )

  app.post(
    '/recalls/:id/acknowledge',
    { config: { operation: 'intelligence.recall.acknowledge', access: readers } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const typed = formOf(request)
      const copies = typedCode(typed, 'copies', copiesWords)
      if (copies === undefined)
        return await showNotice(request, reply, { copies: 'Choose what your agency did with its copies' })
      try {
        const note = typedText(typed, 'note') ?? null
        await request.perform((scope) => acknowledgeRecall(scope, id, { copies, note }))
      } catch (fault) {
        const { fields } = asSeamarkError(fault)
        if (fields === undefined) throw fault
        return await showNotice(request, reply, fields)
      }
      return reply.done(`/recalls/${id}`, 'Saved. The owner sees the answer of your agency.')
    },
  )
}

async function showNotice(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const recall = await request.perform((scope) => readRecall(scope, id))
  return await reply.page(`${folder}/notice.njk`, {
    title: noticeTitle(recall),
    heading: noticeTitle(recall),
    classification: recall.classification,
    back: { text: 'Back to recalled reports', href: '/recalls' },
    recall,
    had: hadTable(recall.had),
    stated: statedSentences(recall.stated),
    choices: copiesChoices,
    values: typedValues(request),
    errors,
  })
}
