/** The pages of this room. A theme in a folder of its own registers its pages here. */
import type { FastifyInstance } from 'fastify'
import { askedPages } from './asked.page.ts'
import { formPages } from './forms.page.ts'
import { listPages } from './list.page.ts'
import { operationPage } from './operation.page.ts'
import { proposePages } from './propose.page.ts'

/** Registers them. */
export function pages(app: FastifyInstance): void {
  listPages(app)
  proposePages(app)
  askedPages(app)
  operationPage(app)
  formPages(app)
}
