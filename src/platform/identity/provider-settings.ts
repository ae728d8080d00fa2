/**
 * The identity providers of a node, as its operator writes them into the environment: one (`OIDC_ISSUER`, …), or several
 * by name (`OIDC_PROVIDERS=kent,nca`, then `OIDC_KENT_ISSUER`, …). Every force's provider names its claims differently.
 */
import { z } from 'zod'

/** What a provider calls the things that are asked of it. */
export type ClaimNames = {
  /** by what an account is bound for good */
  subject: string
  email: string
  /** the claim that says whether the address has been verified */
  verified: string
  /** the operator says that this issuer names verified addresses only */
  addressesAreVerified: boolean
  /** the person's groups, which propose roles; null: none are read */
  groups: string | null
  /** the agencies that somebody works for, by their IDs here; null: not asked */
  agencies: string | null
}

export type ProviderSettings = {
  /** in addresses and commands; `main` where there is only one */
  name: string
  /** on the sign-in page, where there are several */
  label: string
  issuer: string
  clientId: string
  clientSecret: string
  scope: string
  claims: ClaimNames
  /** speaks http, as the exercise's on this machine does */
  insecure: boolean
}

/** The claims of the standard (OpenID Connect Core 5.1). */
export const STANDARD_CLAIMS: ClaimNames = {
  subject: 'sub',
  email: 'email',
  verified: 'email_verified',
  addressesAreVerified: false,
  groups: null,
  agencies: null,
}
export const STANDARD_SCOPE = 'openid email profile'
/** The only provider of a node. */
export const MAIN = 'main'

const MOST_PROVIDERS = 40
const NAME = /^[a-z][a-z0-9]{1,19}$/
const issuer = z.string().refine((value) => {
  const url = URL.parse(value)
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.search === '' &&
    url.hash === '' &&
    url.username === ''
  )
}, 'must be an address that begins with https://, without a name, a query or a fragment')
const claim = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,200}$/, 'must be the name of a claim, without spaces')

const one = z.object({
  ISSUER: issuer.optional(),
  CLIENT_ID: z.string().trim().min(1).max(255, 'is too long').optional(),
  CLIENT_SECRET: z.string().max(4096, 'is too long').optional(),
  LABEL: z.string().trim().min(1).max(100, 'is too long').optional(),
  SCOPE: z
    .string()
    .trim()
    .regex(
      /^openid( [\x21-\x7e]{1,200}){0,20}$/,
      'must begin with openid, and be words between single spaces',
    )
    .default(STANDARD_SCOPE),
  SUBJECT_CLAIM: claim.default(STANDARD_CLAIMS.subject),
  EMAIL_CLAIM: claim.default(STANDARD_CLAIMS.email),
  EMAIL_VERIFIED_CLAIM: claim.default(STANDARD_CLAIMS.verified),
  EMAIL_TRUSTED: z.enum(['true', 'false'], 'must be true or false').default('false'),
  GROUPS_CLAIM: claim.optional(),
  AGENCY_CLAIM: claim.optional(),
})
type One = z.output<typeof one>

const SETTINGS = Object.keys(one.shape)
const NEEDED = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'] as const

/** What is wrong with the settings of the providers, with the variable's name in front. */
export class WrongProvider extends Error {}

/**
 * Reads the identity providers out of the environment.
 * @param env - all variables; those that begin with `OIDC_` are looked at
 * @returns none, one or several, in the order in which the sign-in page lists them
 * @throws WrongProvider naming the variable: also one that nobody has ever heard of, which is a slip of the pen
 */
export function readProviders(env: Readonly<Record<string, string | undefined>>): ProviderSettings[] {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name.startsWith('OIDC_') && value !== undefined),
  ) as Record<string, string>
  const names = namesOf(given['OIDC_PROVIDERS'])
  const prefixes = prefixesOf(names)
  const known = new Set(providerSettingNames(given))
  const unknown = Object.keys(given).find((name) => !known.has(name))
  if (unknown !== undefined)
    throw new WrongProvider(
      names !== null && SETTINGS.includes(unknown.slice('OIDC_'.length))
        ? `${unknown}: does not go with OIDC_PROVIDERS; write it with the provider's name, like ${prefixes[0] ?? ''}${unknown.slice('OIDC_'.length)}`
        : `${unknown}: there is no such setting; docs/operators/configure.md has all of them`,
    )
  if (names === null) {
    const only = readOne(given, 'OIDC_', MAIN, false)
    return only === null ? [] : [only]
  }
  const read = names.flatMap((name, at) => readOne(given, prefixes[at] ?? '', name, true) ?? [])
  const twice = read.find(
    (each, at) => read.findIndex((other) => sameIssuer(each.issuer, other.issuer)) !== at,
  )
  if (twice !== undefined)
    throw new WrongProvider(`OIDC_${twice.name.toUpperCase()}_ISSUER: another provider has the same`)
  return read
}

