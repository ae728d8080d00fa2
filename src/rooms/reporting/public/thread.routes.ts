/** With the receipt: read what the desk asks, answer, take the report back. One answer when it opens nothing. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { unavailable } from '../../../platform/errors.ts'
import { dropDraft } from '../arrival/drafts.ts'
import {
  answerThread,
  keepReceipt,
  readThread,
  receiptOfCookie,
  withdraw,
  type Thread,
} from '../arrival/way-back.ts'
import { mayBegin } from '../flood/admit.ts'
import { keysOfReceipt, type ReceiptKeys } from '../receipts/keys-of-receipt.ts'
import { newReceipt, readReceipt } from '../receipts/receipt.ts'
import { templateText, type TemplateCode, questionTemplates } from '../triage/question-templates.ts'
import { fieldsIn } from './fields.ts'
import { MOST, text } from './read-answers.ts'
import type { PublicSite } from './site.ts'
import { typedIn } from './with-draft.ts'

const facts = { access: 'public', unlogged: true } as const

/** Registers those pages, in one language. */
export async function threadRoutes(app: FastifyInstance, site: PublicSite): Promise<void> {
  receiptRoutes(app, site)
  talkRoutes(app, site)
  withdrawRoutes(app, site)
}

function receiptRoutes(app: FastifyInstance, site: PublicSite): void {
  const { words, base, services } = site
  const show = (request: FastifyRequest, reply: FastifyReply, value: string | undefined, error?: string) => {
    const errors: Record<string, string> = error === undefined ? {} : { receipt: error }
    return site.page(request, reply, 'question', {
      title: words.receipt.title,
      headed: true,
      fields: [
        fieldsIn(words, errors).input(
          { name: 'receipt', label: words.receipt.label, hint: words.receipt.hint, value },
          { autocapitalize: 'characters' },
        ),
      ],
      button: words.receipt.go,
      action: `${base}/receipt`,
      back: base,
      errors,
    })
  }
  app.get(
    `${base}/receipt`,
    { config: { operation: 'reporting.public.page.read', ...facts } },
    (request, reply) => show(request, reply, undefined),
  )
  app.post(
    `${base}/receipt`,
    { config: { operation: 'reporting.public.receipt.open', ...facts, body: 'tiny' } },
    async (request, reply) => {
      const typed = text(typedIn(request), 'receipt')
      if (typed === undefined) return show(request, reply, typed, words.receipt.missing)
      const receipt = typed.length > MOST.short ? null : readReceipt(typed)
      // What is no receipt is looked up like one, so that the answer takes the same time.
      const thread = await readThread(services, keysOfReceipt(receipt ?? newReceipt()))
      if (!receipt || !thread) return show(request, reply, typed.slice(0, MOST.short), words.receipt.wrong)
      // A row like any other that is begun. On a full disk too: it is small, and the desk may wait for the answer.
      if (!(await mayBegin(request.ip, null))) throw unavailable()
      const before = services.cookie.read(request)
      if (before !== null) await dropDraft(services, before)
      services.cookie.set(reply, await keepReceipt(services, receipt))
      return site.go(request, reply, 'thread')
    },
  )
}

/** Whoever has no receipt open is asked for it; a report that is gone looks the same. */
async function opened(
  site: PublicSite,
  request: FastifyRequest,
): Promise<{ cookie: string; keys: ReceiptKeys; thread: Thread } | null> {
  const cookie = site.services.cookie.read(request)
  const receipt = cookie === null ? null : await receiptOfCookie(site.services, cookie)
  if (cookie === null || !receipt) return null
  const keys = keysOfReceipt(receipt)
  const thread = await readThread(site.services, keys)
  return thread && { cookie, keys, thread }
}

