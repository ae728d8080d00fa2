/**
 * Which pairs are looked at at all: those that share a key. Each rule is a ladder from a wide key to narrower
 * ones; it begins at the widest rung that its budget of pairs allows, and members of a block that is too large step
 * down to the next. What is too large on the last rung is reported and passed by: a million equal rows make one
 * remark, not half a billion pairs.
 */
import type { Duck } from './database.ts'
import type { Features } from './features.ts'

export type Rule = {
  name: string
  rungs: readonly (readonly string[])[]
  /** SQL for what the keys are taken of, if not of `rec`: several rows a record where each value is a key */
  from?: string
  /** finds little that others do not: only for files that can be searched thoroughly */
  thorough?: true
}

/** Up to so many records, rules that find little are worth their time. */
const THOROUGH = 100_000

/** From so many records the pairs of a rung are first estimated. */
const SAMPLED = 200_000

export type Effort = {
  /** whether rules that find little are used */
  thorough: boolean
  /** records in a block, at most */
  largest: number
  /** pairs that one rule may yield, at most */
  pairsByRule: number
}

/**
 * Says how thoroughly to search. Smaller files are searched more thoroughly.
 * @param records - how many there are in all
 * @returns limits of blocks and of pairs
 */
export function effortFor(records: number): Effort {
  const thorough = records <= THOROUGH
  return {
    thorough,
    largest: thorough ? 400 : 150,
    pairsByRule: thorough
      ? Math.min(4_000_000, Math.max(1_500_000, 60 * records))
      : Math.max(1_500_000, records) / 2,
  }
}

/**
 * Lists the rules by which records may meet.
 * @param features - what the files hold
 * @returns the rules that these features allow
 */
export function rulesFor({ has, lists, names, wholeNames }: Features): Rule[] {
  const rules: Rule[] = []
  const add = (name: string, ...rungs: string[][]) => rules.push({ name, rungs })
  const thorough = (name: string, ...rungs: string[][]) => rules.push({ name, rungs, thorough: true })
  const born = has.has('born')
  // `bday` is the same for 2 April and 4 February.
  const pc = has.has('postcode')
  const place = has.has('place') ? 'pl' : null
  const gi = 'left(gsk, 2)'
  const fi = 'left(fsk, 2)'
  if (names) {
    add(
      'given and family name by sound',
      ['gsk', 'fsk'],
      ...(born ? [['gsk', 'fsk', 'byear']] : []),
      ...(pc ? [['gsk', 'fsk', 'area']] : []),
      ...(place ? [['gsk', 'fsk', place]] : []),
    )
    thorough(
      'names in another order',
      ['least(g, f)', 'greatest(g, f)'],
      ...(born ? [['least(g, f)', 'greatest(g, f)', 'byear']] : []),
    )
    if (born) {
      add('family name by sound and birth year', ['fsk', 'byear'], ['fsk', 'byear', gi], ['fsk', 'bday'])
      add('given name by sound and birth date', ['gsk', 'bday'], ['gsk', 'bday', fi])
      thorough('initial of the given name and birth date', ['left(g, 1)', 'bday'], ['left(g, 1)', 'bday', fi])
      thorough('birth date', ['bday'])
      rules.push({ name: 'what the node looks up by', rungs: [['item']], from: 'node_key', thorough: true })
    }
    if (pc) {
      add('postcode', ['pc'], ['pc', 'left(g, 1)'], ['pc', 'left(f, 1)'])
      add('family name by sound and area', ['fsk', 'area'], ['fsk', 'area', gi])
      add('given name by sound and area', ['gsk', 'area'], ['gsk', 'area', fi])
    }
    if (place) {
      add('family name by sound and place', ['fsk', place], ['fsk', place, gi])
      add('given name by sound and place', ['gsk', place], ['gsk', place, fi])
    }
    if (born && pc) thorough('day of birth and area', ['bmd', 'area'])
    if (born && place) add('birth date and place', ['bday', place], ['bday', place, 'left(g, 1)'])
    if (!born && !pc && !place) add('family name by sound', ['fsk'], ['fsk', gi])
    // Records of few words: a lone given or family name, of which it is not known which of the two it is.
    const word = '(select n, side, unnest(list_distinct([g, f])) as item'
    thorough('family name by sound', ['fsk'], ['fsk', gi])
    if (place) {
      thorough('place', [place], [place, 'left(g, 1)'])
      rules.push({
        name: 'a name and place',
        rungs: [['item', place]],
        from: `${word}, ${place} from rec)`,
        thorough: true,
      })
    }
    if (pc) {
      thorough('area', ['area'], ['area', 'left(g, 1)'])
      rules.push({
        name: 'a name and area',
        rungs: [['item', 'area']],
        from: `${word}, area from rec)`,
        thorough: true,
      })
    }
    if (born) thorough('given name by sound and birth year', ['gsk', 'byear'], ['gsk', 'byear', fi])
    if (has.has('occupation')) thorough('family name by sound and occupation', ['fsk', 'oc'])
  }
  if (has.has('company')) add('company', ["split_part(comp, ' ', 1)"], ['left(comp, 8)'], ['comp'])
  if (has.has('address')) {
    add('address', ['addr'], ['addr', 'left(g, 1)'])
    if (pc) add('address in the postcode', ['pc', 'left(addr, 6)'])
  }
  for (const [meaning, column] of [
    ['phone', 'phone'],
    ['email', 'email'],
    ['document', 'doc'],
  ] as const)
    if (has.has(meaning))
      rules.push(
        lists.has(meaning)
          ? { name: meaning, rungs: [['item']], from: values(column) }
          : { name: meaning, rungs: [[column]] },
      )
  if (has.has('email') && !lists.has('email')) thorough('e-mail before the @', ["split_part(email, '@', 1)"])
  if (wholeNames && has.has('aliases'))
    rules.push({ name: 'alias', rungs: [['item']], from: values('akeys') })
  return rules
}

