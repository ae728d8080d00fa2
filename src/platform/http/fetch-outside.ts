/**
 * The one way in which the program asks another machine for something. It follows no redirect, checks the
 * address that a name resolved to on the very connection that it makes, and takes no more than was agreed:
 * bytes, time, form. What the other side says never becomes part of a fault.
 */
import { lookup, type LookupAddress } from 'node:dns'
import { request as overHttp, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { SeamarkError } from '../errors.ts'
import { mayReach, readOutsideRules, type OutsideRules } from './outside-addresses.ts'

export type OutsideCode =
  | 'not-an-address'
  | 'https-only'
  | 'private-address'
  | 'no-answer'
  | 'redirected'
  | 'too-large'
  | 'other-form'

const WORDS: Record<OutsideCode, string> = {
  'not-an-address': 'This is no address of a web service.',
  'https-only': 'Its address does not begin with https. Only https is asked.',
  'private-address':
    'Its address leads to this machine or to a private network. The operator of this program may allow that in HOLDER_ADDRESSES_PRIVATE.',
  'no-answer': 'It does not answer.',
  redirected: 'It sent the question on to another address. That is never followed.',
  'too-large': 'It answered more than it was asked for.',
  'other-form': 'It answered in another form than was agreed.',
}

/** Why nothing was fetched. `cause` is the network's own fault, and never what the other side wrote. */
export class OutsideFault extends Error {
  readonly code: OutsideCode
  constructor(code: OutsideCode, cause?: unknown) {
    super(WORDS[code], cause === undefined ? undefined : { cause })
    this.code = code
  }
}

export type OutsideQuestion = {
  method?: string
  headers?: Record<string, string>
  body?: Uint8Array | string
  /** milliseconds for the whole of it: name, connection, answer */
  patience: number
  /** bytes of an answer's body */
  most: number
  /** media types that may come back, without parameters; a body of no bytes needs none */
  types: readonly string[]
  rules?: OutsideRules
  /** how names become addresses; the system's resolver */
  resolve?: (host: string) => Promise<LookupAddress[]>
}

export type OutsideAnswer = { status: number; bytes: Uint8Array }

let here: OutsideRules | undefined
/**
 * The rules of this process, read once from its environment.
 * @returns which addresses this process may reach
 */
export const rulesHere = (): OutsideRules => (here ??= readOutsideRules(process.env))

/**
 * Asks another machine once.
 * @param address - an absolute http or https URL
 * @param question - method, body, and what may come back: bytes, milliseconds, media types
 * @returns the status, which is not judged, and the body
 * @throws OutsideFault with a code: the address is not allowed, nothing answered in time, or the answer is
 *   redirected, too long or of another form
 */
export async function fetchOutside(address: string | URL, question: OutsideQuestion): Promise<OutsideAnswer> {
  const rules = question.rules ?? rulesHere()
  const url = requireOutside(address, rules)
  const answer = await send(url, question, rules)
  const status = answer.statusCode ?? 0
  if (status >= 300 && status < 400) {
    answer.destroy()
    throw new OutsideFault('redirected')
  }
  const bytes = await bodyOf(answer, question.most)
  const type = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const encoding = answer.headers['content-encoding'] ?? 'identity'
  if (bytes.length > 0 && (!question.types.includes(type) || encoding !== 'identity'))
    throw new OutsideFault('other-form')
  return { status, bytes }
}

/**
 * Looks at an address before anything is sent there: its scheme, and the host where it is a number in any
 * notation. A name is looked at again when it is resolved.
 * @param address - absolute, with its scheme
 * @param rules - which addresses may be reached; those of this process when left out
 * @returns the address, parsed
 * @throws OutsideFault `not-an-address`, `https-only`, `private-address`
 */
export function requireOutside(address: string | URL, rules: OutsideRules = rulesHere()): URL {
  const url = URL.parse(String(address))
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new OutsideFault('not-an-address')
  if (url.protocol !== 'https:' && !rules.http) throw new OutsideFault('https-only')
  const host = hostOf(url)
  if (isIP(host) !== 0 && !mayReach(host, host, url.port, rules)) throw new OutsideFault('private-address')
  // Whatever a resolver would say of it: RFC 6761 gives the name to this machine.
  if (/(^|\.)localhost\.?$/.test(host) && !mayReach('127.0.0.1', host, url.port, rules))
    throw new OutsideFault('private-address')
  return url
}

/** A host as an address is compared by: a URL has made one notation of decimal, octal and hexadecimal. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').toLowerCase()

async function send(url: URL, question: OutsideQuestion, rules: OutsideRules): Promise<IncomingMessage> {
  const options: RequestOptions = {
    method: question.method ?? 'GET',
    headers: { ...question.headers, 'accept-encoding': 'identity' },
    signal: AbortSignal.timeout(question.patience),
    lookup: checkedLookup(url, rules, question.resolve ?? systemResolver),
    // Each connection is looked up and checked anew: none is left over from a laxer question.
    agent: false,
  }
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const sent = (url.protocol === 'https:' ? overHttps : overHttp)(url, options, resolve)
  sent.on('error', (fault) => {
    reject(fault instanceof OutsideFault ? fault : new OutsideFault('no-answer', fault))
  })
  sent.end(question.body)
  return await promise
}

const systemResolver = (host: string): Promise<LookupAddress[]> => {
  const { promise, resolve, reject } = Promise.withResolvers<LookupAddress[]>()
  lookup(host, { all: true, order: 'verbatim' }, (fault, found) => {
    if (fault) reject(fault)
    else resolve(found)
  })
  return promise
}

/** What a name resolves to is checked here and connected to as it stands: nothing is resolved a second time. */
function checkedLookup(
  url: URL,
  rules: OutsideRules,
  resolve: (host: string) => Promise<LookupAddress[]>,
): LookupFunction {
  return (host, options, done) => {
    void resolve(host).then(
      (found) => {
        const [first] = found
        if (first === undefined) done(new OutsideFault('no-answer'), '', 0)
        else if (found.some(({ address }) => !mayReach(address, hostOf(url), url.port, rules)))
          done(new OutsideFault('private-address'), '', 0)
        else if (options.all === true) done(null, found)
        else done(null, first.address, first.family)
      },
      (fault: unknown) => {
        done(new OutsideFault('no-answer', fault), '', 0)
      },
    )
  }
}

async function bodyOf(answer: IncomingMessage, most: number): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      size += part.length
      if (size > most) {
        answer.destroy()
        throw new OutsideFault('too-large')
      }
      parts.push(part)
    }
  } catch (fault) {
    throw fault instanceof OutsideFault ? fault : new OutsideFault('no-answer', fault)
  }
  return new Uint8Array(Buffer.concat(parts))
}

