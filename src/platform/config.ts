/** Configuration: read once from the environment at boot, typed, and handed on as a value. */
import path from 'node:path'
import { z } from 'zod'
import { PRIVATE_HOSTS } from './http/outside-addresses.ts'
import {
  MAIN,
  providerSettingNames,
  readProviders,
  WrongProvider,
  type ProviderSettings,
} from './identity/provider-settings.ts'
import { readSmtpUrl, type MailSettings } from './mail/mail-settings.ts'
import { unknownSettings } from './unknown-settings.ts'

const root = path.dirname(path.dirname(import.meta.dirname))

/** What Prometheus's own exporters begin at. */
const OPERATOR_PORT = 9464

/** A whole number between bounds; what lies outside is refused with the bounds. */
const between = (least: number, most: number) => {
  const words = `must be a whole number from ${String(least)} to ${String(most)}`
  return z.coerce.number(words).int(words).min(least, words).max(most, words)
}
const whole = (fallback: number, least: number, most: number) => between(least, most).default(fallback)

/** Roads by which other programs are reached; anything else is a mistake, or worse. */
const web = z
  .string()
  .refine(
    (value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ''),
    'must be an address that begins with https://',
  )
const postgres = z.string().regex(/^postgres(ql)?:\/\//, 'must be an address that begins with postgresql://')
/** The word by which an operator asks for the database that Seamark brings. */
const EMBEDDED = 'embedded'

const host = z.string().regex(/^[\w.:%-]+$/, 'must be a name or an address of this machine, like 127.0.0.1')

// A session that outlives its shift is somebody else's.
const LONGEST_IDLE_MINUTES = 120
const LONGEST_SESSION_HOURS = 24
const MOST_CONNECTIONS = 500
const LONGEST_DRAIN = 300
/** Enough for a proxy that asks every second or two. */
const DRAIN_SECONDS = 5

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: whole(3000, 0, 65535),
  HOST: host.default('127.0.0.1'),
  OPERATOR_HOST: host.default('127.0.0.1'),
  OPERATOR_PORT: between(0, 65535).optional(),
  PUBLIC_URL: web
    .refine((value) => {
      const url = URL.parse(value)
      return url !== null && `${url.pathname}${url.search}${url.hash}` === '/' && url.username === ''
    }, 'must be an address without a path, like https://seamark.example')
    .optional(),
  DATABASE_URL: z
    .union(
      [z.literal(EMBEDDED), postgres],
      'must be an address that begins with postgresql://, or "embedded"',
    )
    .optional(),
  MIGRATION_DATABASE_URL: postgres.optional(),
  DATABASE_CONNECTIONS: whole(16, 1, MOST_CONNECTIONS),
  DATA_DIR: z.string().default('./data'),
  EXERCISE_DIR: z.string().optional(),
  API_AUDIENCE: z.string().trim().min(1, 'must not be blank').max(255, 'is too long').default('seamark-api'),
  SESSION_IDLE_MINUTES: whole(30, 1, LONGEST_IDLE_MINUTES),
  SESSION_HOURS: whole(12, 1, LONGEST_SESSION_HOURS),
  OPERATOR_CONTACT: z.string().trim().min(1).max(200, 'is too long').optional(),
  SMTP_URL: z
    .string()
    .refine((value) => readSmtpUrl(value) !== null, 'must be an address like smtps://mail.example')
    .optional(),
  MAIL_FROM: z.email('must be an e-mail address').max(254, 'is too long').optional(),
  DRAIN_SECONDS: between(0, LONGEST_DRAIN).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  // `true` is one proxy, as deploy/ ships it.
  TRUST_PROXY: z
    .string()
    .regex(/^(?:true|false|[0-9])$/, 'must be the number of proxies in front of this node, 0 to 9')
    .default('0'),
  // Read by http/outside-addresses.ts; a wrong one ends the start here, by its name.
  HOLDER_ADDRESSES_PRIVATE: z
    .string()
    .trim()
    .regex(PRIVATE_HOSTS, 'is "allow", "refuse", or hosts between commas')
    .optional(),
})

