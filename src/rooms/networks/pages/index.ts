/** The pages of this room. A theme in a folder of its own registers its pages here. */
import type { FastifyInstance } from 'fastify'
import { groupPages } from '../groups/pages/index.ts'
import { askedPages } from './asked.page.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { eventsPages } from '../events/pages/events.page.ts'
import { firstPage } from './first.page.ts'
import { pairPages } from './pair.page.ts'
import { safeguardingPages } from './safeguarding.page.ts'
import { subjectPages } from './subject.page.ts'
import { suggestionPages } from './suggestions.page.ts'
import { wayPages } from './way.page.ts'

/**
 * Registers them.
 * @param services - of the house: where the layers of the map lie, and what other rooms show beside a group
 */
export function pages(app: FastifyInstance, services: RoomServices): void {
  firstPage(app)
  groupPages(app, services.house.linkedRecords)
  subjectPages(app)
  pairPages(app)
  wayPages(app)
  safeguardingPages(app)
  askedPages(app)
  suggestionPages(app)
  eventsPages(app, services.dataFolder)
}
