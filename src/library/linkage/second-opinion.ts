/**
 * The node weighs a pair by names and births alone, with fixed numbers; a file is weighed by what it teaches. On a pair
 * of which no more is known than the node would read, the two never answer opposite: the node is asked.
 */
import { readName } from '../names/index.ts'
import { personKeys } from './persons/person-keys.ts'
import { readWritten, comparePersonRecords } from './persons/compare-person-records.ts'
import type { Duck } from './database.ts'
import type { Estimate } from './estimate.ts'
import { UNKNOWN } from './model/index.ts'
import type { SqlComparison } from './comparisons.ts'

/** What the node weighs; any other comparison is evidence that it does not have. */
const READ_BY_NODE: ReadonlySet<string> = new Set(['given', 'family', 'others', 'born', 'sex'])
/** Names and births as equal as that are one to both. */
const PLAIN: Record<string, ReadonlySet<string>> = {
  given: new Set(['equal']),
  family: new Set(['equal']),
  born: new Set(['equal', 'swapped', 'slip']),
}
/** Births that the node calls agreeing: of others it says nothing that could be raised. */
const MAY_AGREE: ReadonlySet<string> = new Set(['equal', 'first of January', 'swapped', 'year', 'slip'])

/** A pair just put out, and one just not. In bits. */
const POSSIBLE = 0.5
const NOT_PUT_OUT = -0.5

/** SQL for a birth as the node keeps it, null where it does not read it (`../../../wire/births/known-birth.ts`). */
const born = (side: string, spans: boolean) =>
  `case when ${side}.byear < 1900 then null ${spans ? `when ${side}.bto is not null then ${side}.byear || '/' || ${side}.bto ` : ''}else
     left(${side}.birth, 4) || case when substr(${side}.birth, 5, 2) = '00' then '' else '-' || substr(${side}.birth, 5, 2) ||
     case when right(${side}.birth, 2) = '00' then '' else '-' || right(${side}.birth, 2) end end end`

/**
 * Fills `node_key` (n, side, item) with what the node would look each record up by, so that what it finds is looked
 * at here too.
 * @param spans - some births lie between several years
 */
export async function fillNodeKeys(duck: Duck, spans: boolean): Promise<void> {
  await duck.run('create table node_key (n int, side tinyint, item bigint)')
  const [n = [], side = [], names = [], births = []] = await duck.columns(
    `select rec.n, side, name, ${born('rec', spans)} from rec join called using (n) where byear >= 1900 and name is not null`,
  )
  const appender = await duck.connection.createAppender('node_key')
  for (const [at, name] of (names as string[]).entries())
    for (const key of personKeys([readName(name)], String(births[at]))) {
      appender.appendInteger(Number(n[at]))
      appender.appendTinyInt(Number(side[at]))
      appender.appendBigInt(BigInt(key))
      appender.endRow()
    }
  appender.closeSync()
}

/**
 * Asks the node about each pair of `scored` of which only names and births are known, where those are not plainly
 * equal: what it calls different is not put out, and what it calls a match is.
 * @param estimate - the patterns of the file
 * @param comparisons - in the model's order
 * @param spans - some births lie between several years
 */
export async function askNode(
  duck: Duck,
  { patterns }: Estimate,
  comparisons: readonly SqlComparison[],
  spans: boolean,
): Promise<void> {
  await duck.run('create table asked (p bigint, agreeing boolean)')
  const appender = await duck.connection.createAppender('asked')
  for (const { packed, levels } of patterns) {
    if (!isForNode(comparisons, levels)) continue
    appender.appendBigInt(packed)
    appender.appendBoolean(MAY_AGREE.has(levelOf(comparisons, levels, 'born') ?? ''))
    appender.endRow()
  }
  appender.closeSync()
  const [l = [], r = [], bits = [], a = [], b = [], aBorn = [], bBorn = []] = await duck.columns(
    `select l, r, bits, x.name, y.name, ${born('a', spans)}, ${born('b', spans)} from scored join asked using (p)
     join rec a on a.n = l join rec b on b.n = r join called x on x.n = l join called y on y.n = r
     where (bits >= 0 or agreeing) and a.byear >= 1900 and b.byear >= 1900
       and x.name is not null and y.name is not null`,
  )
  await duck.run('create table answered (l int, r int, told float)')
  const answers = await duck.connection.createAppender('answered')
  for (const [at, own] of (bits as number[]).entries()) {
    const one = readWritten({ id: '', names: [String(a[at])], born: String(aBorn[at]) })
    const other = readWritten({ id: '', names: [String(b[at])], born: String(bBorn[at]) })
    if (one.names.length === 0 || other.names.length === 0) continue
    const said = comparePersonRecords(one, other, false)?.outcome ?? 'different'
    const told =
      said === 'different' ? Math.min(own, NOT_PUT_OUT) : said === 'match' ? Math.max(own, POSSIBLE) : own
    if (told === own) continue
    answers.appendInteger(Number(l[at]))
    answers.appendInteger(Number(r[at]))
    answers.appendFloat(told)
    answers.endRow()
  }
  answers.closeSync()
  await duck.run(
    'create or replace table scored as select l, r, p, coalesce(told, bits)::float as bits from scored left join answered using (l, r)',
  )
  for (const table of ['asked', 'answered', 'called']) await duck.run(`drop table ${table}`)
}

const levelOf = (comparisons: readonly SqlComparison[], levels: readonly number[], name: string) => {
  const index = comparisons.findIndex((one) => one.name === name)
  return comparisons[index]?.levels[levels[index] ?? UNKNOWN]?.name
}

/** Is nothing known of both but names and births, and these are not plainly equal? */
function isForNode(comparisons: readonly SqlComparison[], levels: readonly number[]): boolean {
  if (comparisons.some(({ name }, at) => !READ_BY_NODE.has(name) && (levels[at] ?? UNKNOWN) !== UNKNOWN))
    return false
  if (levelOf(comparisons, levels, 'born') === undefined) return false
  return Object.entries(PLAIN).some(([name, some]) => !some.has(levelOf(comparisons, levels, name) ?? ''))
}