/**
 * The rules for what another machine names: one that is itself on this machine is a demonstration, and may
 * name its neighbours; any other may not send us to ourselves, nor to plain http.
 * @param namedBy - address of the machine that names
 * @param rules - those of this process when left out
 * @returns the rules for the address that it names
 */
export function rulesForWhatIsNamedBy(namedBy: string, rules: OutsideRules = rulesHere()): OutsideRules {
  return isHere(namedBy) ? rules : { ...rules, http: false, loopback: false }
}

/**
 * The rules for an address that the person at this terminal typed: their own network is theirs to reach.
 * Plain http stays on this machine in production.
 * @param address - as it was typed
 * @param rules - those of this process when left out
 * @returns the rules for that address
 */
export function rulesForWhatIsTyped(address: string, rules: OutsideRules = rulesHere()): OutsideRules {
  return { http: rules.http || isHere(address), loopback: true, privateHosts: 'all' }
}

/** Does an address name this machine? */
const isHere = (address: string): boolean =>
  /^(localhost|127\.[\d.]+|\[::1\])$/.test(URL.parse(address)?.hostname ?? '')

/**
 * An address that may not be asked, or that does what is never followed, in words for whoever can change it.
 * @param thrown - what `fetchOutside` threw
 * @param whose - as in `The key holder north`
 * @returns null when it simply does not answer as it should: a proxy's page before a service that is down, too
 */
export function asAddressRefused(thrown: unknown, whose: string): SeamarkError | null {
  if (!(thrown instanceof OutsideFault) || thrown.code === 'no-answer' || thrown.code === 'other-form')
    return null
  return new SeamarkError('conflict', 'address-refused', `${whose}: ${thrown.message}`, { cause: thrown })
}
