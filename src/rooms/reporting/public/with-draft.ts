/** Handlers that need a draft: who has none any more is told so kindly, and who has sent it sees that. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { bodyOf } from '../../../platform/http/input.ts'
import { z } from 'zod'
import { keepDraft } from '../arrival/drafts.ts'
import type { Draft } from './draft.ts'
import type { Typed } from './read-answers.ts'
import type { PublicSite } from './site.ts'
import { firstMissing, stepAfter, stepBefore, type Step } from './steps.ts'

export type Asking = {
  request: FastifyRequest
  reply: FastifyReply
  cookie: string
  draft: Draft
  /** the person comes from the check page and goes back to it */
  changing: boolean
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/**
 * Makes a handler that has a draft. Without one, or with one that was sent, the person is led elsewhere.
 * @param handle - answers with the draft
 * @returns for a route
 */
export function withDraft(
  site: PublicSite,
  handle: (asking: Asking) => FastifyReply | Promise<FastifyReply>,
): Handler {
  return async (request, reply) => {
    const found = await site.draftOf(request)
    if (!found) return site.go(request, reply, 'expired')
    // The page of what was sent goes on to the messages where somebody came back with their receipt.
    if (found.sent) return site.go(request, reply, 'sent')
    const { then } = request.query as { then?: unknown }
    return await handle({ request, reply, ...found, changing: then === 'check' })
  }
}

/**
 * Reads the fields of a form.
 * @returns name to what was typed
 * @throws invalid when it is no form
 */
export function typedIn(request: FastifyRequest): Typed {
  return bodyOf(request, formSchema)
}
const formSchema = z.record(z.string().max(60), z.union([z.string(), z.array(z.string())]))

/**
 * Keeps answers and goes on: to the next question, or back to where all are checked.
 * @param asking - the request, and the draft that it is about
 * @param answers - what is new
 * @param from - the step that was answered
 * @param to - address of another page than the next, below the site's
 * @returns the way to the next page
 */
export async function keepAndGo(
  site: PublicSite,
  { request, reply, cookie, draft, changing }: Asking,
  answers: Partial<Draft>,
  from: Step,
  to?: string,
): Promise<FastifyReply> {
  const whole = { ...draft, ...answers }
  if (!(await keepDraft(site.services, cookie, whole))) return site.go(request, reply, 'sent')
  const keepsChanging = changing && firstMissing(whole) === null
  const next = to ?? (keepsChanging ? 'check' : stepAfter(from, whole))
  return site.go(request, reply, keepsChanging && to !== undefined ? `${next}?then=check` : next)
}

/**
 * Says where "back" leads from a step.
 * @param step - where the person is
 * @param asking - the draft, and whether an answer is being changed
 * @returns an address
 */
export function backFrom(site: PublicSite, step: Step, { draft, changing }: Asking): string {
  if (changing) return `${site.base}/check`
  const before = stepBefore(step, draft)
  return `${site.base}/${before ?? 'start'}`
}