export type Config = {
  mode: 'development' | 'test' | 'production'
  /** the demo: embedded sign-in, exercise data, a banner that says so */
  demo: boolean
  host: string
  port: number
  /** where the node tells its operator how it is */
  operator: {
    host: string
    port: number
    /** any free port does where the usual one is taken: two exercises on one machine */
    otherIfTaken: boolean
  }
  /** where browsers reach this node; the sign-in returns there */
  publicUrl: string
  database: { kind: 'embedded'; folder: string } | { kind: 'external'; url: string; migrationUrl: string }
  databaseConnections: number
  dataFolder: string
  /** a folder with five exports to load instead of the project's own exercise */
  exerciseFolder: string | null
  /** who vouches for people; none: the exercise's own provider */
  providers: readonly ProviderSettings[]
  apiAudience: string
  /** minutes without a request after which a session ends */
  sessionIdleMinutes: number
  /** hours after which a session ends whatever happens */
  sessionHours: number
  /** how people reach the operator of this node, in the operator's words */
  operatorContact: string | null
  /** the operator's mail server; null: this node sends no mail */
  mail: MailSettings | null
  /** for so long a node that ends goes on answering, so that a proxy can take it out first */
  drainSeconds: number
  logLevel: string
  /** how many proxies of the operator's stand in front; the client is so many places from the right of
   *  `X-Forwarded-For`, and what stands further left is only what somebody wrote there */
  proxyHops: number
  /** folder of the program itself: the schema's files, exercise, built assets */
  root: string
}

/** A setting is missing or wrong; the message names it. */
export class WrongSetting extends Error {}

/**
 * Reads the configuration.
 * @param env - usually `process.env`
 * @param options - demo: run with the embedded provider and the exercise
 * @returns the configuration, complete
 * @throws WrongSetting naming the variable at fault; in production also when a demo setting is left in
 */
export function readConfig(env: NodeJS.ProcessEnv, options: { demo: boolean }): Config {
  // Shells and compose files pass a variable on as empty text where nobody set it.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new WrongSetting(`${issue?.path.join('.') ?? 'setting'}: ${issue?.message ?? 'is wrong'}`)
  }
  const set = parsed.data
  const production = set.NODE_ENV === 'production'
  if (production && options.demo) throw new WrongSetting('NODE_ENV: the demo does not run in production')
  if (production) refuseWhatNobodyReads(env, given)
  const providers = providersIn(given)
  refuseWhatDoesNotFit(set, providers)
  const dataFolder = path.resolve(set.DATA_DIR)
  if (production) refuseDemoSettings(set, providers)
  refuseOnePortForTwo(set)
  return {
    mode: set.NODE_ENV,
    demo: options.demo,
    host: set.HOST,
    port: set.PORT,
    operator: {
      host: set.OPERATOR_HOST,
      port: set.OPERATOR_PORT ?? OPERATOR_PORT,
      otherIfTaken: set.OPERATOR_PORT === undefined && !production,
    },
    publicUrl: (set.PUBLIC_URL ?? `http://localhost:${String(set.PORT)}`).replace(/\/$/, ''),
    database:
      set.DATABASE_URL === undefined || set.DATABASE_URL === EMBEDDED
        ? { kind: 'embedded', folder: path.join(dataFolder, 'postgres') }
        : {
            kind: 'external',
            url: set.DATABASE_URL,
            migrationUrl: set.MIGRATION_DATABASE_URL ?? set.DATABASE_URL,
          },
    databaseConnections: set.DATABASE_CONNECTIONS,
    dataFolder,
    exerciseFolder: set.EXERCISE_DIR ? path.resolve(set.EXERCISE_DIR) : null,
    providers,
    apiAudience: set.API_AUDIENCE,
    sessionIdleMinutes: set.SESSION_IDLE_MINUTES,
    sessionHours: set.SESSION_HOURS,
    operatorContact: set.OPERATOR_CONTACT ?? null,
    mail: mailOf(set),
    drainSeconds: set.DRAIN_SECONDS ?? (production ? DRAIN_SECONDS : 0),
    logLevel: set.LOG_LEVEL,
    proxyHops: { true: 1, false: 0 }[set.TRUST_PROXY] ?? Number(set.TRUST_PROXY),
    root,
  }
}

function mailOf({ SMTP_URL, MAIL_FROM }: z.output<typeof environment>): MailSettings | null {
  const server = SMTP_URL === undefined ? null : readSmtpUrl(SMTP_URL)
  return server === null || MAIL_FROM === undefined ? null : { ...server, from: MAIL_FROM }
}

/** A slip in a name is a setting that is not there, and what stands in for it may look well. */
function refuseWhatNobodyReads(
  env: NodeJS.ProcessEnv,
  given: Readonly<Record<string, string | undefined>>,
): void {
  const [unknown] = unknownSettings(env, [...Object.keys(environment.shape), ...providerSettingNames(given)])
  if (unknown !== undefined)
    throw new WrongSetting(
      `${unknown.name}: Seamark has no such setting. ${unknown.meant === null ? 'Take it out, or correct its name' : `Did you mean ${unknown.meant}?`}`,
    )
}

