/** The pages of interests. */
import type { FastifyInstance } from 'fastify'
import { cardPages } from './cards.page.ts'
import { interestPages } from './interest.page.ts'
import { listPages } from './list.page.ts'

/** Registers them. @param app - the desk's pages */
export function interestsPages(app: FastifyInstance): void {
  cardPages(app)
  listPages(app)
  interestPages(app)
}
