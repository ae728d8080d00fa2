/** What the forms of this room ask alike. */
import type { FastifyRequest } from 'fastify'
import { may } from '../../../platform/identity/roles.ts'

/**
 * May this person change the plan?
 * @returns true when one of their roles keeps the coastal plan
 */
export const mayEdit = (request: FastifyRequest): boolean => may(request.signedIn?.roles, 'keepsCoastalPlan')
