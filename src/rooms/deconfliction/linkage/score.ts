/** From comparison vectors to pairs that are worth keeping, with their bits. */
import { bitsOf, UNKNOWN, weightOf, type Model } from './model/index.ts'
import type { Duck } from './database.ts'
import type { Estimate } from './estimate.ts'
import type { SqlComparison } from './comparisons.ts'

/** What is taken from such a pair, in bits. */
const HOUSEHOLD = 10

/**
 * The bits of a pattern without what depends on its values' rareness. Comparisons of one group, which tell much
 * the same, add no more than the group may.
 */
export function patternBits(
  model: Model,
  comparisons: readonly SqlComparison[],
  levels: readonly number[],
): number {
  let bits = bitsOf(model.prior)
  const groups = new Map<string, { most: number; sum: number }>()
  for (const [index, { group, shares }] of comparisons.entries()) {
    const at = levels[index] ?? UNKNOWN
    const level = model.comparisons[index]?.levels[at]
    if (!level) continue
    const share = shares.find((one) => one.level === at)
    const weight = share ? Math.log2(level.m) - (1 - share.trust) * Math.log2(level.u) : weightOf(level)
    if (!group) bits += weight
    else {
      const held = groups.get(group.name) ?? { most: group.most, sum: 0 }
      held.sum += weight
      groups.set(group.name, held)
    }
  }
  for (const { most, sum } of groups.values()) bits += Math.min(most, sum)
  return isHousehold(comparisons, levels) ? bits - HOUSEHOLD : bits
}

/**
 * Given name and birth date both contradict: two of one household, who share the family name, the address and
 * all that hangs on them. The fields count as independent of one another, and here they are not.
 */
function isHousehold(comparisons: readonly SqlComparison[], levels: readonly number[]): boolean {
  const contradicts = (name: string) => {
    const index = comparisons.findIndex((one) => one.name === name)
    return index >= 0 && levels[index] === (comparisons[index]?.levels.length ?? 0) - 1
  }
  return contradicts('given') && contradicts('born')
}

/** Fills `scored` (l, r, p, bits) with the pairs of at least so many bits. @returns how many there are */
export async function score(
  duck: Duck,
  { model, patterns }: Estimate,
  comparisons: readonly SqlComparison[],
  leastBits: number,
): Promise<number> {
  await duck.run('create table pat (p bigint, base double)')
  const appender = await duck.connection.createAppender('pat')
  for (const { packed, levels } of patterns) {
    appender.appendBigInt(packed)
    appender.appendDouble(patternBits(model, comparisons, levels))
    appender.endRow()
  }
  appender.closeSync()
  await duck.run(
    `create table scored as select l, r, p, (base + rareness)::float as bits from vec join pat using (p) where base + rareness >= ${String(leastBits)}`,
  )
  const [count] = await duck.rows<{ count: number }>('select count(*) as count from scored')
  return count?.count ?? 0
}
