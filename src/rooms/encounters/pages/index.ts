/** The pages of encounters. */
import type { FastifyInstance } from 'fastify'
import { readPublicAssets } from '../../../design/assets.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { countsPages } from './counts.page.ts'
import { encounterPages } from './encounter.page.ts'
import { entryPages } from './entries.page.ts'
import { listPages } from './list.page.ts'
import { reportPages } from './report.page.ts'
import { telephonePages } from './send.ts'
import { stepPages } from './step.page.ts'
import { wholePages } from './whole.page.ts'

/** Registers them. */
export function pages(app: FastifyInstance, { assetsFolder }: RoomServices): void {
  const send = telephonePages(assetsFolder)
  listPages(app)
  countsPages(app, send)
  encounterPages(app, send)
  stepPages(app, send)
  entryPages(app, send)
  reportPages(app, send)
  wholePages(app, send, readPublicAssets(assetsFolder).scripts['encounter'] ?? '')
}
