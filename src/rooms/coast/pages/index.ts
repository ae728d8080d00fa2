/** The pages of the coast. */
import type { FastifyInstance } from 'fastify'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { contactPages } from './contact.page.ts'
import { loadPages } from './load.page.ts'
import { picturePages } from './picture.page.ts'
import { planPages } from './plan.page.ts'
import { sitePages } from './site.page.ts'
import { stretchPages } from './stretch.page.ts'
import { wherePages } from './where.page.ts'

/**
 * Registers them.
 * @param services - `dataFolder`: in which the layers of the map lie
 */
export async function pages(app: FastifyInstance, { dataFolder }: RoomServices): Promise<void> {
  planPages(app, dataFolder)
  stretchPages(app, dataFolder)
  contactPages(app)
  sitePages(app, dataFolder)
  wherePages(app, dataFolder)
  picturePages(app, dataFolder)
  // Encapsulated: only these routes take files.
  await app.register(loadPages)
}
