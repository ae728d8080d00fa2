/** The pages of this room. */
import type { FastifyInstance } from 'fastify'
import { answerPages } from './answer.page.ts'
import { figuresPages } from './figures.page.ts'
import { linePages } from './line.page.ts'
import { listPages } from './list.page.ts'
import { proposePages } from './propose.page.ts'
import { requirementPages } from './requirement.page.ts'
import { statePages } from './state.page.ts'
import { writePages } from './write.page.ts'

/** Registers them. */
export function pages(app: FastifyInstance): void {
  listPages(app)
  figuresPages(app)
  writePages(app)
  requirementPages(app)
  proposePages(app)
  linePages(app)
  answerPages(app)
  statePages(app)
}
