/**
 * Settings that nobody reads and that look like ours. `DATABASE_URI` for `DATABASE_URL` would start a node on an
 * empty database of its own, and everything about it would look well.
 */

/** Read elsewhere than in config.ts, or by what stands beside a node (deploy/). */
const READ_ELSEWHERE = [
  'SEAMARK_TRACE',
  'SEAMARK_TOKEN',
  'SEAMARK_KEYHOLDER_PASSPHRASE',
  'SEAMARK_HOST',
  'SEAMARK_UPSTREAM',
  'SEAMARK_UPSTREAMS',
  'SEAMARK_MEMORY',
  'DATABASE_MEMORY',
  'MIGRATION_PASSWORD',
  'LOGIN_PASSWORD',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'NODE_COMPILE_CACHE',
]

/** Whatever begins like this is meant for us. */
const OURS = ['OIDC_', 'DATABASE_', 'MIGRATION_', 'OPERATOR_', 'SMTP_', 'HOLDER_', 'EXERCISE_', 'SEAMARK_']

/** What Kubernetes sets for a service called `seamark` or `database`: `DATABASE_PORT=tcp://…` too. */
const OF_AN_ORCHESTRATOR = /_(?:SERVICE_(?:HOST|PORT)(?:_\w+)?|PORT_\d+_(?:TCP|UDP)(?:_\w+)?)$/
const isOfAnOrchestrator = (name: string, value: string) =>
  OF_AN_ORCHESTRATOR.test(name) || (name.endsWith('_PORT') && /^(?:tcp|udp):\/\//.test(value))

/** Shorter names are one slip away from too much else. */
const LEAST_LETTERS = 7
const MOST_SLIPS = 2

/**
 * Finds what looks like a setting of ours and is none.
 * @param env - the environment
 * @param known - names that are read
 * @returns each with the setting that was probably meant, or null; by name
 */
export function unknownSettings(
  env: NodeJS.ProcessEnv,
  known: readonly string[],
): { name: string; meant: string | null }[] {
  const all = new Set([...known, ...READ_ELSEWHERE])
  return Object.keys(env)
    .filter((name) => env[name] !== '' && env[name] !== undefined && !all.has(name))
    .sort()
    .flatMap((name) => {
      const meant =
        known.find((one) => one.length >= LEAST_LETTERS && isAlike(name.toUpperCase(), one)) ?? null
      const isOurs =
        OURS.some((begin) => name.toUpperCase().startsWith(begin)) &&
        !isOfAnOrchestrator(name, env[name] ?? '')
      return meant !== null || isOurs ? [{ name, meant }] : []
    })
}

/** At most two slips apart: a letter too many, too few, another one, or two that changed places. */
function isAlike(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > MOST_SLIPS) return false
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return (row[other.length] ?? MOST_SLIPS + 1) <= MOST_SLIPS
}
