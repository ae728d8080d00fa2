/** Grading what an import brought: one report, its text, its grade, and straight on to the next. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { asSeamarkError, notFound } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { evaluateReport, evaluationQueue } from '../../evaluate.ts'
import { readReport } from '../../read-report.ts'
import { isStaleVersion } from '../../submit-draft.ts'
import { namedByItem } from '../filing/steps.ts'
import { formOf, typedNumber, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { countWaiting } from './count-waiting.ts'
import { nextAddress, placeInQueue, type Run } from './evaluate.view.ts'

const folder = 'rooms/intelligence/pages/evaluate'
const whole = z.coerce.number().int().min(0).max(100_000).default(0)
const runQuery = z.object({
  done: whole,
  skipped: whole,
  end: z.string().optional(),
  after: z.uuid().optional(),
})

/** Registers the queue of reports that wait to be graded, and the page of each. */
export function evaluatePages(app: FastifyInstance): void {
  app.get(
    '/reports/evaluate',
    { config: { operation: 'intelligence.evaluation.queue', access: whoever.decides } },
    async (request, reply) => {
      const { after, end, ...run } = queryOf(request, runQuery)
      const { next, waiting } = await request.perform(async (scope) => ({
        next: end === undefined ? (await evaluationQueue(scope, after))[0] : undefined,
        waiting: await countWaiting(scope),
      }))
      if (next !== undefined) return reply.redirect(nextAddress(next, run), 303)
      return await reply.page(`${folder}/end.njk`, { title: 'Grade reports', run, waiting })
    },
  )

  app.get(
    '/reports/:id/evaluate',
    { config: { operation: 'intelligence.report.show-evaluate', access: whoever.decides } },
    async (request, reply) => showReport(request, reply, {}, {}),
  )

  app.post(
    '/reports/:id/evaluate',
    { config: { operation: 'intelligence.report.evaluate', access: whoever.decides } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const { done, skipped } = queryOf(request, runQuery)
      const typed = formOf(request)
      try {
        const { next, awaitsCheck } = await request.perform(async (scope) => {
          const report = await readReport(scope, id)
          const grades = report.items.map((_, index) => gradeTyped(typed, index))
          const graded = await evaluateReport(scope, id, typedNumber(typed, 'revision'), grades)
          const [after] = await evaluationQueue(scope, id)
          const next = after ?? (await evaluationQueue(scope)).find((one) => one.id !== id)
          return { next, awaitsCheck: graded.awaitsCheck === true }
        })
        if (awaitsCheck)
          return await reply.done(
            `/reports/${id}`,
            'This report is a sanitised version, so a second officer checks your grades before they count.',
          )
        if (typedText(typed, 'do') === 'stop') return await reply.done(`/reports/${id}`, 'Graded.')
        return await reply.redirect(nextAddress(next, { done: done + 1, skipped }), 303)
      } catch (fault) {
        if (isStaleVersion(fault))
          return await showReport(request, reply, typed, {
            form: 'A colleague changed this report meanwhile. This is what it says now: look again, then save',
          })
        const { fields } = asSeamarkError(fault)
        if (fields === undefined) throw fault
        return await showReport(request, reply, typed, fields)
      }
    },
  )
}

function gradeTyped(typed: Typed, index: number) {
  const one = (name: string) => typedText(typed, `items.${String(index)}.${name}`) ?? ''
  return {
    source_evaluation: one('source_evaluation'),
    intelligence_assessment: one('intelligence_assessment'),
    basis: one('basis'),
  }
}

async function showReport(
  request: FastifyRequest,
  reply: FastifyReply,
  values: Typed,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, recordPath)
  const run: Run = queryOf(request, runQuery)
  const { report, waiting } = await request.perform(async (scope) => {
    const report = await readReport(scope, id)
    if (!report.own) throw notFound()
    return { report, waiting: await countWaiting(scope) }
  })
  const skipped = { done: String(run.done), skipped: String(run.skipped + 1), after: id }
  return await reply.page(`${folder}/evaluate.njk`, {
    title: `Grade ${report.reference ?? ''}`,
    classification: report.classification,
    back: { text: 'Back to our own reports', href: '/reports/ours' },
    report,
    place: report.needsEvaluation ? placeInQueue(run, waiting) : null,
    skipHref: `/reports/evaluate?${new URLSearchParams(skipped).toString()}`,
    values,
    errors: namedByItem(errors, report.items.length),
  })
}
