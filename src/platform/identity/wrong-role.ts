/** The refusal of whoever holds no role that will do. */
import { roleWords, type Capability, type Role } from '../../wire/codes.ts'
import type { MemberScope } from '../database/scope.ts'
import { forbidden, type SeamarkError } from '../errors.ts'
import { may, whoever } from './roles.ts'

const EITHER = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/**
 * Says which roles would do: whoever reads it, an administrator too, then knows what to ask for.
 * @param allowed - roles of which one is enough
 * @returns forbidden `wrong-role`
 */
export function wrongRole(allowed: readonly Role[]): SeamarkError {
  const [first = '', ...others] = allowed.map((role) => roleWords[role].toLowerCase())
  const article = /^[aeiou]/.test(first) ? 'an' : 'a'
  return forbidden(
    'wrong-role',
    `Your role does not include this. It is for ${article} ${EITHER.format([first, ...others])}. An administrator of your agency gives roles.`,
  )
}

/**
 * Asks who acts in a use case. The route says so first, and row-level security decides again for each row; this
 * holds for whoever calls the use case.
 * @param what - what the use case does
 * @throws forbidden `wrong-role`
 */
export function mustBeOneWho(scope: MemberScope, what: Capability): void {
  if (!may(scope.actor.roles, what)) throw wrongRole(whoever[what])
}
