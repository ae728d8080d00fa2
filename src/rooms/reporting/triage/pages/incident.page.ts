/** Reports that may be about one event: compared, joined and parted. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bodyOf, idPath, pathOf } from '../../../../platform/http/input.ts'
import { publicKind } from '../../body.ts'
import { incidentBody, joinReports, partReport } from '../incidents.ts'
import { readEnvelope } from '../opened-report.ts'
import { readNear } from '../queue.ts'
import { ukHour } from '../../../../design/dates.ts'
import { config, errorsOf, FOLDER, titleOf } from './desk.ts'
import { mayStillHappen } from '../urgency.ts'
import { firstLookWords, reportRow } from './list.view.ts'

/** Registers those pages. */
export function incidentPages(app: FastifyInstance): void {
  app.get('/triage/:id/incident', config('incident.show'), (request, reply) => show(request, reply, {}))

  app.post('/triage/:id/join', config('incident.join'), async (request, reply) => {
    const { id } = pathOf(request, idPath)
    try {
      const input = bodyOf(request, incidentBody)
      await request.perform((scope) => joinReports(scope, id, input))
    } catch (thrown) {
      return await show(request, reply, errorsOf(thrown))
    }
    return await reply.done(`/triage/${id}/incident`, 'Joined. The list shows them as one event.')
  })

  app.post('/triage/:id/part', config('incident.part'), async (request, reply) => {
    const { id } = pathOf(request, idPath)
    await request.perform((scope) => partReport(scope, id))
    return reply.done(`/triage/${id}/incident`, 'Parted. The list shows this report as an event of its own.')
  })
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const { envelope, near } = await request.perform(async (scope) => ({
    envelope: await readEnvelope(scope, id),
    near: await readNear(scope, id),
  }))
  const others = near.filter((one) => one.id !== id)
  const isJoined = (one: { incidentId: string | null }) =>
    envelope.incidentId !== null && one.incidentId === envelope.incidentId
  const own = near.find((one) => one.id === id)
  return await reply.page(`${FOLDER}/incident.njk`, {
    title: 'Reports of one event',
    subtitle: titleOf(envelope),
    back: { text: 'Back to the report', href: `/triage/${id}` },
    id,
    rows: [...(own ? [own] : []), ...others.filter(isJoined)].map((one) => reportRow(one)),
    joined: others.some(isJoined),
    choices: others
      .filter((one) => !isJoined(one))
      .slice(0, 200)
      .map((one) => ({
        value: one.id,
        text: `${publicKind[one.kind]}, ${one.reference}`,
        hint: [
          mayStillHappen(one) ? 'Happening now' : null,
          firstLookWords(one),
          `Received ${ukHour(one.hour)}`,
          one.stretch,
        ]
          .filter((words) => words !== null)
          .join('. '),
      })),
    errors,
    values: {},
  })
}
