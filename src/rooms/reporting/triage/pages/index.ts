/** The desk's pages for public reports. */
import type { FastifyInstance } from 'fastify'
import { askPages } from './ask.page.ts'
import type { TriageServices } from './desk.ts'
import { incidentPages } from './incident.page.ts'
import { intelligencePages } from './intelligence.page.ts'
import { keyPages } from './keys.page.ts'
import { listPages } from './list.page.ts'
import { measurePages } from './measures.page.ts'
import { outcomePages } from './outcomes.page.ts'
import { reportPages } from './report.page.ts'

export type { TriageServices } from './desk.ts'

/**
 * Makes the desk's pages.
 * @returns what the desk's pages register
 */
export function triagePages(services: TriageServices) {
  return async (app: FastifyInstance): Promise<void> => {
    for (const pages of [
      listPages,
      keyPages(services),
      measurePages,
      reportPages(services),
      incidentPages,
      askPages(services),
      intelligencePages(services),
      outcomePages,
    ])
      await app.register(async (inside) => pages(inside))
  }
}
