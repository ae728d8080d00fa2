/** The door of the photographs: what the public's pages, the sending and the desk use. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { asSeamarkError } from '../../../platform/errors.ts'
import { bodyOf } from '../../../platform/http/input.ts'
import type { PublicServices } from '../arrival/services.ts'
import {
  keepOriginal,
  listPhotographs as list,
  removePhotograph,
  settleWaiting,
} from './draft-photographs.ts'
import type { Photograph } from './draft-photographs.ts'
import { resumableUploads } from './resumable-upload.ts'
import { sendPhotographs } from './send-photographs.ts'
import { sentFrom } from './sent-from.ts'
import { faultOfForm, readForm, takeForms, type Show } from './upload-form.ts'

export { cleanPhotograph, readPlaceAndTime, type Cleaned } from './clean-photograph.ts'
export { forgetFound, keepOriginal, MOST_PHOTOGRAPHS, removePhotograph } from './draft-photographs.ts'
export type { Fault, Photograph } from './draft-photographs.ts'
export { sendPhotographs, type Sent } from './send-photographs.ts'
export { sentFrom } from './sent-from.ts'
export { headersOfPhotograph } from './serve-photograph.ts'
export type { FileFault, Show } from './upload-form.ts'

/**
 * The photographs of a browser; those that still wait to be made safe are tried again first.
 * @param cookie - of a draft, or of a receipt that was given
 * @returns in the order in which they were added, numbered from 1
 */
export async function listPhotographs(services: PublicServices, cookie: string): Promise<Photograph[]> {
  await settleWaiting(services, cookie).catch((fault: unknown) => {
    if (asSeamarkError(fault).kind !== 'unavailable') throw fault
  })
  return await list(services, cookie)
}

export type PhotographPages = {
  services: PublicServices
  /** the public cookie's value; null when the browser has none */
  cookieOf: (request: FastifyRequest) => string | null
  /** the question page with what was wrong (422) */
  show: Show
  /** there is no draft (any more): begin again */
  noDraft: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | Promise<FastifyReply>
  /** where to go when a form says `back=receipt`; below the language's prefix */
  receiptPath?: string
}

const PAGE = '/report/photographs'
const chosen = z.object({ id: z.uuid(), keep: z.enum(['yes', 'no']).optional() })

/**
 * Everything that receives photographs. The page that shows them belongs to the public's pages.
 * @param pages - services, how the cookie is read, and the pages that a form comes back to
 * @returns what the public's pages register
 */
export function photographRoutes(pages: PhotographPages) {
  return async (app: FastifyInstance): Promise<void> => {
    const { services, cookieOf } = pages
    await takeForms(app)
    resumableUploads(app, services, cookieOf)
    for (const prefix of ['', '/cy']) formRoutes(app, pages, prefix)
  }
}

function formRoutes(app: FastifyInstance, pages: PhotographPages, prefix: string): void {
  const { services, cookieOf, show, noDraft, receiptPath = '/report/receipt' } = pages
  const config = (deed: string) => ({
    operation: `reporting.public.photographs.${deed}`,
    access: 'public' as const,
    unlogged: true,
    // The photographs themselves are no part of it: they are streamed, each within its own limit.
    body: 'tiny' as const,
  })

  app.post(prefix + PAGE, { config: config('add') }, async (request, reply) => {
    const cookie = cookieOf(request)
    if (cookie === null || !request.isMultipart()) return await noDraft(request, reply)
    try {
      const asking = sentFrom(services, request)
      const { fields, faults } = await readForm(asking, cookie, request)
      await sendPhotographs(asking, cookie)
      if (faults.length > 0) return await show(request, reply, faults)
      return await reply.redirect(prefix + (fields['back'] === 'receipt' ? receiptPath : PAGE), 303)
    } catch (fault) {
      if (asSeamarkError(fault).kind === 'not-found') return await noDraft(request, reply)
      const ofForm = faultOfForm(fault)
      if (ofForm) return await show(request, reply, [ofForm])
      throw fault
    }
  })

  app.post(`${prefix + PAGE}/remove`, { config: config('remove') }, async (request, reply) => {
    const cookie = cookieOf(request)
    if (cookie === null) return await noDraft(request, reply)
    await removePhotograph(services, cookie, bodyOf(request, chosen).id)
    return reply.redirect(prefix + PAGE, 303)
  })

  app.post(`${prefix + PAGE}/keep`, { config: config('keep') }, async (request, reply) => {
    const cookie = cookieOf(request)
    if (cookie === null) return await noDraft(request, reply)
    const { id, keep } = bodyOf(request, chosen)
    await keepOriginal(services, cookie, id, keep === 'yes')
    await sendPhotographs(sentFrom(services, request), cookie)
    return reply.redirect(prefix + PAGE, 303)
  })
}
