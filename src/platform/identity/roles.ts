/** Who may do what: lists of roles by the name of what they let somebody do, as wire/codes.ts has them. */
import { capability, codesOf, roleMay, roleWords, type Capability, type Role } from '../../wire/codes.ts'

const mayDo = (role: Role, what: Capability): boolean =>
  (roleMay[role] as readonly Capability[]).includes(what)

/** The roles of which one is enough, in the order a form shows them: `access: whoever.decides`. */
export const whoever = Object.fromEntries(
  codesOf(capability).map((what) => [what, codesOf(roleWords).filter((role) => mayDo(role, what))]),
) as unknown as Readonly<Record<Capability, readonly Role[]>>

/**
 * May somebody with these roles do it?
 * @param roles - of one person; none for somebody who is not signed in
 * @param what - a capability of wire/codes.ts
 * @returns whether one of the roles lets them do it
 */
export const may = (roles: readonly Role[] | undefined, what: Capability): boolean =>
  roles?.some((role) => mayDo(role, what)) ?? false
