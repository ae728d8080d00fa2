/** The pages of this room. A theme in a folder of its own registers its pages here. */
import type { FastifyInstance } from 'fastify'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { eventsPages } from '../events/pages/events.page.ts'
import { firstPage } from './first.page.ts'

/** Registers them. */
export function pages(app: FastifyInstance, { dataFolder }: RoomServices): void {
  firstPage(app)
  eventsPages(app, dataFolder)
}
