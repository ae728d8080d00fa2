/** PAIRS.csv and the file of clusters. */
import { inSentences, reasonsOf } from './model/index.ts'
import { quoted, type Duck } from './database.ts'
import { fill, type Decided } from './decide.ts'
import type { Estimate } from './estimate.ts'

/** What stands for a pair that was never compared. */
const IMPLIED = 'Both belong to one group: other records connect them.'
const WEAK = 'Other records of one group connect them.'

/**
 * Writes `left_id,right_id,probability,explanation`, ordered by the ids. In one file the lesser id is the left.
 * A program joins it with the files by the ids, so they stand here as they stand there, formula or not; nothing
 * else in it is anybody's words.
 * The comparison vector explains a pair: one text a vector is written, however many pairs show it.
 * @param estimate - model and patterns
 * @param file - path to write to
 * @param linking - two files, and not one
 */
export async function writePairs(
  duck: Duck,
  { model, patterns }: Estimate,
  file: string,
  linking: boolean,
): Promise<void> {
  await duck.run('create table told (p bigint, told varchar)')
  const [used = []] = (await duck.columns('select distinct p from scored')) as bigint[][]
  const wanted = new Set(used)
  const appender = await duck.connection.createAppender('told')
  for (const { packed, levels } of patterns)
    if (wanted.has(packed)) {
      appender.appendBigInt(packed)
      appender.appendVarchar(inSentences(reasonsOf(model, levels)))
      appender.endRow()
    }
  appender.closeSync()
  const left = linking ? 'a.id' : 'least(a.id, b.id)'
  const right = linking ? 'b.id' : 'greatest(a.id, b.id)'
  // A probability of exactly 1 would claim what nobody knows.
  await duck.run(`copy (
    with found as (
      select l, r, 1 / (1 + pow(2, -bits::double)) as probability, told
        from scored join told using (p) where bits >= 0 and not exists (select 1 from dropped d where d.l = scored.l and d.r = scored.r)
      union all
      select added.l, added.r, added.probability, coalesce(told || ' ${WEAK}', '${IMPLIED}')
        from added left join scored on scored.l = added.l and scored.r = added.r left join told using (p))
    select ${left} as left_id, ${right} as right_id, printf('%.4f', least(0.9999, probability)) as probability, told as explanation
      from found join ids a on a.n = l join ids b on b.n = r order by 1, 2
    ) to ${quoted(file)} (format csv, header true)`)
}

/**
 * Writes `id,cluster` (for two files `file,id,cluster`), each cluster called by the least id in it.
 * @param decided - the cluster of each record
 * @param file - path to write to
 * @param linking - two files, and not one
 */
export async function writeClusters(
  duck: Duck,
  { linked }: Decided,
  file: string,
  linking: boolean,
): Promise<void> {
  await fill(
    duck,
    'linked',
    ['n int', 'c int'],
    [linked.map((_, record) => record).subarray(1), linked.subarray(1)],
  )
  const which = linking ? "case side when 0 then 'left' else 'right' end as file, " : ''
  await duck.run(
    `copy (select ${which}id, min(id) over (partition by c) as cluster from ids join linked using (n) order by cluster, ${linking ? 'file, ' : ''}id) to ${quoted(file)} (format csv, header true)`,
  )
}

/**
 * Writes the weights that were learnt, as a table for people.
 * @param estimate - the model
 * @returns lines of text
 */
export function weightsInWords({ model }: Estimate): string {
  const lines = model.comparisons.flatMap(({ name, levels }) =>
    levels.map(
      (level) =>
        `${name.padEnd(11)} ${level.name.padEnd(17)} m ${level.m.toFixed(4)}  u ${level.u.toExponential(1)}  ${Math.log2(level.m / level.u).toFixed(1)} bits`,
    ),
  )
  return [`one pair in ${String(Math.round(1 / model.prior))} is a true one`, ...lines].join('\n')
}
