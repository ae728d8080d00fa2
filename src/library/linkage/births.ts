/** Births of a file: each distinct one is read once, by a rule in SQL where it is plain, else by the one reader. */
import { childYearIn, readBirth } from '../../wire/births/read-birth.ts'
import { knownBirth, mayBeChild } from '../../wire/births/known-birth.ts'
import type { Duck } from './database.ts'
import type { ReadFiles } from './read-files.ts'

export type ReadBirths = {
  /** some births lie between several years */
  spans: boolean
  remarks: string[]
}

/**
 * Makes `birth_value` (raw, birth, bto, child): eight digits with unknown month and day as 00; the last year where it
 * may be several; whether its bearer may be under 18, who is compared with nobody.
 *
 * A file of which most births lie before 1900 is about nobody alive: its births are compared as they are written.
 * @param dates - the order of day and month that each file's mapping says
 * @param today - YYYY-MM-DD
 * @returns whether some births lie between several years, and remarks for people
 */
export async function readBirths(duck: Duck, dates: ReadFiles['dates'], today: string): Promise<ReadBirths> {
  await duck.run(
    'create table birth_raw as select born as raw, count(*) as count from written where born is not null group by 1',
  )
  const [old] = await duck.rows<{ share: number }>(
    `select coalesce(sum(count) filter (y < 1900 and y not between 1300 and 1448) / sum(count), 0)::double as share
     from (select count, try_cast(regexp_extract(raw, '\\d{4}') as int) as y from birth_raw)`,
  )
  const historic = (old?.share ?? 0) > 0.5
  const monthFirst = await isMonthFirst(duck, dates)
  const plain = plainSql(monthFirst, historic)
  await duck.run(
    `create table birth_plain as select raw, count, case when ${historic ? 'true' : `b between '19000000' and '${today.replaceAll('-', '')}'`} then b end as birth from (select raw, count, ${plain} as b from birth_raw)`,
  )
  await duck.run('create table birth_read (raw varchar, birth varchar, bto smallint, child boolean)')
  const found = historic ? { spans: false, remarks: [HISTORIC] } : await readOthers(duck, today, monthFirst)
  const latest =
    "case when right(p.birth, 4) = '0000' then left(p.birth, 4) || '1231' when right(p.birth, 2) = '00' then left(p.birth, 6) || '31' else p.birth end"
  const limit = String(Number(today.replaceAll('-', '')) - 180_000)
  await duck.run(
    `create table birth_value as select p.raw, count, coalesce(p.birth, o.birth) as birth, o.bto, coalesce(o.child, ${latest} > '${limit}', false) as child
     from birth_plain p left join birth_read o using (raw)`,
  )
  const [children] = await duck.rows<{ count: number }>(
    'select coalesce(sum(count) filter (child), 0)::int as count from birth_value',
  )
  for (const table of ['birth_raw', 'birth_plain', 'birth_read']) await duck.run(`drop table ${table}`)
  if (children && children.count > 0)
    found.remarks.push(
      `Left out and compared with nobody: ${String(children.count)} records of persons who may be under 18.`,
    )
  return found
}

const HISTORIC =
  'Most births lie before 1900: this file is about nobody alive, so births are compared as they are written.'

