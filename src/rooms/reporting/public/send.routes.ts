/** Checking, sending, the receipt, the end. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { dropDraft, readDraft } from '../arrival/drafts.ts'
import { submitReport } from '../arrival/submit.ts'
import { admitReport, formMarks } from '../flood/admit.ts'
import { shedEarly } from '../flood/shed-early.ts'
import { listPhotographs, sendPhotographs, sentFrom } from '../photographs/index.ts'
import { answersOf } from './answers-of-draft.ts'
import { checkRows } from './check-rows.ts'
import { fieldsIn } from './fields.ts'
import { text } from './read-answers.ts'
import { isFromScript, type PublicSite } from './site.ts'
import { firstMissing, stepBefore } from './steps.ts'
import { typedIn, withDraft, type Asking } from './with-draft.ts'

const facts = { access: 'public', unlogged: true } as const
const LAST_SIGNS = 4

/** Registers those pages, in one language. */
export async function sendRoutes(app: FastifyInstance, site: PublicSite): Promise<void> {
  const { base } = site
  app.get(
    `${base}/check`,
    { config: { operation: 'reporting.public.check', ...facts } },
    withDraft(site, async (asking) => {
      const missing = firstMissing(asking.draft)
      return missing === null ? await showCheck(site, asking) : site.go(asking.request, asking.reply, missing)
    }),
  )
  app.post(
    `${base}/send`,
    { config: { operation: 'reporting.public.send', ...facts, body: 'tiny' }, ...shedEarly },
    withDraft(site, (asking) => send(site, asking)),
  )
  sentRoutes(app, site)
}

async function showCheck(site: PublicSite, asking: Asking): Promise<FastifyReply> {
  const photographs = await listPhotographs(sentFrom(site.services, asking.request), asking.cookie)
  return site.page(asking.request, asking.reply, 'check', {
    title: site.words.check.title,
    back: `${site.base}/${stepBefore('check', asking.draft) ?? 'contact'}`,
    rows: checkRows(asking.draft, photographs.length, site.words, site.base),
    marks: formMarks(),
  })
}

async function send(site: PublicSite, asking: Asking): Promise<FastifyReply> {
  const { request, reply, cookie, draft } = asking
  const values = typedIn(request)
  const admission = await admitReport({ address: request.ip, values, script: isFromScript(request) })
  if (!admission.pass) {
    const { slow } = site.words
    const challenge = admission.why === 'prove' ? JSON.stringify(admission.challenge) : null
    if (admission.why === 'shed') reply.header('retry-after', String(admission.retryAfter))
    return site.page(request, reply.status(admission.why === 'shed' ? 503 : 200), 'slow', {
      title: slow.title,
      said: challenge === null ? slow.said : slow.working,
      sendText: slow.go,
      challenge,
      scripts: challenge === null ? [] : ['prove'],
      marks: formMarks(),
    })
  }
  let filesToFollow: number
  try {
    const answers = answersOf(draft)
    if (!answers) return await site.go(request, reply, 'check')
    const submitted = await submitReport(site.services, {
      answers,
      language: site.language,
      contact: draft.contact ?? null,
      // The words first: they are safe with the desk before a photograph is sealed.
      files: [],
      originals: [],
      key: cookie,
      doubts: admission.doubts,
    })
    filesToFollow = submitted.filesToFollow
  } finally {
    admission.leave()
  }
  if (filesToFollow > 0) await sendPhotographs(sentFrom(site.services, request), cookie)
  return site.go(request, reply, 'sent')
}

/** What is kept after sending. A receipt that somebody typed to come back has no reference: it is not shown again. */
const acknowledgedSchema = z.object({
  receipt: z.string(),
  reference: z.string(),
  desks: z
    .array(z.object({ name: z.string(), offered: z.string().nullable(), rest: z.boolean().optional() }))
    .optional(),
})

function sentRoutes(app: FastifyInstance, site: PublicSite): void {
  const { base, words, services } = site

  /** What was acknowledged to this browser, while its cookie stands for it. */
  const acknowledged = async (cookie: string | null) => {
    const kept = cookie === null ? null : await readDraft(services, cookie)
    const parsed = acknowledgedSchema.safeParse(kept?.content)
    return parsed.success ? parsed.data : null
  }

  app.get(
    `${base}/sent`,
    { config: { operation: 'reporting.public.sent', ...facts } },
    async (request, reply) => {
      const done = await acknowledged(services.cookie.read(request))
      if (done) return showSent(done, {})
      // Whoever came back with their receipt is shown their messages, and never the whole receipt again.
      const cameBack = await site.draftOf(request)
      return site.go(request, reply, cameBack?.sent === true ? 'thread' : 'expired')

      function showSent(of: z.output<typeof acknowledgedSchema>, errors: Record<string, string>) {
        return site.page(request, reply, 'sent', sentView(site, of, errors))
      }
    },
  )
  app.post(
    `${base}/sent`,
    { config: { operation: 'reporting.public.sent.confirm', ...facts, body: 'tiny' } },
    async (request, reply) => {
      const cookie = services.cookie.read(request)
      const done = await acknowledged(cookie)
      // The second press of the same button: it has been confirmed already.
      if (!done || cookie === null) return site.go(request, reply, 'end')
      const typed = typedIn(request)
      const signs = (text(typed, 'signs') ?? '').toUpperCase().replaceAll(/[\s-]/g, '')
      const copied = signs.length >= LAST_SIGNS && done.receipt.replaceAll('-', '').endsWith(forgiving(signs))
      if (typed['without'] === undefined && !copied)
        return site.page(request, reply, 'sent', sentView(site, done, { signs: words.sent.wrong }))
      // What is still on its way finds its report by this cookie; it goes by itself after the hour.
      const left = await listPhotographs(sentFrom(services, request), cookie).catch(() => [])
      if (left.length === 0) await dropDraft(services, cookie)
      services.cookie.clear(reply)
      return site.go(request, reply, 'end')
    },
  )
  app.get(
    `${base}/end`,
    { config: { operation: 'reporting.public.page.read', ...facts } },
    (request, reply) => site.page(request, reply, 'end', { title: words.end.title }),
  )
}

/** O for 0, I and L for 1: receipts have no such letters. */
const forgiving = (signs: string) => signs.replaceAll('O', '0').replaceAll(/[IL]/g, '1')

function sentView(
  site: PublicSite,
  done: z.output<typeof acknowledgedSchema>,
  errors: Record<string, string>,
) {
  const { sent: t } = site.words
  const said = (done.desks ?? []).flatMap(({ name, offered, rest }) => [
    t.to(name),
    ...(rest === true ? [t.rest(name)] : []),
    ...(offered === null ? [] : [t.offered(offered)]),
  ])
  return {
    title: t.title,
    said,
    groups: done.receipt.split('-'),
    confirmField: fieldsIn(site.words, errors).input(
      { name: 'signs', label: t.confirm, hint: t.confirmHint },
      { classes: 'govuk-input--width-5', autocapitalize: 'characters' },
    ),
    errors,
  }
}
