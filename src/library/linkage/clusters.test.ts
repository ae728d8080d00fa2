import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { clusterNumbers, usualRule } from './clusters.ts'
import { clustersOf, openPairGraph, type Pair } from './pair-graph.ts'

function randomFrom(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/** Some groups with strong, weak and wrong pairs; few different bits, so that ties happen. */
function somePairs(next: () => number): Pair[] {
  const pairs = new Map<string, Pair>()
  const records = 30
  for (let n = 0; n < 60; n++) {
    const one = Math.floor(next() * records)
    const near =
      next() < 0.8 ? Math.floor(one / 4) * 4 + Math.floor(next() * 4) : Math.floor(next() * records)
    const [a, b] = [`r${String(Math.min(one, near))}`, `r${String(Math.max(one, near))}`]
    if (a !== b) pairs.set(`${a} ${b}`, { a, b, bits: [-4, 0, 1, 2, 2, 5, 13][Math.floor(next() * 7)] ?? 0 })
  }
  return [...pairs.values()]
}

const shuffled = <T>(some: readonly T[], next: () => number): T[] =>
  some
    .map((one) => ({ one, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)

void describe('clusters are a function of the pairs', () => {
  const next = randomFrom(7)
  void test('whatever their order, and whichever end comes first', () => {
    for (let round = 0; round < 100; round++) {
      const pairs = somePairs(next)
      const turned = shuffled(pairs, next).map(({ a, b, bits }) => ({ a: b, b: a, bits }))
      assert.deepEqual(clustersOf(turned), clustersOf(pairs))
    }
  })
  void test('two who contradict one another are apart, whoever stands between them', () => {
    for (let round = 0; round < 100; round++) {
      const pairs = somePairs(next)
      const number = (id: string) => Number(id.slice(1))
      const apart = pairs.filter(() => next() < 0.1).map(({ a, b }) => [number(a), number(b)] as const)
      const numbers = (some: readonly Pair[], turned: boolean) =>
        clusterNumbers(
          32,
          some.map(({ a, b }) => number(turned ? b : a)),
          some.map(({ a, b }) => number(turned ? a : b)),
          some.map(({ bits }) => bits),
          usualRule,
          turned ? apart.map(([a, b]) => [b, a] as const).toReversed() : apart,
        )
      const found = numbers(pairs, false)
      for (const [one, other] of apart) assert.notEqual(found[one], found[other])
      assert.deepEqual(numbers(shuffled(pairs, next), true), found)
    }
    // A bridge to two brothers goes to the surer one.
    const bridge = clusterNumbers(3, [0, 1], [1, 2], [13, 14], usualRule, [[0, 2]])
    assert.deepEqual([...bridge], [0, 1, 1])
  })
  void test('one by one, asked in between, as all at once', () => {
    for (let round = 0; round < 50; round++) {
      const pairs = somePairs(next)
      const graph = openPairGraph()
      for (const pair of pairs) {
        graph.join(pair)
        graph.clusterOf(`r${String(Math.floor(next() * 30))}`)
      }
      assert.deepEqual(graph.clusters(), clustersOf(pairs))
    }
  })
  void test('taking away undoes adding', () => {
    for (let round = 0; round < 50; round++) {
      const pairs = somePairs(next)
      const [kept, gone] = [pairs.slice(0, 30), pairs.slice(30)]
      const graph = openPairGraph()
      for (const pair of shuffled(pairs, next)) graph.join(pair)
      graph.clusters()
      for (const { a, b } of shuffled(gone, next)) {
        graph.part(b, a)
        graph.clusterOf(a)
      }
      assert.deepEqual(graph.clusters(), clustersOf(kept))
    }
  })
})

void describe('what joins', () => {
  const joined = (bits: [number, number, number][], records: number) => [
    ...clusterNumbers(
      records,
      bits.map(([one]) => one),
      bits.map(([, other]) => other),
      bits.map(([, , weight]) => weight),
    ),
  ]
  void test('certain pairs join outright, and through one another', () =>
    assert.deepEqual(joined([[0, 1, 13], [1, 2, 13]], 4), [0, 0, 0, 3])) // prettier-ignore
  void test('a likely pair joins, an unlikely one does not', () => {
    assert.deepEqual(joined([[0, 1, 2]], 2), [0, 0])
    assert.deepEqual(joined([[0, 1, -1]], 2), [0, 1])
  })
  void test('one chance likeness does not chain two families', () => {
    const family = (from: number): [number, number, number][] => [
      [from, from + 1, 14],
      [from + 1, from + 2, 14],
      [from, from + 2, 14],
    ]
    assert.deepEqual(joined([...family(0), ...family(3), [2, 3, 6]], 6), [0, 0, 0, 3, 3, 3])
  })
  void test('a poor record joins the cluster that its members recognise', () =>
    assert.deepEqual(
      joined([[0, 1, 14], [0, 2, 3], [1, 2, 2], [2, 3, 1]], 4), // prettier-ignore
      [0, 0, 0, 3],
    ))
  void test('a record links to nothing: itself', () => {
    assert.deepEqual(openPairGraph().clusterOf('a'), ['a'])
    assert.equal(usualRule.certain > usualRule.supported, true)
  })
})
