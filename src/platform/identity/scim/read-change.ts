/**
 * Reads what a directory wants of an account (RFC 7644, 3.5): whether it is to be stopped. Everything else that it says
 * of somebody is heard and not taken: here a named administrator says what an account is.
 */
import { z } from 'zod'

/** Something is not as the standard has it; `scimType` is one of RFC 7644, table 9. */
export class WrongScim extends Error {
  readonly scimType: string
  constructor(scimType: string, message: string) {
    super(message)
    this.scimType = scimType
  }
}

const MOST_OPERATIONS = 100
const patch = z.object({
  Operations: z
    .array(z.object({ op: z.string(), path: z.string().max(500).optional(), value: z.unknown().optional() }))
    .min(1)
    .max(MOST_OPERATIONS),
})
const ACTIVE = /^(urn:ietf:params:scim:schemas:core:2\.0:User:)?active$/i

/**
 * What a PATCH wants.
 * @param body - as it came
 * @returns whether the account is to be active; null where nothing is said of that
 * @throws WrongScim
 */
export function activeInPatch(body: unknown): boolean | null {
  const parsed = patch.safeParse(body)
  if (!parsed.success)
    throw new WrongScim(
      'invalidSyntax',
      `Operations must be a list of 1 to ${String(MOST_OPERATIONS)} operations.`,
    )
  let wanted: boolean | null = null
  for (const { op, path, value } of parsed.data.Operations) {
    // Some directories write "Replace".
    if (!/^(add|replace|remove)$/i.test(op))
      throw new WrongScim('invalidSyntax', 'An operation is add, replace or remove.')
    if (/^remove$/i.test(op)) continue
    const said = path === undefined ? activeIn(value) : ACTIVE.test(path) ? readBoolean(value) : null
    wanted = said ?? wanted
  }
  return wanted
}

/**
 * What a PUT wants.
 * @param body - as it came
 * @returns as `activeInPatch`
 * @throws WrongScim
 */
export function activeInPut(body: unknown): boolean | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new WrongScim('invalidSyntax', 'The body must be a user.')
  return activeIn(body)
}

function activeIn(value: unknown): boolean | null {
  if (typeof value !== 'object' || value === null) return null
  const found = Object.entries(value).find(([name]) => ACTIVE.test(name))
  return found === undefined ? null : readBoolean(found[1])
}

/** Some directories send "False" as text. */
function readBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true'
  throw new WrongScim('invalidValue', 'active must be true or false.')
}

/**
 * Reads a filter. Directories look for an account by its name before they change it.
 * @param filter - as it stands in the address
 * @returns the address that is looked for; null for all
 * @throws WrongScim for any other filter
 */
export function userNameIn(filter: string | undefined): string | null {
  if (filter === undefined || filter.trim() === '') return null
  const found = /^\s*userName\s+eq\s+"((?:[^"\\]|\\["\\/])*)"\s*$/i.exec(filter)?.[1]
  if (found === undefined) throw new WrongScim('invalidFilter', 'The only filter is: userName eq "ADDRESS".')
  return found.replaceAll(/\\(.)/g, '$1')
}
