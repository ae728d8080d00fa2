/** From comparison vectors to pairs that are worth keeping, with their bits. */
import { bitsOf, UNKNOWN, weightOf, type Model } from './model/index.ts'
import type { Duck } from './database.ts'
import type { Estimate } from './estimate.ts'
import {
  areApart,
  areNamesApart,
  CONTRADICTED,
  contradicts,
  householdBits,
  TWO_NAMES_ALIKE,
} from './household.ts'
import type { SqlComparison } from './comparisons.ts'

const UNBOUND = 1000

/**
 * The bits of a pattern without what depends on its values' rareness. Comparisons of one group, which tell much
 * the same, add no more than the group may.
 * @param model - as it was learnt
 * @param comparisons - in the model's order
 * @param levels - of the pattern, in the same order
 * @returns bits, with the prior
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
  return bits
}

/**
 * Fills `scored` (l, r, p, bits) with the pairs of at least so many bits. A pair may be of two strangers or of two of
 * one household: its odds are those of one against the sum of both.
 * @param estimate - model, patterns, and what is known of households
 * @param comparisons - in the model's order
 * @param leastBits - pairs of fewer are left out
 * @returns how many there are
 */
export async function score(
  duck: Duck,
  { model, patterns, household }: Estimate,
  comparisons: readonly SqlComparison[],
  leastBits: number,
): Promise<number> {
  await duck.run('create table pat (p bigint, base double, own double, most double, apart boolean)')
  const appender = await duck.connection.createAppender('pat')
  for (const { packed, levels } of patterns) {
    const bits = patternBits(model, comparisons, levels)
    const names = areNamesApart(comparisons, levels)
    appender.appendBigInt(packed)
    appender.appendDouble(bits)
    const own = householdBits(model, comparisons, levels, household)
    if (own === null) appender.appendNull()
    else appender.appendDouble(own)
    const most = names === null ? UNBOUND : TWO_NAMES_ALIKE
    appender.appendDouble(contradicts(comparisons, levels) ? CONTRADICTED : most)
    // A record without marks stands between both of two names, and is no reason to call them one.
    appender.appendBoolean(areApart(comparisons, levels, household) || (names === 'marks' && bits < 0))
    appender.endRow()
  }
  appender.closeSync()
  await duck.run(
    `create table scored as select l, r, p, bits from (
       select l, r, p, least(most, case when own is null then b else least(b, own) - log2(1 + pow(2, -abs(b - own))) end)::float as bits
       from (select l, r, p, own, most, base + rareness as b from vec join pat using (p)))
     where bits >= ${String(leastBits)}`,
  )
  const [count] = await duck.rows<{ count: number }>('select count(*) as count from scored')
  return count?.count ?? 0
}
