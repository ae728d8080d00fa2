/**
 * How much comes from one network, without keeping which network: the address is cut to a /24 or /48 and
 * hashed under a random key that lives an hour in this process and is never written. When the key goes, what
 * was counted under it means nothing any more.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { isIP } from 'node:net'

export type Networks = {
  /** Takes one from the network's bucket. @returns false when it is empty: this network is fast just now */
  take: (address: string) => boolean
  /** Is the network's bucket empty? Takes nothing. */
  isFast: (address: string) => boolean
  /** What the network is called under this hour's key: the same for all its addresses, and told to nobody. */
  nameOf: (address: string) => string
  size: () => number
}

const HOUR = 3_600_000
/** More networks than this are not told apart: an attacker must not fill the memory. */
const MOST = 100_000

type Bucket = { left: number; at: number }

/**
 * Makes the counts of one process, by network.
 * @param rate - `burst`: so many at once; `perSecond`: so many more each second
 * @param now - milliseconds
 * @returns takes one from a network's bucket, and names networks for an hour
 */
export function newNetworks(rate: { burst: number; perSecond: number }, now: () => number): Networks {
  let key = randomBytes(32)
  let since = now()
  const buckets = new Map<string, Bucket>()
  const nameOf = (address: string, at: number): string => {
    if (at - since >= HOUR || buckets.size >= MOST) {
      key = randomBytes(32)
      since = at
      buckets.clear()
    }
    return createHmac('sha256', key).update(networkOf(address)).digest('base64').slice(0, 16)
  }
  const bucketOf = (address: string): Bucket => {
    const at = now()
    const name = nameOf(address, at)
    const bucket = buckets.get(name) ?? { left: rate.burst, at }
    bucket.left = Math.min(rate.burst, bucket.left + ((at - bucket.at) / 1000) * rate.perSecond)
    bucket.at = at
    buckets.set(name, bucket)
    return bucket
  }
  return {
    take: (address) => {
      const bucket = bucketOf(address)
      if (bucket.left < 1) return false
      bucket.left -= 1
      return true
    },
    isFast: (address) => bucketOf(address).left < 1,
    nameOf: (address) => nameOf(address, now()),
    size: () => buckets.size,
  }
}

/** Counts what is under way, so that one network cannot take the place of all. */
export type UnderWay = {
  /** One more. @returns what to call when it is over, or null when so many are under way that it must wait */
  enter: (address: string) => (() => void) | null
}

/**
 * Makes a count of what is under way, in all and of each network.
 * @param networks - names them
 * @param most - `all`: under way at once; `network`: of one network
 * @returns `enter` gives what to call on leaving, or null where there is no place
 */
export function newUnderWay(
  { nameOf }: Pick<Networks, 'nameOf'>,
  most: { all: number; network: number },
): UnderWay {
  const of = new Map<string, number>()
  let all = 0
  return {
    enter: (address) => {
      // What is under way when the key changes leaves under the name by which it came.
      const name = nameOf(address)
      const before = of.get(name) ?? 0
      if (all >= most.all || before >= most.network) return null
      all += 1
      of.set(name, before + 1)
      let left = false
      return () => {
        if (left) return
        left = true
        all -= 1
        const rest = (of.get(name) ?? 1) - 1
        if (rest === 0) of.delete(name)
        else of.set(name, rest)
      }
    },
  }
}

/**
 * Cuts an address to its network: the first three parts of IPv4, the first three groups of IPv6.
 * @param address - IPv4, IPv6, or IPv4 written as IPv6
 * @returns `unknown` for anything else
 */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase()
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1] ?? plain
  if (isIP(mapped) === 4) return mapped.split('.').slice(0, 3).join('.')
  if (isIP(mapped) !== 6) return 'unknown'
  const [head = '', tail] = mapped.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length)
  return [...groups, ...Array<string>(zeros).fill('0'), ...after]
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
