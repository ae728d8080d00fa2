/** What the forms of this room ask alike. */
import type { FastifyRequest } from 'fastify'
import { may } from '../../../platform/identity/roles.ts'

/**
 * May this person change the plan?
 * @returns true when one of their roles keeps the coastal plan
 */
export const mayEdit = (request: FastifyRequest): boolean => may(request.signedIn?.roles, 'keepsCoastalPlan')

/**
 * Says where events of reports near a place of the plan are listed, for who reads reports.
 * @param id - of a site or a stretch
 * @returns the address; null for who reads none
 */
export const eventsNear = (request: FastifyRequest, id: string): string | null =>
  may(request.signedIn?.roles, 'readsContent')
    ? `/events?${new URLSearchParams({ near: id, days: '14' }).toString()}`
    : null
