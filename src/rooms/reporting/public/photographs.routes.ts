/** The page of the photographs, before the report is sent and after. What receives them is in ../photographs. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { bodyOf } from '../../../platform/http/input.ts'
import { writePosition } from '../../coast/index.ts'
import { readThread, receiptOfCookie } from '../arrival/way-back.ts'
import {
  forgetFound,
  listPhotographs,
  MOST_PHOTOGRAPHS,
  sendPhotographs,
  sentFrom,
  type FileFault,
  type Photograph,
} from '../photographs/index.ts'
import { keysOfReceipt } from '../receipts/keys-of-receipt.ts'
import { keepDraft } from '../arrival/drafts.ts'
import type { Draft } from './draft.ts'
import type { PublicSite } from './site.ts'
import { firstMissing, isAsked, stepAfter, stepBefore } from './steps.ts'

const facts = { access: 'public', unlogged: true } as const
const offerSchema = z.object({
  id: z.uuid(),
  place: z.literal('yes').optional(),
  time: z.literal('yes').optional(),
})

/** Registers the page of the photographs, in one language. */
export async function photographPageRoutes(app: FastifyInstance, site: PublicSite): Promise<void> {
  app.get(
    `${site.base}/photographs`,
    { config: { operation: 'reporting.public.photographs.read', ...facts } },
    (request, reply) => showPhotographs(site, request, reply, []),
  )
  app.post(
    `${site.base}/photographs/offer`,
    { config: { operation: 'reporting.public.photographs.offer', ...facts, body: 'tiny' } },
    async (request, reply) => {
      const found = await site.draftOf(request)
      if (!found) return site.go(request, reply, 'expired')
      const { id, place, time } = bodyOf(request, offerSchema)
      const photograph = (await listPhotographs(sentFrom(site.services, request), found.cookie)).find(
        (one) => one.id === id,
      )
      if (photograph?.found && !found.sent) {
        const today = (site.services.now?.() ?? new Date()).toISOString().slice(0, 10)
        const accepted = acceptedOffer(photograph.found, { place: !!place, time: !!time }, today)
        await keepDraft(site.services, found.cookie, { ...found.draft, ...accepted })
        await forgetFound(site.services, found.cookie, id)
      }
      return site.go(request, reply, 'photographs')
    },
  )
}

/**
 * Turns what was in a photograph into answers, because the person said so.
 * @param found - what the photograph says
 * @param accepted - which of both the person takes
 * @param today - YYYY-MM-DD
 * @returns the answers
 */
export function acceptedOffer(
  found: NonNullable<Photograph['found']>,
  accepted: { place: boolean; time: boolean },
  today: string,
): Partial<Draft> {
  const answers: Partial<Draft> = {}
  if (accepted.place && found.position)
    answers.where = { how: 'photograph', position: { lat: found.position.lat, lon: found.position.lon } }
  if (accepted.time && found.taken !== undefined) {
    const [day = '', time = ''] = found.taken.split('T')
    answers.when = day === today ? { at: 'today', time } : { at: 'earlier', day, words: time }
  }
  return answers
}

/**
 * Shows the page.
 * @param faults - what was wrong with which file
 * @returns the page, or the way to where a draft begins
 */
export async function showPhotographs(
  site: PublicSite,
  request: FastifyRequest,
  reply: FastifyReply,
  faults: readonly FileFault[],
): Promise<FastifyReply> {
  const found = await site.draftOf(request)
  if (!found) return site.go(request, reply, 'expired')
  const { cookie, draft, sent } = found
  if (!sent && firstMissing(draft) === 'kind') return site.go(request, reply, 'kind')
  const asking = sentFrom(site.services, request)
  if (sent) await sendPhotographs(asking, cookie)
  const photographs = await listPhotographs(asking, cookie)
  const { photographs: t } = site.words
  const fault = faults.map(({ fault: code, file }) =>
    file === 0 ? t.faults[code] : `${t.one(file)}: ${t.faults[code]}`,
  )
  return site.page(request, reply, 'photographs', {
    title: t.title,
    back: sent ? `${site.base}/thread` : `${site.base}/${stepBefore('photographs', draft) ?? 'kind'}`,
    // A line for each file that was refused, and all of them lead to where others are chosen.
    errors: fault.length > 0 ? { photographs: fault.join('. ') } : {},
    photographs: photographs.map((one) => viewOf(site, one, sent)),
    withDesk: sent ? await countAtDesk(site, cookie) : null,
    full: photographs.length >= MOST_PHOTOGRAPHS,
    next: sent ? `${site.base}/thread` : `${site.base}/${stepAfter('photographs', draft)}`,
    maySendNow: !sent && firstMissing(draft) === null && isAsked('photographs', draft.kind),
    uploader: site.services.assets.scripts['photographs-uploader'],
    scriptWords: JSON.stringify({ ...t.script, faults: { ...t.faults, quarantined: t.quarantined } }),
    scripts: ['photographs'],
  })
}

async function countAtDesk(site: PublicSite, cookie: string): Promise<string | null> {
  const receipt = await receiptOfCookie(site.services, cookie)
  const thread = receipt && (await readThread(site.services, keysOfReceipt(receipt)))
  return thread && thread.files > 0 ? site.words.photographs.withDesk(thread.files) : null
}

function viewOf(site: PublicSite, photograph: Photograph, sent: boolean) {
  const { photographs: t } = site.words
  const { state, keepsOriginal, found } = photograph
  const quarantined = state === 'quarantined'
  return {
    id: photograph.id,
    name: t.one(photograph.number),
    state: quarantined ? (keepsOriginal ? t.kept : t.quarantined) : state === 'ready' ? t.ready : t.waiting,
    mayKeep: quarantined && !keepsOriginal,
    offer:
      found && !sent
        ? {
            place: found.position ? t.offerPlace(writePosition(found.position).mariners) : null,
            time: found.taken === undefined ? null : t.offerTime(ukMoment(found.taken)),
          }
        : null,
  }
}

const ukMoment = (taken: string) => {
  const [day = '', time = ''] = taken.split('T')
  return `${day.split('-').reverse().map(Number).join('/')}, ${time}`
}
