/** The pages of groups. */
import type { FastifyInstance } from 'fastify'
import type { ShowLinked } from '../../../../platform/rooms/filing.ts'
import { assessPages } from './assess.page.ts'
import { changesPages } from './changes.page.ts'
import { groupPage } from './group.page.ts'
import { leadPages } from './lead.page.ts'
import { linePages } from './line.page.ts'
import { linkPages } from './link.page.ts'
import { listPages } from './list.page.ts'
import { memberPages } from './member.page.ts'
import { planPages } from './plan.page.ts'
import { startPages } from './start.page.ts'
import { writePages } from './write.page.ts'

/** Registers them. @param linked - what other rooms show beside a group */
export function groupPages(app: FastifyInstance, linked: readonly ShowLinked[]): void {
  listPages(app)
  startPages(app)
  writePages(app)
  groupPage(app, linked)
  changesPages(app)
  leadPages(app)
  assessPages(app)
  memberPages(app)
  planPages(app)
  linePages(app)
  linkPages(app)
}
