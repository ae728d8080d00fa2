/** From what was written to what is compared: the table `rec`, one row a record. */
import type { Meaning } from './mapping.ts'
import type { Duck } from './database.ts'
import type { ReadFiles } from './read-files.ts'
import { readBirths } from './births.ts'
import { fillMarked } from './marks.ts'
import { readPhones } from './phones.ts'
import { coreOf, folded, inList, wordsOf } from './name-words.ts'
import { fillWords, RAREST, shareSql } from './words.ts'

/** Words inside names that nobody is told by. */
const fillers = [
  'of',
  'the',
  'and',
  'de',
  'la',
  'le',
  'von',
  'van',
  'der',
  'den',
  'al',
  'el',
  'bin',
  'ibn',
  '1st',
  '2nd',
  '3rd',
  '4th',
  '5th',
  'baron',
  'baronet',
  'earl',
  'duke',
  'viscount',
  'jr',
  'sr',
  'junior',
  'senior',
  'younger',
  'elder',
]

/** Letters and digits only. */
const solid = (sql: string) =>
  `nullif(regexp_replace(lower(strip_accents(${sql})), '[^\\p{L}\\p{N}]+', '', 'g'), '')`
const emptyAsNull = (sql: string) => `nullif(${sql}, '')`

export type Features = {
  has: ReadonlySet<Meaning>
  lists: ReadonlySet<Meaning>
  /** whole names, of which more words than given and family are known */
  wholeNames: boolean
  /** given and family names are there, from columns of their own or from whole names */
  names: boolean
  /** words of names beyond the first given and the family name are known */
  rest: boolean
  /** some words of names differ in their marks alone and are two names */
  marks: boolean
  /** some births lie between several years */
  spans: boolean
  records: number
  linking: boolean
  remarks: string[]
}

/** Columns of which many records share a value: each distinct value is folded once. */
const shared = [
  ['place', 'pl'],
  ['occupation', 'oc'],
  ['region', 'rg'],
] as const

/**
 * Makes `rec` out of `src`, and `ids` (n, side, id). Whoever may be under 18 is in neither.
 * @param read - what the files hold, as it was read
 * @param today - YYYY-MM-DD
 * @returns which fields there are to compare, and remarks
 */
