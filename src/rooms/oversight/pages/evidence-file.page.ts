/** Evidence as a file: the form that sends one, and where it is taken. It never opens in the browser. */
import type { FastifyInstance } from 'fastify'
import { notFound } from '../../../platform/errors.ts'
import { idPath, pathOf } from '../../../platform/http/input.ts'
import { takeFiles } from '../../../platform/http/one-file.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { addFile, fileSchema, takeFile } from '../progress/add-file.ts'
import { findDuty } from '../progress/duty-store.ts'
import { ownDuty } from '../progress/enter-progress.ts'
import { formPages } from './form.ts'

const to = (id: string) => `/oversight/duties/${id}`

/** Registers the routes. Encapsulated: only the form of this part takes a file. */
export async function evidenceFilePages(app: FastifyInstance): Promise<void> {
  app.get(
    '/oversight/evidence/:id/file',
    { config: { operation: 'oversight.evidence.take', access: whoever.readsOversight } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { type, bytes } = await request.perform((scope) => takeFile(scope, id))
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="evidence-${id.slice(0, 8)}.${type}"`)
        .header('content-security-policy', `default-src 'none'; sandbox`)
        .send(bytes)
    },
  )
  await app.register(async (part) => {
    await takeFiles(part)
    formPages(part, {
      ...{ path: '/oversight/duties/:id/evidence/file', operation: 'oversight.evidence.send' },
      ...{ access: whoever.entersProgress, pathSchema: idPath, schema: fileSchema },
      view: async (scope, { id }) => {
        const duty = await findDuty(scope, id)
        if (!duty) throw notFound()
        await ownDuty(scope, id)
        return {
          title: 'Send a file as evidence',
          caption: `${duty.agencyName}, recommendation ${String(duty.number)}`,
          intro: [
            'Whoever holds your agency to account can take it once progress is signed. Put no intelligence and no personal data in it.',
            'The file is kept as it is. Nobody opens or checks it here for harmful content.',
          ],
          fields: [
            { kind: 'input', options: { name: 'title', label: 'What it is called' } },
            { kind: 'textarea', options: { name: 'text', label: 'What does it show?', rows: 4, maxlength: 5_000, threshold: 75 } },
            { kind: 'file', options: { name: 'file', label: 'File', hint: 'Up to 10 MB: PDF, picture, Word, Excel, PowerPoint, OpenDocument, text. If the form comes back, choose the file again' } },
          ],
          submit: 'Send it',
          cancel: to(id),
          values: {},
        }
      },
      act: async (request, input, { id }) => {
        await request.perform((scope) => addFile(scope, id, input, request.oneFile))
        return { to: to(id), said: 'The file is added.' }
      },
    })
  })
} // prettier-ignore
