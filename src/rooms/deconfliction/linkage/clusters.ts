/**
 * From pairs to things. A cluster is a function of the set of pairs and of nothing else: neither the order of a
 * file nor the order in which pairs became known can change it, and taking a pair away restores what was there
 * before it.
 *
 * Two steps. Pairs that are certain join outright. Then two groups join if they are each other's best, and if
 * the pairs between *all* of their members speak for it on average, those that were never even candidates
 * speaking against it: so one chance likeness cannot chain two families together, and a poor record joins the
 * cluster that most of its members recognise.
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
 * @param records how many there are
 * @param left one end of each pair @param right the other @param bits by pair
 * @returns by record the number of its cluster, which is the least number among its members
 */
export function clusterNumbers(
  records: number,
  left: ArrayLike<number>,
  right: ArrayLike<number>,
  bits: ArrayLike<number>,
  rule: ClusterRule = usualRule,
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
  // The root is always the least number, so that it does not depend on the order of joining.
  const join = (one: number, other: number) => {
    const [low, high] = one < other ? [one, other] : [other, one]
    parent[high] = low
    size[low] = (size[low] ?? 0) + (size[high] ?? 0)
  }
  let open: number[] = []
  for (let pair = 0; pair < left.length; pair++) {
    if ((bits[pair] ?? 0) < rule.certain) open.push(pair)
    else {
      const one = find(left[pair] ?? 0)
      const other = find(right[pair] ?? 0)
      if (one !== other) join(one, other)
    }
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
      if (mean < rule.supported) continue
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