export async function makeFeatures(duck: Duck, read: ReadFiles, today: string): Promise<Features> {
  const { meanings: has, lists, records } = read
  const wholeNames = has.has('name') || has.has('aliases')
  const names = has.has('name') || has.has('given') || has.has('family')
  const columns = ['src.n', 'src.side', 'src.id', 'hash(src.id) as h']
  const joins: string[] = []
  let rest = false
  let marks = false
  let spans = false
  const remarks: string[] = []
  if (names) {
    const made = has.has('name')
      ? await wholeNameParts(duck, has, records)
      : await nameParts(duck, has, records)
    columns.push(...made.columns)
    joins.push(...made.joins)
    rest = made.rest
    const called = has.has('name')
      ? 'name'
      : has.has('given') && has.has('family')
        ? `concat_ws(' ', given, family)`
        : 'null::varchar'
    await duck.run(`create table called as select n, ${called} as name from src`)
    marks = await fillMarked(duck, has)
    if (marks) {
      columns.push('mk.* exclude (n)')
      joins.push('left join marked_record mk on mk.n = src.n')
    }
  }
  if (has.has('aliases'))
    columns.push(
      `list_filter(list_transform(aliases, lambda x: array_to_string(list_sort(list_distinct(string_split(${folded('x')}, ' '))), ' ')), lambda x: x <> '') as akeys`,
    )
  for (const [meaning, letter] of shared)
    if (has.has(meaning)) {
      // In two steps: in one, the condition would be looked at for every record instead of every value.
      await duck.run(
        `create table ${letter}r as select raw, count, ${emptyAsNull(folded('raw'))} as v from (select ${meaning} as raw, count(*) as count from written where ${meaning} is not null group by 1)`,
      )
      await duck.run(
        `create table ${letter}v as select raw, v, ${shareSql('sum(count) over (partition by v)', 'null', records, 0.000_2)} as share from ${letter}r where v is not null`,
      )
      columns.push(`${letter}v.v as ${letter}`, `${letter}v.share as ${letter}share`)
      joins.push(`left join ${letter}v on ${letter}v.raw = src.${meaning}`)
    }
  if (has.has('sex')) columns.push("nullif(left(lower(sex), 1), '') as sex")
  if (has.has('address')) columns.push(`${emptyAsNull(folded('address'))} as addr`)
  if (has.has('company'))
    columns.push(
      `${emptyAsNull(`regexp_replace(${folded('company')}, ' (limited|ltd|llc|inc|gmbh|sa|srl|sh|plc|co|corp|corporation|company|llp|ag)$', '')`)} as comp`,
    )
  const many = (meaning: Meaning, sql: (value: string) => string) =>
    lists.has(meaning)
      ? `list_filter(list_transform(${meaning}, lambda x: ${sql('x')}), lambda x: x is not null)`
      : sql(meaning)
  if (has.has('phone')) {
    const inLists = lists.has('phone')
    await readPhones(duck, inLists)
    columns.push(inLists ? 'coalesce(pv.phones, []) as phone' : 'pv.phone as phone')
    joins.push(
      inLists ? 'left join phone_list pv on pv.n = src.n' : 'left join phone_value pv on pv.raw = src.phone',
    )
  }
  if (has.has('email')) columns.push(`${many('email', (x) => `lower(${x})`)} as email`)
  if (has.has('document')) columns.push(`${many('document', solid)} as doc`)
  const derived: string[] = []
  if (has.has('postcode')) {
    columns.push(`nullif(replace(replace(lower(postcode), ' ', ''), '-', ''), '') as pc`)
    // The outward half of a British postcode, which ends in two letters; of another, all but its last digit.
    derived.push(
      "case when right(pc, 1) >= 'a' then left(pc, greatest(length(pc) - 3, 2)) else left(pc, greatest(length(pc) - 1, 2)) end as area",
    )
  }
  if (has.has('born')) {
    const births = await readBirths(duck, read.dates, today)
    spans = births.spans
    remarks.push(...births.remarks)
    columns.push('bv.birth', ...(spans ? ['bv.bto'] : []))
    joins.push('left join birth_value bv on bv.raw = src.born')
    derived.push(...birthParts)
  }
  await duck.run(
    `create table rec as select *${derived.map((sql) => `, ${sql}`).join('')} from (select ${columns.join(', ')}${has.has('born') ? ', birth::int as b' : ''} from src ${joins.join(' ')} ${has.has('born') ? 'where not coalesce(bv.child, false)' : ''})`,
  )
  await duck.run('create view ids as select n, side, id from rec')
  for (const table of [
    'given_value',
    'family_value',
    'nm0',
    'word',
    'word_seen',
    'word_known',
    'gv',
    'fv',
    'plv',
    'ocv',
    'rgv',
    'plr',
    'ocr',
    'rgr',
    'birth_value',
    'marked',
    'marked_record',
    'phone_value',
    'phone_list',
  ])
    await duck.run(`drop table if exists ${table}`)
  await duck.run('drop view src')
  await duck.run('drop table written')
  await duck.run('drop table numbered')
  return {
    has,
    lists,
    wholeNames,
    names,
    rest,
    marks,
    spans,
    records,
    linking: read.bySide.length > 1,
    remarks,
  }
}

/** A dictionary of a column: `NAME_value` (raw, count, words), one row a distinct value. */
async function dictionary(duck: Duck, column: 'given' | 'family'): Promise<void> {
  await duck.run(
    `create table ${column}_value as select raw, count, ${wordsOf('raw')} as words from (select ${column} as raw, count(*) as count from written where ${column} is not null group by 1)`,
  )
}

type Parts = { columns: string[]; joins: string[]; rest: boolean }

/** The features of a given name in `word` gw and of a family name in `word` fw. */
const wordColumns = (side: 'g' | 'f', records: number, written: string) => [
  `coalesce(${side}w.latin, ${written}) as ${side}`,
  `${side}w.skeleton as ${side}sk`,
  ...(side === 'g' ? ['gw.symbols as gs'] : []),
  `${shareSql(`${side}w.count`, `${side}w.share`, records, side === 'g' ? RAREST.given : RAREST.family)} as ${side}share`,
]

