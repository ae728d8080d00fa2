/** The pages of this room. A theme in a folder of its own registers its pages here. */
import type { FastifyInstance } from 'fastify'
import { firstPage } from './first.page.ts'

/** Registers them. */
export function pages(app: FastifyInstance): void {
  firstPage(app)
}
