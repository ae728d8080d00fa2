/**
 * From pairs to things. A cluster is a function of the set of pairs and of nothing else: neither the order of a
 * file nor the order in which pairs became known can change it, and taking a pair away restores what was there
 * before it.
 *
 * Two steps. Pairs that are certain join outright. Then two groups join if they are each other's best, and if
 * the pairs between *all* of their members speak for it on average, those that were never even candidates
 * speaking against it: so one chance likeness cannot chain two families together, and a poor record joins the
 * cluster that most of its members recognise.
 *
 * Records that are known to be apart (household.ts) never come into one cluster, whoever stands between them: one
 * record that resembles two brothers goes to the one that it resembles more.
 */

export type ClusterRule = {
  /** from here a pair joins outright: 12 bits are four thousand to one */
  certain: number
  /** from here on average two groups join */
  supported: number
  /** what a pair counts for that is not among the pairs */
  absent: number
}

export const usualRule: ClusterRule = { certain: 12, supported: 0.5, absent: -4 }

/**
 * The clusters of records numbered from 0, as fast as a file of millions needs it.
 * @param records - how many there are
 * @param left - one end of each pair
 * @param right - the other end
 * @param bits - by pair, log2 of the odds
 * @param rule - from how many bits records and groups join
 * @param apart - pairs that are never of one cluster
 * @returns by record the number of its cluster, which is the least number among its members
 */
export function clusterNumbers(
  records: number,
  left: ArrayLike<number>,
  right: ArrayLike<number>,
  bits: ArrayLike<number>,
  rule: ClusterRule = usualRule,
  apart: readonly (readonly [number, number])[] = [],
): Int32Array {
  const parent = new Int32Array(records).map((_, index) => index)
  const size = new Int32Array(records).fill(1)
  const find = (record: number): number => {
    let root = record
    while (parent[root] !== root) root = parent[root] ?? root
    while (parent[record] !== root) {
      const above = parent[record] ?? root
      parent[record] = root
      record = above
    }
    return root
  }
  const foes = new Map<number, Set<number>>()
  const part = (one: number, other: number) =>
    (foes.get(one) ?? foes.set(one, new Set()).get(one))?.add(other)
  for (const [one, other] of apart) {
    part(one, other)
    part(other, one)
  }
  const areFoes = (one: number, other: number) => foes.get(one)?.has(other) === true
  // The root is always the least number, so that it does not depend on the order of joining.
  const join = (one: number, other: number) => {
    const [low, high] = one < other ? [one, other] : [other, one]
    parent[high] = low
    size[low] = (size[low] ?? 0) + (size[high] ?? 0)
    for (const foe of foes.get(high) ?? []) {
      foes.get(foe)?.delete(high)
      part(foe, low)
      part(low, foe)
    }
    foes.delete(high)
  }
  let open: number[] = []
  const certain: number[] = []
  for (let pair = 0; pair < left.length; pair++)
    ((bits[pair] ?? 0) < rule.certain ? open : certain).push(pair)
  // Where a join can be refused, the order of joining counts: the surest first, then by number.
  const ends = (pair: number) => [left[pair] ?? 0, right[pair] ?? 0].sort((a, b) => a - b)
  if (apart.length > 0)
    certain.sort((a, b) => {
      const [[a1 = 0, a2 = 0], [b1 = 0, b2 = 0]] = [ends(a), ends(b)]
      return (bits[b] ?? 0) - (bits[a] ?? 0) || a1 - b1 || a2 - b2
    })
  for (const pair of certain) {
    const one = find(left[pair] ?? 0)
    const other = find(right[pair] ?? 0)
    if (one !== other && !areFoes(one, other)) join(one, other)
  }
  for (;;) {
    const between = new Map<number, { one: number; other: number; sum: number; count: number }>()
    open = open.filter((pair) => {
      const x = find(left[pair] ?? 0)
      const y = find(right[pair] ?? 0)
      if (x === y) return false
      const key = Math.min(x, y) * records + Math.max(x, y)
      const held = between.get(key)
      if (held) {
        held.sum += bits[pair] ?? 0
        held.count++
      } else between.set(key, { one: Math.min(x, y), other: Math.max(x, y), sum: bits[pair] ?? 0, count: 1 })
      return true
    })
    const best = new Map<number, { partner: number; mean: number }>()
    const offer = (group: number, partner: number, mean: number) => {
      const held = best.get(group)
      if (!held || mean > held.mean || (mean === held.mean && partner < held.partner))
        best.set(group, { partner, mean })
    }
    for (const { one, other, sum, count } of between.values()) {
      const whole = (size[one] ?? 1) * (size[other] ?? 1)
      const mean = (sum + (whole - count) * rule.absent) / whole
      if (mean < rule.supported || areFoes(one, other)) continue
      offer(one, other, mean)
      offer(other, one, mean)
    }
    let joined = 0
    for (const [group, { partner }] of best)
      if (group < partner && best.get(partner)?.partner === group) {
        join(group, partner)
        joined++
      }
    if (joined === 0) break
  }
  return parent.map((_, record) => find(record))
}
