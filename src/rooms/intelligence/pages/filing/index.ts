/** Filing: from an empty page to a report that is matched. */
import type { FastifyInstance } from 'fastify'
import { checkPages } from './check.page.ts'
import { discardPages } from './discard.page.ts'
import { eventPages } from './event.page.ts'
import { foundPages } from './found.page.ts'
import { leaveOutPages } from './leave-out.page.ts'
import { sentPages } from './sent.page.ts'
import { startPages } from './start.page.ts'
import { stepPages } from './steps.page.ts'
import { subjectPages } from './subject.page.ts'
import { typingPages } from './typing.page.ts'

/** Registers the pages of filing. */
export function filingPages(app: FastifyInstance): void {
  startPages(app)
  stepPages(app)
  subjectPages(app)
  eventPages(app)
  checkPages(app)
  discardPages(app)
  foundPages(app)
  leaveOutPages(app)
  typingPages(app)
  sentPages(app)
}
