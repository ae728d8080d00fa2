/** The pages of this room. */
import type { FastifyInstance } from 'fastify'
import type { ShowLinked } from '../../../platform/rooms/filing.ts'
import { answerPages } from './answer.page.ts'
import { figuresPages } from './figures.page.ts'
import { linePages } from './line.page.ts'
import { listPages } from './list.page.ts'
import { proposePages } from './propose.page.ts'
import { requirementPages } from './requirement.page.ts'
import { statePages } from './state.page.ts'
import { writePages } from './write.page.ts'

/** Registers them. @param linked - what other rooms show beside a requirement */
export function pages(app: FastifyInstance, linked: readonly ShowLinked[]): void {
  listPages(app)
  figuresPages(app)
  writePages(app)
  requirementPages(app, linked)
  proposePages(app)
  linePages(app)
  answerPages(app)
  statePages(app)
}