/** Given and family names from columns of their own: everything is done once a distinct value. */
async function nameParts(duck: Duck, has: ReadonlySet<Meaning>, records: number): Promise<Parts> {
  const parts: Parts = { columns: [], joins: [], rest: false }
  const sides = [
    ['given', 'g', 'words[1]'],
    ['family', 'f', "nullif(array_to_string(words, ''), '')"],
  ] as const
  const there = sides.filter(([column]) => has.has(column))
  for (const [column] of there) await dictionary(duck, column)
  await fillWords(
    duck,
    there.map(([column, , word]) => `select ${word} as w, count from ${column}_value`).join(' union all '),
  )
  if (has.has('given')) {
    const [longest] = await duck.rows<{ most: number }>('select max(len(words)) as most from given_value')
    parts.rest = (longest?.most ?? 0) > 1
  }
  for (const [column, side, word] of sides) {
    if (!has.has(column)) {
      parts.columns.push(
        `null::varchar as ${side}`,
        `null::varchar as ${side}sk`,
        ...(side === 'g' ? ['null::varchar[] as gs'] : []),
        `null::float as ${side}share`,
      )
      continue
    }
    const rest = side === 'g' && parts.rest ? ', words[2:] as rest' : ''
    await duck.run(
      `create table ${side}v as select raw, ${wordColumns(side, records, 'w').join(', ')}${rest} from (select *, ${word} as w from ${column}_value) left join word ${side}w using (w) where w is not null`,
    )
    parts.joins.push(`left join ${side}v on ${side}v.raw = src.${column}`)
    parts.columns.push(`${side}v.* exclude (raw)`)
  }
  return parts
}

/** Names out of whole names, and of columns of their own where there are any: once a record. */
async function wholeNameParts(duck: Duck, has: ReadonlySet<Meaning>, records: number): Promise<Parts> {
  const [given, family] = [has.has('given'), has.has('family')]
  if (given) await dictionary(duck, 'given')
  if (family) await dictionary(duck, 'family')
  const core = wordsOf(coreOf('src.name'))
  const fromCore = { g: 'core[1]', f: 'case when len(core) > 1 then core[-1] end' }
  const g = given ? `coalesce(gv.words[1], ${fromCore.g})` : fromCore.g
  const f = family ? `coalesce(nullif(array_to_string(fv.words, ''), ''), ${fromCore.f})` : fromCore.f
  const lists = ['whole', ...(given ? ['gv.words'] : []), ...(family ? ['fv.words'] : [])]
  await duck.run(`create table nm0 as select src.n, ${g} as g, ${f} as f, list_sort(list_distinct(list_concat(${lists.join(', ')}))) as toks
    from (select *, ${wordsOf('src.name')} as whole, ${core} as core from src) src
    ${given ? 'left join given_value gv on gv.raw = src.given' : ''} ${family ? 'left join family_value fv on fv.raw = src.family' : ''}`)
  await fillWords(
    duck,
    'select g as w, count(*) as count from nm0 group by 1 union all select f, count(*) from nm0 group by 1',
  )
  return {
    columns: [
      ...wordColumns('g', records, 'nm0.g'),
      ...wordColumns('f', records, 'nm0.f'),
      `list_filter(toks, lambda x: x <> coalesce(nm0.g, '') and x <> coalesce(nm0.f, '') and not list_contains(${inList(fillers)}, x)) as rest`,
    ],
    joins: ['join nm0 using (n)', 'left join word gw on gw.w = nm0.g', 'left join word fw on fw.w = nm0.f'],
    rest: true,
  }
}

/** What keys and comparisons need of a birth: its year, its day, and its day with day and month in one order. */
const birthParts = [
  '(b // 10000)::smallint as byear',
  'case when b % 100 <> 0 then (b // 10000) * 10000 + least(b // 100 % 100, b % 100) * 100 + greatest(b // 100 % 100, b % 100) end as bday',
  'case when b % 100 <> 0 and b % 10000 <> 101 then (b % 10000)::smallint end as bmd',
]