const values = (column: string) => `(select n, side, unnest(list_distinct(${column})) as item from rec)`

export type Blocked = {
  candidates: number
  remarks: string[]
  byRule: { name: string; rung: number; pairs: number }[]
}

const counts = (linking: boolean) =>
  `count(*)::int as c${linking ? ', count(*) filter (side = 0)::int as c0' : ''}`

/** How many pairs a rung would yield, by a sixteenth of its keys: a rung that is too wide need not be built. */
async function likelyPairs(duck: Duck, hashed: string, pairsIn: string, effort: Effort, linking: boolean) {
  const [found] = await duck.rows<{ pairs: number }>(
    `select 16 * coalesce(sum(${pairsIn}), 0)::bigint as pairs from (select ${counts(linking)} from (${hashed}) where k % 16 = 0 group by k having count(*) between 2 and ${String(effort.largest)})`,
  )
  return found?.pairs ?? 0
}

/**
 * Fills `cand` (l, r): distinct pairs, of two sides where two files are linked.
 * @param features - what the files hold
 * @param rules - tried in this order
 * @param effort - limits of blocks and of pairs
 * @returns how many pairs each rule found, and remarks on what was passed by
 */
export async function block(
  duck: Duck,
  features: Features,
  rules: readonly Rule[],
  effort: Effort,
): Promise<Blocked> {
  await duck.run('create table keyed (pair ubigint)')
  const remarks: string[] = []
  const byRule: Blocked['byRule'] = []
  const { linking } = features
  for (const { name, rungs, from = 'rec', thorough } of rules) {
    if (thorough && !effort.thorough) continue
    const pairsIn = linking ? 'c0::bigint * (c - c0)' : 'c::bigint * (c - 1) // 2'
    let members = from
    for (const [rung, keys] of rungs.entries()) {
      const last = rung === rungs.length - 1
      const all = keys.map((key) => `(${key}) is not null`).join(' and ')
      const hashed = `select n, ${linking ? 'side, ' : ''}hash(${keys.map((key) => `(${key})`).join(', ')}) as k from ${members} where ${all}`
      if (
        features.records > SAMPLED &&
        !last &&
        (await likelyPairs(duck, hashed, pairsIn, effort, linking)) > effort.pairsByRule
      )
        continue
      await duck.run(`create or replace temp table keys as ${hashed}`)
      await duck.run(
        `create or replace temp table sizes as select k, ${counts(linking)}${linking ? '' : ', min(n) as first, max(n) as last'} from keys group by k having count(*) > 1`,
      )
      const [total] = await duck.rows<{ pairs: number; over: number; most: number; held: number }>(
        `select coalesce(sum(case when c <= ${String(effort.largest)} then ${pairsIn} else 0 end), 0)::bigint as pairs, count(*) filter (c > ${String(effort.largest)}) as over, coalesce(max(c), 0) as most, coalesce(sum(c) filter (c > ${String(effort.largest)}), 0)::bigint as held from sizes`,
      )
      const { pairs = 0, over = 0, most = 0, held = 0 } = total ?? {}
      if (pairs > effort.pairsByRule) {
        if (last)
          remarks.push(
            `Pairs with equal ${name} are too many to look at (${String(pairs)}); other keys reach them.`,
          )
        else continue
      } else {
        // Most blocks of a large file hold two records: they are a pair without any join.
        if (!linking)
          await duck.run(
            'insert into keyed select (first::ubigint << 32) | last::ubigint from sizes where c = 2',
          )
        await duck.run(
          `create or replace temp table good as select keys.* from keys join sizes using (k) where c <= ${String(effort.largest)} and ${linking ? 'c0 > 0 and c0 < c' : 'c > 2'}`,
        )
        await duck.run(
          `insert into keyed select (a.n::ubigint << 32) | b.n::ubigint from good a join good b on a.k = b.k and ${linking ? 'a.side = 0 and b.side = 1' : 'a.n < b.n'}`,
        )
        byRule.push({ name, rung, pairs })
      }
      if (over === 0) break
      if (last)
        remarks.push(
          `Passed by: ${String(over)} block${over === 1 ? '' : 's'} of more than ${String(effort.largest)} records with equal ${name} (${String(held)} records; the largest has ${String(most)}).`,
        )
      else
        members = `(select src.* from ${from} src join (select n, k from keys join sizes using (k) where c > ${String(effort.largest)}) big on big.n = src.n)`
      if (!last) {
        await duck.run(`create or replace temp table overfull as select * from ${members}`)
        members = 'overfull'
      }
    }
  }
  await duck.run(
    'create table cand as select (pair >> 32)::int as l, (pair & 4294967295)::int as r from (select distinct pair from keyed)',
  )
  await duck.run('drop table keyed')
  const [count] = await duck.rows<{ count: number }>('select count(*) as count from cand')
  return { candidates: count?.count ?? 0, remarks, byRule }
}
