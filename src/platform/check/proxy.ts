/** What browsers reach: the proxy, its certificate, what it lets through, and what this node believes of it. */
import { connect } from 'node:tls'
import type { Config } from '../config.ts'
import { codesOf } from '../fault-codes.ts'
import { warns, type Finding } from './finding.ts'
import { CHECK_HEADER, MADE_UP, questionFor } from './through-proxy.ts'
import { certificateFault } from './tls-faults.ts'

const PATIENCE = 10_000
const DAY = 86_400_000

/** Days. Whoever renews certificates by themselves does so a month before. */
const ENDS_SOON = 14

/**
 * Looks at the settings that have to agree with the proxy.
 * @param config - of the node
 * @returns what does not
 */
export function checkProxySettings(
  config: Pick<Config, 'mode' | 'proxyHops' | 'host' | 'publicUrl'>,
): Finding[] {
  if (config.mode !== 'production') return []
  const findings: Finding[] = []
  if (config.proxyHops === 0)
    findings.push(
      warns(
        'TRUST_PROXY',
        'says that no proxy stands in front, and PUBLIC_URL is https, which only a proxy can speak: everybody counts as one sender',
        'Set it to the number of your proxies: 1 for deploy/Caddyfile.',
      ),
    )
  return findings
}

/**
 * Asks at the address that browsers use. A node that is not running yet is not told from one that is down: the check
 * is for the way there.
 * @param config - of the node
 * @param key - with which the node is asked what it sees; null where the database does not give it
 * @param now - milliseconds since 1970
 * @returns what is wrong with name, certificate and proxy
 */
export async function checkProxy(
  config: Pick<Config, 'mode' | 'publicUrl' | 'proxyHops'>,
  key: Buffer | null,
  now: () => number = Date.now,
): Promise<Finding[]> {
  if (config.mode !== 'production') return []
  const url = new URL(config.publicUrl)
  const findings: Finding[] = []
  try {
    const ends = await endOfCertificate(url)
    const days = Math.floor((ends - now()) / DAY)
    if (days < ENDS_SOON)
      findings.push(
        warns(
          'PUBLIC_URL',
          `the certificate of ${url.host} runs out in ${String(days)} days`,
          'Renew it, and see why that did not happen by itself.',
        ),
      )
    findings.push(...(await askProxy(config, key)))
  } catch (fault) {
    const codes = codesOf(fault)
    const certificate = certificateFault(codes)
    findings.push(
      certificate === null
        ? warns(
            'PUBLIC_URL',
            `nothing answers at ${url.host} from this machine (${codes.join(', ') || 'no answer'})`,
            'Start the proxy; look whether the name resolves here, and at the firewall.',
          )
        : warns('PUBLIC_URL', `${url.host}: ${certificate.wrong}`, certificate.todo),
    )
  }
  return findings
}

async function askProxy(
  { publicUrl, proxyHops }: Pick<Config, 'publicUrl' | 'proxyHops'>,
  key: Buffer | null,
): Promise<Finding[]> {
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, publicUrl), {
      ...{ redirect: 'manual', headers },
      signal: AbortSignal.timeout(PATIENCE),
    })
  const page = await ask(
    '/sign-in',
    key === null ? {} : { [CHECK_HEADER]: questionFor(key), 'x-forwarded-for': MADE_UP },
  )
  await page.body?.cancel()
  if (page.status === 502 || page.status === 503 || page.status === 504)
    return [
      warns(
        'PUBLIC_URL',
        `the proxy answers, and the node behind it does not (${String(page.status)})`,
        'Start the node; else look whether the proxy sends to HOST and PORT.',
      ),
    ]
  if (!(page.headers.get('content-security-policy') ?? '').includes(`default-src 'none'`))
    return [
      warns(
        'PUBLIC_URL',
        `something else than Seamark answers there (${String(page.status)})`,
        'Let the proxy send this name to HOST and PORT of the node, headers and all.',
      ),
    ]
  return [
    ...countProxies(page.headers.get(CHECK_HEADER), proxyHops),
    ...(await checkFigures(await ask('/metrics'))),
  ]
}

/** @param seen - how many proxies wrote whom they saw, as the node says; null where it was not asked */
function countProxies(seen: string | null, trusted: number): Finding[] {
  // That none is trusted is said without asking.
  if (seen === null || trusted === 0 || Number(seen) === trusted) return []
  const written = Number(seen)
  if (written === 0)
    return [
      warns(
        'the proxy',
        'does not set X-Forwarded-For: everybody counts as one sender, or as whoever they say they are',
        'Let it append the sender’s address, or set the header anew.',
      ),
    ]
  return [
    warns(
      'TRUST_PROXY',
      written < trusted
        ? `is ${String(trusted)}, and requests come through ${String(written)}: senders are believed who they say they are`
        : `is ${String(trusted)}, and requests come through ${String(written)}: everybody counts as one sender`,
      `Set it to ${String(written)}.`,
    ),
  ]
}

async function checkFigures(answer: Response): Promise<Finding[]> {
  if (answer.status !== 200 || !/^# HELP /m.test(await answer.text())) return []
  return [
    warns(
      'the proxy',
      'hands the operator’s figures to everybody (/metrics)',
      'Let it send to PORT, never to OPERATOR_PORT.',
    ),
  ]
}

/** When the certificate runs out, in milliseconds since 1970. @throws where it is not good, or nobody answers */
function endOfCertificate(url: URL): Promise<number> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const socket = connect(
      { host, port: Number(url.port || 443), servername: /^[\d.:]+$/.test(host) ? '' : host },
      () => {
        const ends = Date.parse(socket.getPeerCertificate().valid_to)
        socket.end()
        resolve(ends)
      },
    )
    socket.setTimeout(PATIENCE, () =>
      socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })),
    )
    socket.on('error', reject)
  })
}
