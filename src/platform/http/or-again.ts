/** What every form does alike when it is refused: it comes back with everything that was typed. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError } from '../errors.ts'
import { typedValues } from './input.ts'

/** A form that was refused. `stale`: somebody changed the thing meanwhile, and both are shown. */
export type Refused = { errors: Record<string, string>; values: Record<string, unknown>; stale: boolean }

/**
 * Sends a form; what was refused comes back with everything that was typed.
 * @param request - the form
 * @param send - does what the form asks for, and answers
 * @param again - shows the form anew
 * @returns the answer
 * @throws what `send` throws, unless a field is wrong or the form is stale
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
