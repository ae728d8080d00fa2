/** The pages of planned events and conflicts. */
import type { FastifyInstance } from 'fastify'
import { conflictPages } from './conflict.page.ts'
import { eventPages } from './event.page.ts'
import { filePages } from './files.page.ts'
import type { RoomServices } from '../../../../platform/rooms/services.ts'
import { alertPages } from './alerts.page.ts'
import { lodgePages } from './lodge.page.ts'
import { stepPages } from './step.page.ts'

/**
 * Registers them.
 * @param services - `dataFolder`: in which the layers of the map lie
 */
export function plannedPages(app: FastifyInstance, { dataFolder }: Pick<RoomServices, 'dataFolder'>): void {
  filePages(app)
  lodgePages(app, dataFolder)
  stepPages(app, dataFolder)
  alertPages(app)
  eventPages(app)
  conflictPages(app)
}