function providersIn(env: Readonly<Record<string, string | undefined>>): ProviderSettings[] {
  try {
    return readProviders(env)
  } catch (fault) {
    throw fault instanceof WrongProvider ? new WrongSetting(fault.message) : fault
  }
}

/** Settings that are well alone and wrong together. */
function refuseWhatDoesNotFit(
  set: z.output<typeof environment>,
  providers: readonly ProviderSettings[],
): void {
  // Every identity token names the client: taken for the API, each of them would be a key to it.
  if (providers.some(({ clientId }) => clientId === set.API_AUDIENCE))
    throw new WrongSetting(
      'API_AUDIENCE: must not be OIDC_CLIENT_ID; register the API at the provider under a name of its own',
    )
  if (
    set.MIGRATION_DATABASE_URL !== undefined &&
    (set.DATABASE_URL === undefined || set.DATABASE_URL === EMBEDDED)
  )
    throw new WrongSetting('DATABASE_URL: is missing; MIGRATION_DATABASE_URL alone reaches nothing')
  if ((set.SMTP_URL === undefined) !== (set.MAIL_FROM === undefined))
    throw new WrongSetting(
      `${set.SMTP_URL === undefined ? 'SMTP_URL' : 'MAIL_FROM'}: is missing; to send mail needs both`,
    )
  if (set.SESSION_IDLE_MINUTES > set.SESSION_HOURS * 60)
    throw new WrongSetting('SESSION_IDLE_MINUTES: must not be longer than SESSION_HOURS')
}

/** The public must not reach what the operator is told. */
function refuseOnePortForTwo({ PORT, OPERATOR_PORT: set }: z.output<typeof environment>): void {
  if (PORT === 0 || (set ?? OPERATOR_PORT) !== PORT) return
  throw new WrongSetting(
    set === undefined
      ? `PORT: ${String(PORT)} is the operator’s port; choose another one, or give the operator another in OPERATOR_PORT`
      : 'OPERATOR_PORT: must be another port than PORT; the public must not reach it',
  )
}

const LEAST_SECRET = 24

/** What is wrong with a secret, or null. Long is not enough: a letter typed thirty times is guessed at once. */
function weaknessOf(secret: string): string | null {
  if (secret.length < LEAST_SECRET || /^(secret|changeme|password|demo)/i.test(secret))
    return 'is a default or too short (24 characters or more)'
  const letters = Array.from(secret)
  const steps = letters
    .slice(1)
    .map((letter, at) => Number(letter.codePointAt(0)) - Number(letters[at]?.codePointAt(0)))
  const comesAgain = (period: number) =>
    letters.every((letter, at) => at < period || letter === letters[at - period])
  const repeats = letters.some((_letter, at) => at > 0 && at <= letters.length / 2 && comesAgain(at))
  if (new Set(letters).size < 8 || new Set(steps).size < 5 || repeats)
    return 'has too little variety; use the random secret that the provider made'
  return null
}

function refuseDemoSettings(set: z.output<typeof environment>, providers: readonly ProviderSettings[]): void {
  if (providers.length === 0)
    throw new WrongSetting(
      'OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: production needs an OpenID provider; the embedded sign-in is for the demo',
    )
  for (const { name, issuer, clientSecret } of providers) {
    const prefix = name === MAIN ? 'OIDC' : `OIDC_${name.toUpperCase()}`
    if (issuer.includes('/demo-identity'))
      throw new WrongSetting(`${prefix}_ISSUER: this is the demo provider`)
    if (new URL(issuer).protocol !== 'https:') throw new WrongSetting(`${prefix}_ISSUER: must be https`)
    const weakness = weaknessOf(clientSecret)
    if (weakness !== null) throw new WrongSetting(`${prefix}_CLIENT_SECRET: ${weakness}`)
  }
  if (set.DATABASE_URL === undefined)
    throw new WrongSetting(
      'DATABASE_URL: is missing. Give the address of a PostgreSQL; "embedded" asks for the one that Seamark brings, in DATA_DIR, of which there is no second copy',
    )
  if (!set.PUBLIC_URL) throw new WrongSetting('PUBLIC_URL: production needs the address browsers use')
  if (new URL(set.PUBLIC_URL).protocol !== 'https:') throw new WrongSetting('PUBLIC_URL: must be https')
  if (set.EXERCISE_DIR) throw new WrongSetting('EXERCISE_DIR: exercise data is not loaded in production')
}
