/**
 * Clusters that grow record by record and come apart again: what is kept is the pairs, and what is asked for is
 * worked out from them, for the part that hangs together. So adding in any order, all at once, or adding and
 * taking away again ends the same.
 */
import { clusterNumbers, usualRule, type ClusterRule } from './clusters.ts'

/** Two records and the bits for their being one thing. */
export type Pair = { a: string; b: string; bits: number }

export type PairGraph = {
  /** adds a pair, or changes its bits */
  join: (pair: Pair) => void
  /** takes a pair away, as when somebody rejects it; a pair that is not there is no fault */
  part: (a: string, b: string) => void
  /** the records of one thing with this one, itself among them, in the order of their keys */
  clusterOf: (record: string) => readonly string[]
  /** all clusters of two and more, each and all in the order of their keys */
  clusters: () => (readonly string[])[]
}

/**
 * Opens an empty graph.
 * @param rule - from how many bits records and groups join
 * @returns takes pairs, gives them up, and answers for clusters
 */
export function openPairGraph(rule: ClusterRule = usualRule): PairGraph {
  const neighbours = new Map<string, Map<string, number>>()
  const known = new Map<string, readonly string[]>()
  const around = (record: string) => {
    const found = neighbours.get(record)
    if (found) return found
    const made = new Map<string, number>()
    neighbours.set(record, made)
    return made
  }
  const component = (record: string): string[] => {
    const seen = new Set([record])
    for (const one of seen) for (const other of neighbours.get(one)?.keys() ?? []) seen.add(other)
    return [...seen].sort(byKey)
  }
  const forget = (record: string) => {
    for (const one of component(record)) known.delete(one)
  }
  const work = (record: string): void => {
    const records = component(record)
    const number = new Map(records.map((one, index) => [one, index]))
    const [left, right, bits]: [number[], number[], number[]] = [[], [], []]
    for (const [one, index] of number)
      for (const [other, weight] of neighbours.get(one) ?? []) {
        const place = number.get(other) ?? index
        if (place <= index) continue
        left.push(index)
        right.push(place)
        bits.push(weight)
      }
    const groups = new Map<number, string[]>()
    for (const [index, group] of clusterNumbers(records.length, left, right, bits, rule).entries()) {
      const held = groups.get(group) ?? []
      held.push(records[index] ?? '')
      groups.set(group, held)
    }
    for (const group of groups.values()) for (const one of group) known.set(one, group)
  }
  const clusterOf = (record: string): readonly string[] => {
    if (!neighbours.has(record)) return [record]
    if (!known.has(record)) work(record)
    return known.get(record) ?? [record]
  }
  return {
    join: ({ a, b, bits }) => {
      if (a === b) return
      around(a).set(b, bits)
      around(b).set(a, bits)
      forget(a)
    },
    part: (a, b) => {
      if (!neighbours.get(a)?.has(b)) return
      // Before the pair goes, since afterwards the two may not hang together any more.
      forget(a)
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const) {
        neighbours.get(one)?.delete(other)
        if (neighbours.get(one)?.size === 0) neighbours.delete(one)
      }
    },
    clusterOf,
    clusters: () => {
      const all = new Set([...neighbours.keys()].map(clusterOf).filter(({ length }) => length > 1))
      return [...all].sort(([one = ''], [other = '']) => byKey(one, other))
    },
  }
}

/**
 * Groups records by pairs that are all there at once.
 * @param pairs - in any order
 * @param rule - from how many bits records and groups join
 * @returns the members of each cluster of two and more
 */
export function clustersOf(pairs: Iterable<Pair>, rule: ClusterRule = usualRule): (readonly string[])[] {
  const graph = openPairGraph(rule)
  for (const pair of pairs) graph.join(pair)
  return graph.clusters()
}

const byKey = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