/** What the rule in SQL does not know: other calendars, ranges, words. */
async function readOthers(duck: Duck, today: string, monthFirst: boolean): Promise<ReadBirths> {
  const [raws = [], counts = []] = await duck.columns(
    'select raw, count::int from birth_plain where birth is null order by raw',
  )
  const appender = await duck.connection.createAppender('birth_read')
  let [spans, hijri, asked, short, unread] = [false, 0, 0, 0, 0]
  for (const [index, raw] of (raws as string[]).entries()) {
    const count = Number(counts[index])
    const read = readBirth(monthFirst ? raw.replace(SHORT_YEAR, '$2/$1/$3') : raw, today)
    const kept = 'born' in read ? read.born : (childYearIn(raw, today) ?? yearIn(raw, today))
    const birth = kept === null ? null : knownBirth(kept)
    if ('fault' in read) unread += count
    else if (birth === null && SHORT_YEAR.test(raw)) short += count
    else if (birth === null) asked += count
    else if (read.said !== null) hijri += count
    appender.appendVarchar(raw)
    if (birth === null) appender.appendNull()
    else appender.appendVarchar(String(birth.from * 10_000 + birth.month * 100 + birth.day))
    if (birth === null || birth.to === birth.from) appender.appendNull()
    else appender.appendSmallInt(birth.to)
    appender.appendBoolean(kept !== null && mayBeChild(kept, today))
    appender.endRow()
    spans ||= birth !== null && birth.to !== birth.from
  }
  appender.closeSync()
  const remarks = [
    [hijri, 'births were read as Solar or lunar Hijri'],
    [
      asked,
      'births have a year of which nobody can tell the calendar: write “lunar” behind it if it is lunar Hijri',
    ],
    [
      short,
      'births have a year of two figures that may be of a child in a Hijri calendar: write years with four figures',
    ],
    [unread, 'births were not understood, and count as unknown beyond their year'],
  ] as const
  return {
    spans,
    remarks: remarks.flatMap(([count, says]) => (count > 0 ? [`${String(count)} ${says}.`] : [])),
  }
}

/** Day and month of a year of two figures, in either order. */
const SHORT_YEAR = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})$/

/** A day that does not exist keeps its year. */
function yearIn(raw: string, today: string): string | null {
  const [, first, last] = /^((?:19|20)\d\d)(?=\D|\d{4}$|$)|(?<=[/.-])((?:19|20)\d\d)$/.exec(raw.trim()) ?? []
  const year = first ?? last ?? null
  return year !== null && year <= today.slice(0, 4) ? year : null
}

/** The order of day and month follows the mapping, else the file: a first number above 12 shows that days come first. */
async function isMonthFirst(duck: Duck, dates: ReadFiles['dates']): Promise<boolean> {
  if (dates !== undefined) return dates === 'month-first'
  const [shapes] = await duck.rows<{ days: number; months: number }>(
    `select count(*) filter (born ~ '^(1[3-9]|2\\d|3[01])[/.-]\\d') as days, count(*) filter (born ~ '^\\d{1,2}[/.-](1[3-9]|2\\d|3[01])[/.-]') as months
     from (select born from written where born is not null using sample 20000 rows (reservoir, 7))`,
  )
  return shapes !== undefined && shapes.months > shapes.days
}

/**
 * Eight digits, unknown month and day as 00. Of a historic file also years alone, those of days that do not exist, and
 * years of two figures: of anybody alive such a year may be of another calendar, which the one reader decides.
 */
function plainSql(monthFirst: boolean, historic: boolean): string {
  const format = monthFirst ? '%m/%d/' : '%d/%m/'
  const slashed = `regexp_replace(raw, '[.-]', '/', 'g')`
  const noDay = historic ? "right(raw, 4) || '0000'" : 'null'
  const cases = [
    "when length(raw) = 10 and raw[5] = '-' and try_cast(raw as date) is not null then replace(raw, '-', '')",
    "when length(raw) > 10 and raw[5] = '-' and raw[8] = '-' and try_cast(left(raw, 10) as date) is not null then replace(left(raw, 10), '-', '')",
    `when length(raw) = 8 and try_strptime(raw, '%Y%m%d') is not null then raw`,
    `when raw ~ '^\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4}$' then coalesce(strftime(try_strptime(${slashed}, '${format}%Y'), '%Y%m%d'), ${noDay})`,
  ]
  if (historic) {
    const short = `try_strptime(${slashed}, '${format}%y')`
    cases.push(
      // Two digits of a year: nobody is born in the future.
      `when raw ~ '^\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2}$' and ${short} is not null then strftime(case when ${short} > current_date then ${short} - interval 100 year else ${short} end, '%Y%m%d')`,
      `when raw ~ '^\\d{4}-(0[1-9]|1[0-2])(-00)?$' then left(raw, 4) || substr(raw, 6, 2) || '00'`,
      `when raw ~ '^(1\\d|20)\\d\\d($|[^0-9]|\\d{4}$)' then left(raw, 4) || '0000'`,
    )
  }
  return `case ${cases.join(' ')} end`
}
