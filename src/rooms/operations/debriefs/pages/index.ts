/** The pages of debriefs. */
import type { FastifyInstance } from 'fastify'
import type { RoomServices } from '../../../../platform/rooms/services.ts'
import { beginPages } from './begin.page.ts'
import { closePages } from './close.page.ts'
import { debriefPages } from './debrief.page.ts'
import { lessonPages } from './lesson.page.ts'
import { listPages } from './list.page.ts'
import { observePages } from './observe.page.ts'
import { printPages } from './print.page.ts'

/**
 * Registers them.
 * @param services - what draws documents
 */
export function debriefsPages(app: FastifyInstance, services: RoomServices): void {
  listPages(app)
  beginPages(app)
  debriefPages(app)
  observePages(app)
  lessonPages(app)
  closePages(app)
  printPages(app, services)
}
