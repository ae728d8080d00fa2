/** The pages of requests to systems of record. */
import type { FastifyInstance } from 'fastify'
import { accreditationPages } from './accreditations.page.ts'
import { alertPages } from './alerts.page.ts'
import { draftPages } from './draft.page.ts'
import { listPages } from './list.page.ts'
import { requestPages } from './request.page.ts'
import { stepPages } from './steps.page.ts'

/** Registers them. */
export function pages(app: FastifyInstance): void {
  listPages(app)
  draftPages(app)
  accreditationPages(app)
  alertPages(app)
  requestPages(app)
  stepPages(app)
}
