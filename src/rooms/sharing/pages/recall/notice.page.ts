/** What an agency that had a record reads of its recall, and what it says of its copies. */
import { whoever } from '../../../../platform/identity/roles.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf, typedValues } from '../../../../platform/http/input.ts'
import { formOf, typedCode, typedText } from '../../../../platform/http/typed-form.ts'
import type { RecordKind } from '../../../../platform/rooms/record-kind.ts'
import { capitalised, wordsOfAll } from '../../../../platform/rooms/words-of-kinds.ts'
import { kindOf } from '../../kinds.ts'
import {
  acknowledgeRecall,
  copiesWords,
  kindOfRecalled,
  listRecalls,
  readRecall,
} from '../../recall-notices.ts'
import { listFrame } from '../lists/tabs.ts'
import { copiesChoices, hadTable, noticeTitle, statedSentences } from './notice.view.ts'

const folder = 'rooms/sharing/pages/recall'

/**
 * Registers the list of recalls that this agency was told of, and the page of each.
 * @param kinds - of every record that is shared
 */
export function noticePages(app: FastifyInstance, kinds: readonly RecordKind[]): void {
  app.get(
    '/recalls',
    { config: { operation: 'intelligence.recall.list', access: whoever.readsInOperations } },
    async (request, reply) => {
      const recalls = await request.perform(listRecalls)
      return await reply.page(`${folder}/recalls.njk`, {
        title: `${capitalised(wordsOfAll(kinds))} that were recalled`,
        // What arrives while the page is open may be as high as this person is cleared for.
        classification: request.signedIn?.clearance ?? 'OFFICIAL',
        ...listFrame(kinds, 'recalls', request.signedIn?.roles ?? []),
        recalls,
      })
    },
  )

  app.get(
    '/recalls/:id',
    { config: { operation: 'intelligence.recall.show', access: whoever.readsInOperations } },
    async (request, reply) => showNotice(request, reply, kinds, {}),
  )

  app.post(
    '/recalls/:id/acknowledge',
    { config: { operation: 'intelligence.recall.acknowledge', access: whoever.readsInOperations } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const typed = formOf(request)
      const copies = typedCode(typed, 'copies', copiesWords)
      if (copies === undefined)
        return await showNotice(request, reply, kinds, {
          copies: 'Choose what your agency did with its copies',
        })
      try {
        const note = typedText(typed, 'note') ?? null
        await request.perform(async (scope) => {
          const kind = kindOf(kinds, await kindOfRecalled(scope, id))
          await acknowledgeRecall(scope, kind, id, { copies, note })
        })
      } catch (fault) {
        const { fields } = asSeamarkError(fault)
        if (fields === undefined) throw fault
        return await showNotice(request, reply, kinds, fields)
      }
      return reply.done(`/recalls/${id}`, 'Saved. The owner sees the answer of your agency.')
    },
  )
}

async function showNotice(
  request: FastifyRequest,
  reply: FastifyReply,
  kinds: readonly RecordKind[],
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, recordPath)
  const recall = await request.perform((scope) => readRecall(scope, id))
  const kind = kindOf(kinds, recall)
  return await reply.page(`${folder}/notice.njk`, {
    title: noticeTitle(kind, recall),
    heading: noticeTitle(kind, recall),
    classification: recall.classification,
    back: { text: `Back to recalled ${wordsOfAll(kinds)}`, href: '/recalls' },
    words: kind.words,
    recall,
    had: hadTable(recall.had),
    stated: statedSentences(recall.stated),
    choices: copiesChoices,
    values: typedValues(request),
    errors,
  })
}
