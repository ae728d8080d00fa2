/** The pages of this room. */
import type { FastifyInstance } from 'fastify'
import type { ShowLinked } from '../../../platform/rooms/filing.ts'
import { actPages } from './acts.page.ts'
import { disruptionPage } from './disruption.page.ts'
import { draftPages } from './draft.page.ts'
import { evidencePages } from './evidence.page.ts'
import { listPages } from './list.page.ts'
import { noticePages } from './notice.page.ts'

/** Registers them. @param linked - what other rooms show beside a disruption */
export function pages(app: FastifyInstance, linked: readonly ShowLinked[]): void {
  listPages(app)
  draftPages(app)
  noticePages(app)
  disruptionPage(app, linked)
  evidencePages(app)
  actPages(app)
}
