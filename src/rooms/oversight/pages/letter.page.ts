/** The letter as a document; and until when the chief officer may comment on it. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../design/dates.ts'
import { documentForms, drawAs } from '../../../platform/documents/draw-as.ts'
import { notFound } from '../../../platform/errors.ts'
import { idPath, pathOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { letterDocument } from '../response/letter-document.ts'
import { invitationSchema, moveInvitation } from '../response/move-invitation.ts'
import { findInvitation, findResponse } from '../response/response-store.ts'
import { readResponse } from '../response/write-response.ts'
import { formPages } from './form.ts'

const letterPath = z.object({ id: z.uuid(), form: z.enum(documentForms) })

/**
 * Registers the routes.
 * @param services - what draws the letter
 */
export function letterPages(app: FastifyInstance, { render }: Pick<RoomServices, 'render'>): void {
  app.get(
    '/oversight/responses/:id/letter/:form',
    { config: { operation: 'oversight.response.take', access: whoever.readsOversight } },
    async (request, reply) => {
      const { id, form } = pathOf(request, letterPath)
      const document = await request.perform(async (scope) => {
        const { response, letter } = await readResponse(scope, id)
        scope.record({ kind: 'consultation', subject: { kind: 'response', id }, detail: { form } })
        const { signedAt, signedBy, publishedAt } = response
        return letterDocument(letter, { signedAt, signedBy, published: publishedAt !== null, now: scope.now })
      })
      const { bytes, type } = await drawAs(form, document, render)
      const marking = document.marking === null ? '' : `-${document.marking}`
      const name = `response-${document.madeAt.slice(0, 10)}${marking}.${form}`
      return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(bytes)
    },
  )

  formPages(app, {
    ...{ path: '/oversight/responses/:id/invitation', operation: 'oversight.response.invitation' },
    ...{ access: whoever.oversees, pathSchema: idPath, schema: invitationSchema, dates: ['until'] },
    view: async (scope, { id }) => {
      const response = await findResponse(scope, id)
      const invitation = await findInvitation(scope, id)
      if (response?.bodyId !== scope.actor.agencyId || response.signedAt !== null || !invitation)
        throw notFound()
      return {
        title: 'Change until when the chief officer may comment',
        caption: `Response for ${response.agencyName}`,
        intro: [
          `The chief officer is invited to comment until ${ukDate(invitation.until)}.`,
          invitation.comments === 0 ? 'Nothing came yet.' : 'Comments came already, and stay.',
        ],
        fields: [{ kind: 'date', options: { name: 'until', label: 'Until when may its chief officer comment?' } }],
        submit: 'Save',
        cancel: `/oversight/responses/${id}`,
        values: { version: invitation.version, until: invitation.until },
      }
    },
    send: async (scope, input, { id }) => {
      await moveInvitation(scope, id, input)
      return {
        to: `/oversight/responses/${id}`,
        said: `The chief officer may comment until ${ukDate(input.until)}. The force is told.`,
      }
    },
  })
} // prettier-ignore
