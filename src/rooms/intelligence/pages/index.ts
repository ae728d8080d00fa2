/** Every page of this room. */
import type { FastifyInstance } from 'fastify'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { evaluatePages } from './evaluate/evaluate.page.ts'
import { filingPages } from './filing/index.ts'
import { importPages } from './imports/imports.page.ts'
import { listPages } from './lists/lists.page.ts'
import { comparePages } from './report/compare.page.ts'
import { reportPages } from './report/report.page.ts'
import { beginPages } from './sanitise/begin.page.ts'
import { secondCheckPages } from './sanitise/check.page.ts'

/**
 * Registers every page of this room.
 * @param services - what the lists and the pages of imports need
 */
export async function pages(app: FastifyInstance, services: RoomServices): Promise<void> {
  listPages(app, [...services.house.records.values()])
  filingPages(app)
  reportPages(app)
  comparePages(app)
  beginPages(app)
  secondCheckPages(app)
  evaluatePages(app)
  // Encapsulated: only these routes take files.
  await app.register((inner) => importPages(inner, services))
}
