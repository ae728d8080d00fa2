/** Somebody who may use a route, whatever the route is. */
import type { DeclaredRoute } from '../../src/platform/http/server.ts'

/**
 * The exercise account that may use a route.
 * @param agency - where a choice is left
 * @returns its address, or null where nobody has to be signed in
 */
export function accountFor(route: Pick<DeclaredRoute, 'access'>, agency = 'sussex-police'): string | null {
  const { access } = route
  if (access === 'public') return null
  const role = access === 'signed-in' ? 'intelligence_officer' : access[0]
  if (role === undefined) return null
  // Only those who oversee have no force of their own.
  return `${role.replaceAll('_', '-')}@${role === 'overseer' ? 'hmicfrs' : agency}.example`
}

/** Routes of the exercise's own identity provider and of files: libraries answer them, not the desk. */
export const isOwnRoute = (route: Pick<DeclaredRoute, 'path'>): boolean =>
  !route.path.startsWith('/demo-identity') && !route.path.startsWith('/assets')

/** A route's path with something in place of each parameter. */
export const pathWith = (route: Pick<DeclaredRoute, 'path'>, value: string): string =>
  route.path.replaceAll(/:[A-Za-z]+(\([^)]*\))?/g, value)
