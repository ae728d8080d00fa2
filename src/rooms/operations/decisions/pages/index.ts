/** The pages of decision logs. */
import type { FastifyInstance } from 'fastify'
import type { RoomServices } from '../../../../platform/rooms/services.ts'
import { enterPages } from './enter.page.ts'
import { entryPages } from './entry.page.ts'
import { logPages } from './log.page.ts'
import { narrowPages } from './narrow.page.ts'
import { printPages } from './print.page.ts'
import { readersPages } from './readers.page.ts'

/**
 * Registers them.
 * @param services - what draws documents, the ledger's files, and the kinds of record that entries rest on
 */
export function decisionPages(app: FastifyInstance, services: RoomServices): void {
  logPages(app)
  enterPages(app)
  narrowPages(app)
  readersPages(app)
  entryPages(app, services.house)
  printPages(app, services)
}
