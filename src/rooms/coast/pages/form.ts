/** What every form of this room does alike when it is refused. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError } from '../../../platform/errors.ts'
import { typedValues } from '../../../platform/http/input.ts'

/** A form that was refused. `stale`: somebody changed the thing meanwhile, and both are shown. */
export type Refused = { errors: Record<string, string>; values: Record<string, unknown>; stale: boolean }

/**
 * Sends a form; what was refused comes back with everything that was typed.
 * @param again - shows the form anew
 */
export async function orAgain(
  request: FastifyRequest,
  send: () => Promise<FastifyReply>,
  again: (refused: Refused) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await send()
  } catch (fault) {
    const error = asSeamarkError(fault)
    if (error.kind !== 'invalid' && error.code !== 'stale') throw fault
    return await again({
      errors: error.fields ?? { form: error.message },
      values: typedValues(request),
      stale: error.code === 'stale',
    })
  }
}

/** May this person change the plan? */
export const mayEdit = (request: FastifyRequest): boolean =>
  ['coordinator', 'administrator'].some((role) => request.signedIn?.roles.includes(role as never) === true)
