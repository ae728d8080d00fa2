/** Roles in the words of the field, and the refusal of whoever holds none that will do. */
import type { Role } from '../database/scope.ts'
import { forbidden, type SeamarkError } from '../errors.ts'

/** In the order a form shows them. */
export const roleWords: Record<Role, string> = {
  intelligence_officer: 'Intelligence officer',
  analyst: 'Analyst',
  coordinator: 'Coordinator',
  triage_officer: 'Triage officer',
  records_manager: 'Records manager',
  administrator: 'Administrator',
  overseer: 'Overseer',
}

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
