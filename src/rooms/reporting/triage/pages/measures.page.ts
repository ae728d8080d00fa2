/** How long reports wait for a first look and what comes of them. */
import type { FastifyInstance } from 'fastify'
import { ukMonth } from '../../../../design/dates.ts'
import { sentenceOf, SMALL, waited, type Figures } from '../first-look.ts'
import { MONTHS_COUNTED, readMeasures } from '../measures.ts'
import { config, FOLDER } from './desk.ts'
import { reportRow } from './list.view.ts'

/** Registers that page. */
export function measurePages(app: FastifyInstance): void {
  app.get('/triage/measures', config('measures'), async (request, reply) => {
    const measures = await request.perform(readMeasures)
    return reply.page(`${FOLDER}/measures.njk`, {
      title: 'How long reports wait, and what comes of them',
      back: { text: 'Back to public reports', href: '/triage' },
      all: sentenceOf(measures.all),
      months: MONTHS_COUNTED,
      small: SMALL,
      byMonth: measures.byMonth.map(({ key, figures }) => [ukMonth(key), ...cells(figures)]),
      byStretch: measures.byStretch
        .filter(({ figures }) => figures.reports !== null)
        .map(({ key, figures }) => [key, ...cells(figures)]),
      tooFew: measures.byStretch.filter(({ figures }) => figures.reports === null).map(({ key }) => key),
      waiting: measures.longestWaiting.map((one) => reportRow(one)),
    })
  })
}

const FEW = 'Too few to say'

function cells({ reports, median, nineInTen, share }: Figures): string[] {
  return [
    median === null ? FEW : waited(median),
    nineInTen === null ? FEW : waited(nineInTen),
    share === null ? FEW : `${String(share)} in 100`,
    reports === null ? `Fewer than ${String(SMALL)}` : String(reports),
  ]
}
