/** The pages of this room. A theme in a folder of its own registers its pages here. */
import type { FastifyInstance } from 'fastify'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { eventsPages } from '../events/pages/events.page.ts'
import { firstPage } from './first.page.ts'

/**
 * Registers them.
 * @param services - of the house: where the layers of the map lie
 */
export function pages(app: FastifyInstance, services: RoomServices): void {
  firstPage(app)
  eventsPages(app, services.dataFolder)
}
