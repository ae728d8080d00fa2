/** From what was written to what is compared: the table `rec`, one row a record. */
import type { Meaning } from './mapping.ts'
import type { Duck } from './database.ts'
import type { ReadFiles } from './read-files.ts'
import { fillWords, RAREST, shareSql } from './words.ts'

/** Words that stand before a name and are none. */
const titles = ['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'rev', 'sir', 'dame', 'lord', 'lady', 'st']
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
const inList = (words: readonly string[]) => `[${words.map((word) => `'${word}'`).join(', ')}]`

/** Letters and digits in lower case, without accents, one blank between words. */
export const folded = (sql: string) =>
  `trim(regexp_replace(lower(strip_accents(${sql})), '[^\\p{L}\\p{N}]+', ' ', 'g'))`
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
  records: number
  linking: boolean
}

/** @returns what `rec` holds */
export async function makeFeatures(duck: Duck, read: ReadFiles): Promise<Features> {
  const { meanings: has, lists, records } = read
  const wholeNames = has.has('name') || has.has('aliases')
  const names = has.has('name') || has.has('given') || has.has('family')
  if (names) await makeNames(duck, has, records)
  await makeValues(duck, has, records)
  const columns = ['src.n', 'src.side', 'hash(src.id) as h']
  const joins: string[] = []
  if (names) {
    columns.push('nm.* exclude (n)')
    joins.push('join nm using (n)')
  }
  if (has.has('aliases'))
    columns.push(
      `list_filter(list_transform(aliases, lambda x: array_to_string(list_sort(list_distinct(string_split(${folded('x')}, ' '))), ' ')), lambda x: x <> '') as akeys`,
    )
  if (has.has('born')) columns.push(`${await birthSql(duck)} as birth`)
  if (has.has('sex'))
    columns.push(`emptyNull(left(lower(sex), 1)) as sex`.replace(/emptyNull\((.*?\))\)/, "nullif($1, '')"))
  if (has.has('postcode')) {
    columns.push('pv.pc', 'pv.area')
    joins.push('left join pv on pv.raw = src.postcode')
  }
  for (const [meaning, letter] of [
    ['place', 'pl'],
    ['occupation', 'oc'],
    ['region', 'rg'],
  ] as const)
    if (has.has(meaning)) {
      columns.push(`${letter}v.v as ${letter}`, `${letter}v.share as ${letter}share`)
      joins.push(`left join ${letter}v on ${letter}v.raw = src.${meaning}`)
    }
  if (has.has('address')) columns.push(`${emptyAsNull(folded('address'))} as addr`)
  if (has.has('company'))
    columns.push(
      `${emptyAsNull(`regexp_replace(${folded('company')}, ' (limited|ltd|llc|inc|gmbh|sa|srl|sh|plc|co|corp|corporation|company|llp|ag)$', '')`)} as comp`,
    )
  const many = (meaning: Meaning, sql: (value: string) => string) =>
    lists.has(meaning)
      ? `list_filter(list_transform(${meaning}, lambda x: ${sql('x')}), lambda x: x is not null)`
      : sql(meaning)
  if (has.has('phone')) columns.push(`${many('phone', phoneSql)} as phone`)
  if (has.has('email')) columns.push(`${many('email', (x) => `lower(${x})`)} as email`)
  if (has.has('document')) columns.push(`${many('document', solid)} as doc`)
  await duck.run(`create table rec as select ${columns.join(', ')} from src ${joins.join(' ')}`)
  return { has, lists, wholeNames, names, records, linking: read.bySide.length > 1 }
}

const phoneSql = (value: string) => `nullif(right(regexp_replace(${value}, '[^0-9]+', '', 'g'), 10), '')`

/** Values that many records share are folded once each. */
async function makeValues(duck: Duck, has: ReadonlySet<Meaning>, records: number): Promise<void> {
  for (const [meaning, letter] of [
    ['place', 'pl'],
    ['occupation', 'oc'],
    ['region', 'rg'],
  ] as const)
    if (has.has(meaning))
      await duck.run(`create table ${letter}v as
        select raw, v, ${shareSql('sum(count) over (partition by v)', 'null', records, 0.000_2)} as share
        from (select raw, count, ${emptyAsNull(folded('raw'))} as v
          from (select ${meaning} as raw, count(*) as count from src where ${meaning} is not null group by 1)) where v is not null`)
  if (has.has('postcode'))
    // The outward half of a British postcode; of another, all but its last digit.
    await duck.run(`create table pv as
      select raw, pc, case when pc ~ '^[a-z].*[0-9][a-z]{2}$' then left(pc, length(pc) - 3) else left(pc, greatest(length(pc) - 1, 2)) end as area
      from (select raw, ${solid('raw')} as pc from (select distinct postcode as raw from src where postcode is not null)) where pc is not null`)
}

