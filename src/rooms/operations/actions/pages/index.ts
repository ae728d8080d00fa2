/** The pages of actions. */
import type { FastifyInstance } from 'fastify'
import { actionPages } from './action.page.ts'
import { listPages } from './list.page.ts'
import { raisePages } from './raise.page.ts'

/** Registers them. */
export function actionsPages(app: FastifyInstance): void {
  listPages(app)
  raisePages(app)
  actionPages(app)
}
