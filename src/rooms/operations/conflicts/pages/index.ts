/** The pages of planned events and conflicts. */
import type { FastifyInstance } from 'fastify'
import { conflictPages } from './conflict.page.ts'
import { eventPages } from './event.page.ts'
import { filePages } from './files.page.ts'
import { lodgePages } from './lodge.page.ts'

/** Registers them. */
export function plannedPages(app: FastifyInstance): void {
  filePages(app)
  lodgePages(app)
  eventPages(app)
  conflictPages(app)
}
