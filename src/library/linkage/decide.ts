/** Which pairs are put out: those of one cluster, with the probability that each of them has. */
import { clusterNumbers, usualRule } from './clusters.ts'
import type { Duck } from './database.ts'
import { probabilityOf } from './model/index.ts'

/** Of a larger cluster only the pairs that were compared are put out: its square would fill a disk. */
const LARGEST_WHOLE = 500

/** What others imply is never as sure as what was compared. */
const MOST_IMPLIED = 0.95

export type Decided = { pairs: number; clusters: number; linked: Int32Array; remarks: string[] }

/**
 * Reads `scored`, and fills `added` (l, r, probability: pairs that their cluster implies, though on their own they
 * are too weak or were never compared) and `dropped` (l, r: likely pairs that their clusters speak against).
 * @param records - how many there are; they are numbered from 1
 * @param sides - by record, where two files are linked: pairs within one file are not put out
 * @returns how many pairs and clusters, the cluster of each record, and remarks
 */
export async function decide(duck: Duck, records: number, sides: Int8Array | null): Promise<Decided> {
  const [l = [], r = [], b = []] = (await duck.columns('select l, r, bits from scored')) as number[][]
  const linked = await clustered(duck, records, [l, r, b])
  const size = new Int32Array(records + 1)
  for (let record = 1; record <= records; record++) {
    const cluster = linked[record] ?? record
    size[cluster] = (size[cluster] ?? 0) + 1
  }
  // A cluster of two is its pair: only larger ones imply pairs, and only they are looked at record by record.
  const large = (record: number) => (size[linked[record] ?? record] ?? 0) > 2
  const best = new Float32Array(records + 1).fill(-99)
  const direct = new Set<number>()
  const dropped: number[][] = [[], []]
  const weak = new Map<number, number>()
  let pairs = 0
  for (let pair = 0; pair < l.length; pair++) {
    const one = l[pair] ?? 0
    const other = r[pair] ?? 0
    const bits = b[pair] ?? 0
    if (linked[one] !== linked[other]) {
      if (bits < 0) continue
      dropped[0]?.push(one)
      dropped[1]?.push(other)
      continue
    }
    if (bits >= 0) pairs++
    if (!large(one)) continue
    best[one] = Math.max(best[one] ?? 0, bits)
    best[other] = Math.max(best[other] ?? 0, bits)
    const key = one * (records + 1) + other
    if (bits >= 0) direct.add(key)
    else weak.set(key, bits)
  }
  const members = new Map<number, number[]>()
  for (let record = 1; record <= records; record++) {
    if (!large(record)) continue
    const cluster = linked[record] ?? record
    const held = members.get(cluster)
    if (held) held.push(record)
    else members.set(cluster, [record])
  }
  const added: [number[], number[], number[]] = [[], [], []]
  let huge = 0
  for (const cluster of members.values()) {
    if (cluster.length > LARGEST_WHOLE) {
      huge++
      continue
    }
    for (const [index, one] of cluster.entries())
      for (const other of cluster.slice(index + 1)) {
        const [low, high] = sides && (sides[one] ?? 0) > (sides[other] ?? 0) ? [other, one] : [one, other]
        if (sides && sides[low] === sides[high]) continue
        const key = low * (records + 1) + high
        if (direct.has(key)) continue
        added[0].push(low)
        added[1].push(high)
        // Each belongs to the cluster by its best pair; what the two say of one another is no more than both.
        const through = probabilityOf(best[low] ?? 0) * probabilityOf(best[high] ?? 0)
        added[2].push(Math.min(MOST_IMPLIED, Math.max(through, probabilityOf(weak.get(key) ?? -99))))
      }
  }
  pairs += added[0].length
  await fill(duck, 'added', ['l int', 'r int', 'probability double'], added)
  await fill(duck, 'dropped', ['l int', 'r int'], dropped)
  return {
    pairs,
    clusters: size.reduce((sum, one) => sum + (one > 1 ? 1 : 0), 0),
    linked,
    remarks:
      huge > 0
        ? [
            `${String(huge)} clusters have more than ${String(LARGEST_WHOLE)} records: of them only compared pairs are listed.`,
          ]
        : [],
  }
}

/**
 * Clusters in which no two contradict one another. Which pairs of one home do is asked of the clusters that were
 * found: all that contradict in a large file are too many to hold.
 */
async function clustered(duck: Duck, records: number, scored: readonly number[][]): Promise<Int32Array> {
  const [l = [], r = [], b = []] = scored
  const apart = new Map<number, readonly [number, number]>()
  for (;;) {
    const linked = clusterNumbers(records + 1, l, r, b, usualRule, [...apart.values()])
    const size = new Int32Array(records + 1)
    for (const cluster of linked) size[cluster] = (size[cluster] ?? 0) + 1
    const members = [...linked.keys()].filter((record) => (size[linked[record] ?? 0] ?? 0) > 1)
    await fill(duck, 'member', ['n int', 'c int'], [members, members.map((record) => linked[record] ?? 0)])
    const found = await duck.rows<{ l: number; r: number }>(
      'select l, r from vec join pat using (p) join member a on a.n = l join member b on b.n = r and a.c = b.c where apart',
    )
    await duck.run('drop table member')
    const before = apart.size
    for (const { l: one, r: other } of found) apart.set(one * (records + 1) + other, [one, other])
    if (apart.size === before) return linked
  }
}

/**
 * Makes a table of whole columns of numbers.
 * @param table - its name
 * @param columns - name and type of each: `n int`, `probability double`
 * @param values - for each column as many numbers
 */
export async function fill(
  duck: Duck,
  table: string,
  columns: readonly string[],
  values: readonly ArrayLike<number>[],
): Promise<void> {
  await duck.run(`create table ${table} (${columns.join(', ')})`)
  const appender = await duck.connection.createAppender(table)
  const whole = columns.map((column) => column.endsWith(' int'))
  const length = values[0]?.length ?? 0
  for (let row = 0; row < length; row++) {
    for (const [column, of] of values.entries())
      if (whole[column]) appender.appendInteger(of[row] ?? 0)
      else appender.appendDouble(of[row] ?? 0)
    appender.endRow()
  }
  appender.closeSync()
}
