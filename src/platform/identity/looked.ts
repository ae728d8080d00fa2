/** Until when a person has looked at a list, so that what is new to them stands apart. */
import type { FastifyRequest } from 'fastify'
import type { MemberScope } from '../database/scope.ts'

/**
 * Does somebody look at this page? They came to it, or they came back to its tab. A page that looks again by itself
 * shows that nobody is there.
 * @param request - its headers
 * @returns true when a person is there
 */
export const isLookedAt = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  headers['x-fragment'] === undefined || headers['x-fragment'] === 'seen'

/**
 * Notes that the person looks, where they do.
 * @param place - `home` for everything, or the lists of one room by the key of its navigation
 * @param looks - somebody is there (`isLookedAt`)
 * @returns since when something is new to them at this place
 */
export async function lookAt(scope: MemberScope, place: string, looks: boolean): Promise<Date> {
  const { since } = await scope.tx.one<{ since: Date }>(
    looks ? 'select identity.look_at($1) as since' : 'select identity.new_since($1) as since',
    [place],
  )
  return since
}