function talkRoutes(app: FastifyInstance, site: PublicSite): void {
  const { words, base, services } = site
  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    thread: Thread,
    more: { value?: string | undefined; error?: string; notice?: string } = {},
  ) => {
    const errors: Record<string, string> = more.error === undefined ? {} : { answer: more.error }
    return site.page(request, reply, 'thread', {
      title: words.thread.title,
      notice: more.notice,
      sent: words.thread.sent(thread.desk),
      state: words.thread.state[thread.state],
      messages: thread.messages.map((one) => ({
        mine: one.fromReporter,
        from: one.fromReporter ? words.thread.fromYou : words.thread.fromDesk,
        text: inOwnLanguage(site, one),
      })),
      answerField: fieldsIn(words, errors).textarea({
        name: 'answer',
        label: words.thread.answer,
        hint: words.thread.answerHint,
        value: more.value,
      }),
      errors,
    })
  }
  app.get(
    `${base}/thread`,
    { config: { operation: 'reporting.public.thread.read', ...facts } },
    async (request, reply) => {
      const found = await opened(site, request)
      if (!found) return site.go(request, reply, 'receipt')
      const { done } = request.query as { done?: unknown }
      return show(request, reply, found.thread, done === 'answer' ? { notice: words.thread.answered } : {})
    },
  )
  app.post(
    `${base}/thread`,
    { config: { operation: 'reporting.public.thread.answer', ...facts } },
    async (request, reply) => {
      const found = await opened(site, request)
      if (!found) return site.go(request, reply, 'receipt')
      const value = text(typedIn(request), 'answer')
      if (value === undefined)
        return show(request, reply, found.thread, { error: words.thread.answerMissing })
      if (value.length > MOST.words)
        return show(request, reply, found.thread, { value, error: words.errors.tooLong(MOST.words) })
      // A second press of the button, or a page that was loaded again: it is there already.
      const last = found.thread.messages.at(-1)
      const again = last?.fromReporter === true && last.text === value
      if (!again && !(await answerThread(services, found.keys, value)))
        return site.go(request, reply, 'receipt')
      return site.go(request, reply, 'thread?done=answer')
    },
  )
  app.post(
    `${base}/thread/close`,
    { config: { operation: 'reporting.public.thread.close', ...facts, body: 'tiny' } },
    async (request, reply) => {
      const cookie = services.cookie.read(request)
      if (cookie !== null) await dropDraft(services, cookie)
      services.cookie.clear(reply)
      return site.go(request, reply, 'thread/closed')
    },
  )
  app.get(
    `${base}/thread/closed`,
    { config: { operation: 'reporting.public.page.read', ...facts } },
    (request, reply) =>
      site.page(request, reply, 'message', {
        title: words.thread.closed,
        paragraphs: [words.thread.closedSaid, words.end.history],
      }),
  )
}

/** A question of the list is read in the language of the page, whatever language it was sent in. */
function inOwnLanguage(site: PublicSite, { template, text: said }: Thread['messages'][number]): string {
  if (template === null || !(template in questionTemplates)) return said
  return templateText(template as TemplateCode, site.language)
}

function withdrawRoutes(app: FastifyInstance, site: PublicSite): void {
  const { words, base, services } = site
  app.get(
    `${base}/thread/withdraw`,
    { config: { operation: 'reporting.public.thread.read', ...facts } },
    async (request, reply) => {
      if (!(await opened(site, request))) return site.go(request, reply, 'receipt')
      return site.page(request, reply, 'withdraw', {
        title: words.thread.withdrawTitle,
        back: `${base}/thread`,
      })
    },
  )
  app.post(
    `${base}/thread/withdraw`,
    { config: { operation: 'reporting.public.withdraw', ...facts, body: 'tiny' } },
    async (request, reply) => {
      const found = await opened(site, request)
      if (!found) return site.go(request, reply, 'receipt')
      if (typedIn(request)['sure'] !== 'yes') return site.go(request, reply, 'thread/withdraw')
      const done = await withdraw(services, found.keys)
      if (done === null) return site.go(request, reply, 'receipt')
      await dropDraft(services, found.cookie)
      services.cookie.clear(reply)
      return site.go(request, reply, done === 'whole' ? 'thread/withdrawn' : 'thread/withdrawn-partly')
    },
  )
  for (const [path, said] of [
    ['withdrawn', words.thread.withdrawnWhole],
    ['withdrawn-partly', words.thread.withdrawnPartly],
  ] as const)
    app.get(
      `${base}/thread/${path}`,
      { config: { operation: 'reporting.public.page.read', ...facts } },
      (request, reply) =>
        site.page(request, reply, 'message', {
          title: words.thread.withdrawn,
          paragraphs: [said, words.end.history],
        }),
    )
}
