/** The pages of action days. */
import type { FastifyInstance } from 'fastify'
import type { RoomServices } from '../../../../platform/rooms/services.ts'
import { briefingPages } from './briefing.page.ts'
import { countPages } from './count.page.ts'
import { dayPages } from './day.page.ts'
import { issuePages } from './issue.page.ts'
import { listPages } from './list.page.ts'
import { movePages } from './move.page.ts'
import { planPages } from './plan.page.ts'
import { printPages } from './print.page.ts'

/**
 * Registers them.
 * @param services - what draws documents
 */
export function actionDayPages(app: FastifyInstance, services: RoomServices): void {
  listPages(app)
  planPages(app)
  dayPages(app)
  movePages(app)
  countPages(app)
  issuePages(app)
  briefingPages(app)
  printPages(app, services)
}
