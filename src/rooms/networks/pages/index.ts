/** The pages of this room. A theme in a folder of its own registers its pages here. */
import type { FastifyInstance } from 'fastify'
import { groupPages } from '../groups/pages/index.ts'
import { askedPages } from './asked.page.ts'
import { firstPage } from './first.page.ts'
import { pairPages } from './pair.page.ts'
import { safeguardingPages } from './safeguarding.page.ts'
import { subjectPages } from './subject.page.ts'
import { suggestionPages } from './suggestions.page.ts'
import { wayPages } from './way.page.ts'

/** Registers them. */
export function pages(app: FastifyInstance): void {
  firstPage(app)
  groupPages(app)
  subjectPages(app)
  pairPages(app)
  wayPages(app)
  safeguardingPages(app)
  askedPages(app)
  suggestionPages(app)
}
