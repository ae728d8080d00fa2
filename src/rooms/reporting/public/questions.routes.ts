/** The questions that are one form with plain fields, each on its own page. */
import type { FastifyInstance } from 'fastify'
import { questionView } from './question-fields.ts'
import { readAnswers, type Typed } from './read-answers.ts'
import type { PublicSite } from './site.ts'
import { firstMissing, isAsked, questions, stepAfter, type Question } from './steps.ts'
import { backFrom, keepAndGo, typedIn, withDraft, type Asking } from './with-draft.ts'

const facts = { access: 'public', unlogged: true } as const

/**
 * Registers them, in one language. One operation for all of them: a figure by question would tell what was
 * reported.
 */
export async function questionRoutes(app: FastifyInstance, site: PublicSite): Promise<void> {
  for (const question of questions) {
    app.get(
      `${site.base}/${question}`,
      { config: { operation: 'reporting.public.question.read', ...facts } },
      withDraft(site, (asking) => {
        const missing = firstMissing(asking.draft)
        if (missing === 'kind' && question !== 'kind') return site.go(asking.request, asking.reply, 'kind')
        if (!isAsked(question, asking.draft.kind))
          return site.go(asking.request, asking.reply, stepAfter(question, asking.draft))
        return show(site, question, asking, null, {})
      }),
    )
    app.post(
      `${site.base}/${question}`,
      { config: { operation: 'reporting.public.question.answer', ...facts } },
      withDraft(site, async (asking) => {
        const typed = typedIn(asking.request)
        const now = site.services.now?.() ?? new Date()
        const { answers, errors } = readAnswers(question, typed, site.words, now)
        if (Object.keys(errors).length > 0) return show(site, question, asking, typed, errors)
        return await keepAndGo(site, asking, answers, question)
      }),
    )
  }
}

function show(
  site: PublicSite,
  question: Question,
  asking: Asking,
  typed: Typed | null,
  errors: Readonly<Record<string, string>>,
) {
  const { draft, changing } = asking
  return site.page(asking.request, asking.reply, 'question', {
    ...questionView(question, draft, site.words, typed, errors),
    errors,
    back: backFrom(site, question, asking),
    action: `${site.base}/${question}${changing ? '?then=check' : ''}`,
    // Enough has been said to be sent: whoever is in a hurry may stop here.
    mayStop: !changing && firstMissing(draft) === null && question !== 'kind' && question !== 'contact',
  })
}
