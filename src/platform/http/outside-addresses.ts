/**
 * Which addresses a node may connect to. Whoever can name an address to the node must not make it speak to
 * its own machine, to its own network or to its cloud provider's store of credentials.
 */
import { BlockList, isIPv4, isIPv6 } from 'node:net'

/**
 * `public`: anybody's. `private`: of a network of one's own. `loopback`: this machine. `never`: no key holder
 * is ever there, whatever is configured (credentials of cloud providers, this link, groups, nobody).
 */
export type AddressKind = 'public' | 'private' | 'loopback' | 'never'

const NEVER = blockOf(
  ['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'],
  // Azure's and Alibaba's machine services stand outside the ranges that say so.
  ['168.63.129.16/32', '100.100.100.200/32', '192.0.0.192/32'],
  ['::/128', 'fe80::/10', 'ff00::/8', '100::/64', 'fd00:ec2::/32', 'fd20:ce::/64'],
)
const LOOPBACK = blockOf(['127.0.0.0/8', '::1/128'])
const PRIVATE = blockOf(
  ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '192.0.0.0/24'],
  // For documentation and measurements: nothing of anybody's is there.
  ['192.0.2.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '192.88.99.0/24'],
  ['fc00::/7', 'fec0::/10', '2001:db8::/32', '3fff::/20', '2001::/23', '64:ff9b:1::/48', '5f00::/16'],
)

function blockOf(...lists: readonly (readonly string[])[]): BlockList {
  const block = new BlockList()
  for (const range of lists.flat()) {
    const [net = '', bits] = range.split('/')
    block.addSubnet(net, Number(bits), net.includes(':') ? 'ipv6' : 'ipv4')
  }
  return block
}

/**
 * @param address - an IP address in any notation that the system's resolver or a URL gives, without brackets
 * @returns what it is; what cannot be read as an address is `never`
 */
export function kindOfAddress(address: string): AddressKind {
  const bare = address.replace(/%.*$/, '')
  if (isIPv4(bare)) return kindOf(bare, 'ipv4')
  if (!isIPv6(bare)) return 'never'
  const inside = ipv4Within(groupsOf(bare))
  return inside === null ? kindOf(bare, 'ipv6') : kindOf(inside, 'ipv4')
}

function kindOf(address: string, family: 'ipv4' | 'ipv6'): AddressKind {
  if (NEVER.check(address, family)) return 'never'
  if (LOOPBACK.check(address, family)) return 'loopback'
  return PRIVATE.check(address, family) ? 'private' : 'public'
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const pair = (high = '0', low = '0') => ((Number(high) << 8) | Number(low)).toString(16)
  const text = dotted
    ? `${dotted[1] ?? ''}${pair(dotted[2], dotted[3])}:${pair(dotted[4], dotted[5])}`
    : address
  const [before = '', after] = text.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)))
  const [left, right] = [groups(before), groups(after ?? '')]
  return after === undefined
    ? left
    : [...left, ...Array<number>(Math.max(0, 8 - left.length - right.length)).fill(0), ...right]
}

/** An IPv6 address that stands for an IPv4 one leads where that leads: mapped, compatible, NAT64, 6to4. */
function ipv4Within(groups: readonly number[]): string | null {
  const dotted = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join('.')
  const [g0, g1, g2, , , g5 = 0, g6 = 0, g7 = 0] = groups
  const zero = (upTo: number) => groups.slice(0, upTo).every((group) => group === 0)
  if (zero(5) && g5 === 0xffff) return dotted(g6, g7)
  if (zero(4) && groups[4] === 0xffff && g5 === 0) return dotted(g6, g7)
  if (zero(6) && (g6 > 0 || g7 > 1)) return dotted(g6, g7)
  if (g0 === 0x64 && g1 === 0xff9b && groups.slice(2, 6).every((group) => group === 0)) return dotted(g6, g7)
  if (g0 === 0x2002) return dotted(g1, g2)
  return null
}

/** What may be reached. */
export type OutsideRules = {
  /** plain http too; else https only */
  http: boolean
  /** this machine: the exercise and the tests run their key holders beside the node */
  loopback: boolean
  /** `all`, or the hosts (`host` or `host:port`) that may have an address of a network of one's own */
  privateHosts: 'all' | ReadonlySet<string>
}

/** How the setting HOLDER_ADDRESSES_PRIVATE is written. */
export const PRIVATE_HOSTS = /^(allow|refuse|[a-z0-9.:[\]-]+(,\s*[a-z0-9.:[\]-]+)*)$/i

/**
 * Reads the rules of this process. A setting that is not well formed allows nothing; the node's own start
 * refuses it by name.
 * @param env - `NODE_ENV`; `HOLDER_ADDRESSES_PRIVATE`: `refuse` (default), `allow`, or hosts between commas
 * @returns which addresses a node may connect to
 */
export function readOutsideRules(env: NodeJS.ProcessEnv): OutsideRules {
  const production = env['NODE_ENV'] === 'production'
  const set = env['HOLDER_ADDRESSES_PRIVATE']?.trim().toLowerCase() ?? ''
  const named = set === '' || set === 'refuse' || !PRIVATE_HOSTS.test(set) ? '' : set
  return {
    http: !production,
    loopback: !production || named === 'allow',
    privateHosts:
      named === 'allow'
        ? 'all'
        : new Set(
            named
              .split(',')
              .map((host) => oneSpelling(host.trim()))
              .filter((host) => host !== ''),
          ),
  }
}

/**
 * May a connection be made to this address?
 * @param address - the IP address itself, as it was resolved
 * @param host - by what name it was asked for, lower case, without brackets
 * @param port - as text; empty for the scheme's own
 * @param rules - of this process, or narrower
 * @returns false for an address of the local network or of this machine that no rule allows, and for one that
 *   nobody may reach
 */
export function mayReach(address: string, host: string, port: string, rules: OutsideRules): boolean {
  const kind = kindOfAddress(address)
  if (kind === 'public') return true
  if (kind === 'never') return false
  if (kind === 'loopback' && rules.loopback) return true
  if (rules.privateHosts === 'all') return true
  const named = oneSpelling(host.replace(/\.$/, ''))
  return rules.privateHosts.has(named) || (port !== '' && rules.privateHosts.has(`${named}:${port}`))
}

/** An IPv6 address in brackets, as short as it can be written: so it stands in a URL, and before a port. */
function oneSpelling(host: string): string {
  const bracketed = isIPv6(host) ? `[${host}]` : host
  return bracketed.startsWith('[') ? (URL.parse(`x://${bracketed}`)?.host ?? '') : bracketed
}