/**
 * Names the variables that are read.
 * @param env - with `OIDC_PROVIDERS`, where there are several providers
 * @returns all of them, given or not
 * @throws WrongProvider when the list of providers is wrong
 */
export function providerSettingNames(env: Readonly<Record<string, string | undefined>>): string[] {
  const prefixes = prefixesOf(namesOf(env['OIDC_PROVIDERS']))
  return ['OIDC_PROVIDERS', ...prefixes.flatMap((prefix) => SETTINGS.map((rest) => prefix + rest))]
}

const prefixesOf = (names: readonly string[] | null): string[] =>
  names === null ? ['OIDC_'] : names.map((name) => `OIDC_${name.toUpperCase()}_`)

/**
 * Are these spellings of one issuer? A slash at the end makes no other (OpenID Connect Discovery 1.0, 4.1).
 * @param left - one of them
 * @param right - the other one
 * @returns true when they differ by that alone, or not at all
 */
export const sameIssuer = (left: string, right: string): boolean =>
  left.replace(/\/+$/, '') === right.replace(/\/+$/, '')

function namesOf(list: string | undefined): string[] | null {
  if (list === undefined) return null
  const names = list.split(',').map((name) => name.trim())
  if (names.length > MOST_PROVIDERS || names.some((name) => !NAME.test(name)))
    throw new WrongProvider(
      `OIDC_PROVIDERS: must be names between commas, ${String(MOST_PROVIDERS)} at most, each of 2 to 20 small letters and figures, like kent,nca`,
    )
  if (names.includes(MAIN)) throw new WrongProvider(`OIDC_PROVIDERS: ${MAIN} is the name of an only provider`)
  if (new Set(names).size < names.length) throw new WrongProvider('OIDC_PROVIDERS: names one twice')
  return names
}

function readOne(
  given: Readonly<Record<string, string>>,
  prefix: string,
  name: string,
  demanded: boolean,
): ProviderSettings | null {
  const own = Object.fromEntries(SETTINGS.map((rest) => [rest, given[prefix + rest]]))
  const parsed = one.safeParse(own)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new WrongProvider(`${prefix}${String(issue?.path[0] ?? '')}: ${issue?.message ?? 'is wrong'}`)
  }
  const set = parsed.data
  const { ISSUER, CLIENT_ID, CLIENT_SECRET } = set
  const missing = NEEDED.filter((rest) => set[rest] === undefined)
  if (!demanded && missing.length === NEEDED.length) return null
  if (ISSUER === undefined || CLIENT_ID === undefined || CLIENT_SECRET === undefined)
    throw new WrongProvider(
      `${missing.map((rest) => prefix + rest).join(', ')}: is missing; an OpenID provider needs all three`,
    )
  refuseEverybodysTenant(prefix, ISSUER)
  return {
    ...{ name, issuer: ISSUER, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, scope: set.SCOPE },
    label: set.LABEL ?? name,
    claims: claimsOf(set),
    // Production refuses it (config.ts).
    insecure: new URL(ISSUER).protocol === 'http:',
  }
}

const claimsOf = (set: One): ClaimNames => ({
  subject: set.SUBJECT_CLAIM,
  email: set.EMAIL_CLAIM,
  verified: set.EMAIL_VERIFIED_CLAIM,
  addressesAreVerified: set.EMAIL_TRUSTED === 'true',
  groups: set.GROUPS_CLAIM ?? null,
  agencies: set.AGENCY_CLAIM ?? null,
})

/** Entra's addresses for the people of any organisation at all: whoever runs one could name any address. */
function refuseEverybodysTenant(prefix: string, address: string): void {
  const { hostname, pathname } = new URL(address)
  if (/^login\.(microsoftonline\.com|microsoftonline\.us|partner\.microsoftonline\.cn)$/.test(hostname))
    if (/^\/(common|organizations|consumers)(\/|$)/i.test(pathname))
      throw new WrongProvider(
        `${prefix}ISSUER: is for the people of every organisation; write your own tenant's id in its place`,
      )
}
