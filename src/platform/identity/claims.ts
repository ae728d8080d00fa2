/**
 * What a provider says of somebody, read by the names that the operator gave. Providers differ in which claims they send,
 * where, and in which type; what they do not say is never guessed.
 */
import type { ClaimNames } from './provider-settings.ts'

/** What the provider says of somebody. */
export type Claims = {
  /** as the provider names itself */
  issuer: string
  /** by what an account is bound */
  subject: string
  /** the address that the provider vouches for; null: none to bind by */
  email: string | null
  /** why there is none; absent where there is one */
  noEmail?: 'no-address' | 'address-not-verified'
  /** an address that nobody vouches for: its domain says whose administrator is told, and nothing hangs on it */
  saidEmail?: string | null
  /** the agencies that the provider names, by their IDs here; null where it is not asked */
  agencies: readonly string[] | null
  /** the person's groups; null where they are not asked for, or where the provider says nothing of them */
  groups?: readonly string[] | null
  /** of a bearer token: when it was issued, in seconds since 1970, or null where it does not say; absent for
   * somebody whom the provider has just sent here */
  issuedAt?: number | null
}

/** Claims as they come, from one source. */
export type Said = Readonly<Record<string, unknown>>

/** More than any account has; the rest is not looked at. */
const MOST_LISTED = 1_000

/**
 * Reads claims out of one or two sources: the identity token, and what the user-info endpoint adds.
 * @param issuer - as the provider names itself
 * @param names - what the provider calls what is asked of it
 * @param sources - in the order in which they count
 * @returns the claims; null when none of the sources says by what an account is bound
 */
export function readClaims(issuer: string, names: ClaimNames, sources: readonly Said[]): Claims | null {
  const subject = firstText(sources, names.subject)
  if (subject === null) return null
  const { agencies, groups } = names
  return {
    issuer,
    // Of one issuer, what one claim calls somebody is not what another one does.
    subject: names.subject === 'sub' ? subject : `${names.subject}=${subject}`,
    ...addressIn(names, sources),
    agencies: agencies === null ? null : (firstList(sources, agencies) ?? []),
    groups: groups === null ? null : firstList(sources, groups),
  }
}

/**
 * Is something of what is wanted not said by this source?
 * @param names - what the provider calls what is asked of it
 * @param said - the identity token's claims
 * @returns true when the user-info endpoint is worth asking
 */
export function lacksClaims(names: ClaimNames, said: Said): boolean {
  const wanted = [names.subject, names.email, names.groups, names.agencies]
  if (!names.addressesAreVerified) wanted.push(names.verified)
  return wanted.some((name) => name !== null && (said[name] === undefined || isEmpty(said[name])))
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0

/**
 * The address and whether it has been verified are taken from one source, so that nobody is vouched for by a word about
 * another address. A provider whose addresses are all verified may still say of one that it is not.
 */
function addressIn(
  names: ClaimNames,
  sources: readonly Said[],
): Pick<Claims, 'email' | 'noEmail' | 'saidEmail'> {
  const said = sources.flatMap((source) => {
    const email = textIn(source[names.email])
    return email === null ? [] : [{ email, verified: truthOf(source[names.verified]) }]
  })
  const [first] = said
  if (first === undefined) return { email: null, noEmail: 'no-address' }
  const denied = said.some(({ email, verified }) => email === first.email && verified === false)
  const vouched =
    said.find(({ verified }) => verified === true) ?? (names.addressesAreVerified ? first : undefined)
  return vouched === undefined || denied
    ? { email: null, noEmail: 'address-not-verified', saidEmail: first.email }
    : { email: vouched.email }
}

/** Some providers can only map constants and texts: `true`, `"true"`, `"True"`, `1` and `"1"` are one word. */
function truthOf(value: unknown): boolean | null {
  if (value === undefined || value === null) return null
  return value === true || value === 1 || (typeof value === 'string' && /^(true|1)$/i.test(value.trim()))
}

/** A list with one text in it is what ADFS makes of some claims. */
function textIn(value: unknown): string | null {
  const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value
  return typeof one === 'string' && one.trim() !== '' ? one : null
}

function firstText(sources: readonly Said[], name: string): string | null {
  for (const source of sources) {
    const text = textIn(source[name])
    if (text !== null) return text
  }
  return null
}

/** A text or a list of texts; null where no source says anything, which is not the same as none. */
function firstList(sources: readonly Said[], name: string): string[] | null {
  const source =
    sources.find((one) => one[name] !== undefined && one[name] !== null && !isEmpty(one[name])) ??
    sources.find((one) => isEmpty(one[name]))
  if (source === undefined) return null
  return [source[name]]
    .flat()
    .slice(0, MOST_LISTED)
    .filter((one): one is string => typeof one === 'string')
}