/** `nm`: given name g, family name f, their skeletons, symbols and shares, and for whole names all words. */
async function makeNames(duck: Duck, has: ReadonlySet<Meaning>, records: number): Promise<void> {
  const given = has.has('given')
  const family = has.has('family')
  const clean = (sql: string) => folded(`regexp_replace(${sql}, '\\(.*?\\)', ' ', 'g')`)
  for (const [there, column] of [
    [given, 'given'],
    [family, 'family'],
  ] as const)
    if (there)
      await duck.run(`create table ${column}_value as
        select raw, list_filter(string_split(${clean('raw')}, ' '), lambda x: x <> '' and not list_contains(${inList(titles)}, x)) as words
        from (select distinct ${column} as raw from src where ${column} is not null)`)
  const joins = [
    given ? 'left join given_value gv on gv.raw = src.given' : '',
    family ? 'left join family_value fv on fv.raw = src.family' : '',
  ]
  const whole = has.has('name')
    ? `list_filter(string_split(${clean('src.name')}, ' '), lambda x: x <> '' and not list_contains(${inList(titles)}, x))`
    : null
  // A whole name "Family, Given" is turned; "Given Family, first Earl of Somewhere" ends at its comma.
  const core = `list_filter(string_split(${clean(`case when src.name ~ '^[^ ,]+,' then regexp_replace(src.name, '^([^,]+),(.*)$', '\\2 \\1') else string_split(src.name, ',')[1] end`)}, ' '), lambda x: x <> '' and not list_contains(${inList(titles)}, x))`
  const first = given
    ? whole
      ? `coalesce(gv.words[1], core[1])`
      : 'gv.words[1]'
    : whole
      ? 'core[1]'
      : 'null'
  const last = family
    ? whole
      ? `coalesce(nullif(array_to_string(fv.words, ''), ''), case when len(core) > 1 then core[-1] end)`
      : `nullif(array_to_string(fv.words, ''), '')`
    : whole
      ? 'case when len(core) > 1 then core[-1] end'
      : 'null'
  const all = [whole ? 'whole' : '', given ? 'gv.words' : '', family ? 'fv.words' : ''].filter(Boolean)
  const source = whole ? `(select *, ${whole} as whole, ${core} as core from src) src` : 'src'
  const words = whole
    ? `, list_sort(list_distinct(list_concat(${all.join(', ')}))) as toks`
    : given
      ? ', gv.words as gwords'
      : ''
  await duck.run(
    `create table nm0 as select src.n, ${first} as g, ${last} as f${words} from ${source} ${joins.join(' ')}`,
  )
  await fillWords(
    duck,
    'select g as w from nm0 where g is not null union all select f from nm0 where f is not null',
  )
  const rest = whole
    ? `, toks, list_filter(toks, lambda x: x <> coalesce(g, '') and x <> coalesce(f, '') and not list_contains(${inList(fillers)}, x)) as rest`
    : given
      ? `, list_filter(gwords[2:], lambda x: x <> coalesce(f, '')) as rest`
      : ''
  await duck.run(`create table nm as
    select n, coalesce(gw.latin, g) as g, gw.skeleton as gsk, gw.symbols as gs, ${shareSql('gw.count', 'gw.share', records, RAREST.given)} as gshare,
      coalesce(fw.latin, f) as f, fw.skeleton as fsk, fw.symbols as fs, ${shareSql('fw.count', 'fw.share', records, RAREST.family)} as fshare${rest}
    from nm0 left join word gw on gw.w = g left join word fw on fw.w = f`)
}

/**
 * Eight digits, unknown month and day as 00. The order of day and month follows the file: a first number above
 * 12 anywhere shows days first. What is not in the calendar keeps its year alone.
 */
async function birthSql(duck: Duck): Promise<string> {
  const [shapes] = await duck.rows<{
    iso: number
    solid: number
    slashed: number
    daysFirst: number
    monthsFirst: number
    other: number
  }>(
    `select count(*) filter (born ~ '^\\d{4}-\\d{2}-\\d{2}') as iso, count(*) filter (born ~ '^\\d{8}$') as solid,
      count(*) filter (born ~ '^\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}$') as slashed,
      count(*) filter (born ~ '^(1[3-9]|2\\d|3[01])[/.-]\\d') as "daysFirst", count(*) filter (born ~ '^\\d{1,2}[/.-](1[3-9]|2\\d|3[01])[/.-]') as "monthsFirst",
      count(*) as other
     from (select born from src where born is not null order by hash(born) limit 20000)`,
  )
  const onlyIso = shapes && shapes.iso === shapes.other
  const cases = [
    `when born[5] = '-' and born[8] = '-' and length(born) >= 10 and try_cast(left(born, 10) as date) is not null then left(born, 4) || born[6:7] || born[9:10]`,
  ]
  if (!onlyIso) {
    const format = (shapes?.monthsFirst ?? 0) > (shapes?.daysFirst ?? 0) ? '%m/%d/' : '%d/%m/'
    const slashed = `regexp_replace(born, '[.-]', '/', 'g')`
    cases.push(
      `when length(born) = 8 and try_strptime(born, '%Y%m%d') is not null then born`,
      `when born ~ '^\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4}$' then coalesce(strftime(try_strptime(${slashed}, '${format}%Y'), '%Y%m%d'), right(born, 4) || '0000')`,
      // Two digits of a year: nobody is born in the future.
      `when born ~ '^\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2}$' and try_strptime(${slashed}, '${format}%y') is not null then strftime(case when try_strptime(${slashed}, '${format}%y') > current_date then try_strptime(${slashed}, '${format}%y') - interval 100 year else try_strptime(${slashed}, '${format}%y') end, '%Y%m%d')`,
    )
  }
  cases.push(
    `when born ~ '^\\d{4}-(0[1-9]|1[0-2])(-00)?$' then left(born, 4) || born[6:7] || '00'`,
    `when born ~ '^(1\\d|20)\\d\\d($|[^0-9]|\\d{4}$)' then left(born, 4) || '0000'`,
  )
  return `case ${cases.join(' ')} end`
}
