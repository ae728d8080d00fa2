/** Recall: the owner takes a record back. */
import { whoever } from '../../../../platform/identity/roles.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf, typedValues } from '../../../../platform/http/input.ts'
import { formOf, typedText } from '../../../../platform/http/typed-form.ts'
import type { RecordKind } from '../../../../platform/rooms/record-kind.ts'
import { audienceOf } from '../../audience.ts'
import { recallRecord } from '../../recall-record.ts'
import { holdersView } from '../holders/holders.view.ts'

const folder = 'rooms/sharing/pages/recall'

/**
 * Registers the page on which records of a kind are recalled.
 * @param kind - whose records they recall
 */
export function recallPages(app: FastifyInstance, kind: RecordKind): void {
  const path = `${kind.href(':id')}/recall`
  app.get(
    path,
    { config: { operation: `${kind.operationPrefix}.show-recall`, access: whoever.decides } },
    async (request, reply) => showRecall(request, reply, kind, {}),
  )

  app.post(
    path,
    { config: { operation: `${kind.operationPrefix}.recall`, access: whoever.decides } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      let told: number
      try {
        const reason = typedText(formOf(request), 'reason') ?? ''
        told = await request.perform((scope) => recallRecord(scope, kind, id, reason))
      } catch (fault) {
        const { fields } = asSeamarkError(fault)
        if (fields === undefined) throw fault
        return await showRecall(request, reply, kind, fields)
      }
      return reply.done(
        `${kind.href(id)}/holders`,
        told > 0
          ? 'Recalled. You see here which agency has acknowledged it.'
          : 'Withdrawn. No agency had it.',
      )
    },
  )
}

async function showRecall(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: RecordKind,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, recordPath)
  const { record, rows } = await request.perform(async (scope) => {
    const rows = await audienceOf(scope, kind, id)
    return { rows, record: await kind.heading(scope, id) }
  })
  const task = record.status === 'disseminated' ? 'Recall' : 'Withdraw'
  return await reply.page(`${folder}/recall.njk`, {
    title: `${task} ${record.reference ?? ''}`,
    heading: `${task} this ${kind.words.one}`,
    classification: record.classification,
    back: { text: `Back to the ${kind.words.one}`, href: kind.href(id) },
    record,
    words: kind.words,
    href: kind.href(id),
    ...holdersView(rows, record),
    values: typedValues(request),
    errors,
  })
}
