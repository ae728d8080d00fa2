/** The pages of tasking. */
import type { FastifyInstance } from 'fastify'
import type { House } from '../../../../platform/rooms/fold-rooms.ts'
import { bidPages } from './bid.page.ts'
import { decidePages } from './decide.page.ts'
import { formPages } from './form.page.ts'
import { listPages } from './list.page.ts'
import { meetingPages } from './meeting.page.ts'

/**
 * Registers them.
 * @param house - what knows the pages of records
 */
export function taskingPages(app: FastifyInstance, house: House): void {
  listPages(app)
  meetingPages(app)
  formPages(app)
  bidPages(app, house)
  decidePages(app)
}
