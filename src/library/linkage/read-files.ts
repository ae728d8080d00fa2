/** Reads one or two files of records into the table `src`: one row a record, one column a meaning, as written. */
import { isUtf8 } from 'node:buffer'
import { open, stat } from 'node:fs/promises'
import { named, quoted, type Duck } from './database.ts'
import { columnsIn, guessMapping, meanings, WrongFile, type Mapping, type Meaning } from './mapping.ts'

/** Of a longer cell only so many characters are compared. */
const LONGEST = 400

/** Meanings of which a record may have several values; they are kept as a list where a mapping says so. */
export const listMeanings: readonly Meaning[] = ['phone', 'email', 'document', 'aliases']

export type ReadFiles = {
  records: number
  bySide: number[]
  meanings: ReadonlySet<Meaning>
  /** meanings that are lists here */
  lists: ReadonlySet<Meaning>
  /** how a date with slashes is to be read, if a mapping says so */
  dates: Mapping['dates']
  /** what was odd, in words */
  remarks: string[]
}

/**
 * Reads the files.
 * @param files - one file, or the left and the right one
 * @param mappings - one for each file, or one for both; none where the columns' names speak for themselves
 * @returns which meanings there are, how many records, and remarks
 * @throws WrongFile where a file is empty, a column is missing, or an id is missing or repeated
 */
export async function readFiles(
  duck: Duck,
  files: readonly string[],
  mappings: readonly Mapping[],
): Promise<ReadFiles> {
  const remarks: string[] = []
  const readers: string[] = []
  const mapped: Mapping[] = []
  for (const [side, file] of files.entries()) {
    const encoding = await encodingOf(file)
    if (encoding !== 'utf-8')
      remarks.push(`${file}: not UTF-8; read as ${encoding === 'utf-16' ? 'UTF-16' : 'Latin-1'}.`)
    const reader = `read_csv(${quoted(file)}, all_varchar = true, header = true, store_rejects = true, rejects_table = ${quoted(`refused_${String(side)}`)}, rejects_scan = ${quoted(`refused_scan_${String(side)}`)}, encoding = ${quoted(encoding)})`
    const header = await headerOf(duck, file, reader)
    const wanted = mappings[side] ?? mappings[0]
    mapped.push(wanted ? columnsIn(file, header, wanted) : guessMapping(file, header))
    readers.push(reader)
  }
  const used = meanings.filter((meaning) => mapped.some(({ columns }) => columns[meaning]))
  const lists = new Set(
    listMeanings.filter(
      (meaning) =>
        meaning === 'aliases' ||
        mapped.some(({ columns }) => (columns[meaning]?.length ?? 0) > 1 || columns[meaning]?.[0]?.separator),
    ),
  )
  const parts = mapped.map((mapping, side) => {
    const columns = used.map((meaning) => `${valueOf(mapping, meaning, lists.has(meaning))} as ${meaning}`)
    return `select ${String(side)}::tinyint as side, trim(${named(mapping.id)}) as id, ${columns.join(', ')} from ${readers[side] ?? ''}`
  })
  await duck.run(`create table written as ${parts.join(' union all ')}`)
  // Numbered by a hash of the id: neither the order of the file nor that of two threads may decide anything.
  await duck.run(
    'create table numbered as select rowid as lies, row_number() over (order by hash(id), side, id)::int as n from written',
  )
  await duck.run('create view src as select n, written.* from written join numbered on lies = written.rowid')
  for (const [side, file] of files.entries()) remarks.push(...(await refusedLines(duck, file, side)))
  const bySide = await checkIds(duck, files, mapped)
  return {
    records: bySide.reduce((sum, one) => sum + one, 0),
    bySide,
    meanings: new Set(used),
    lists,
    dates: mapped.find(({ dates }) => dates)?.dates,
    remarks,
  }
}

function valueOf(mapping: Mapping, meaning: Meaning, asList: boolean): string {
  const sources = mapping.columns[meaning]
  if (!sources) return asList ? 'null::varchar[]' : 'null::varchar'
  // Counting characters costs more than all else here, so only long cells are cut.
  const cell = (column: string) =>
    `nullif(trim(case when strlen(${named(column)}) > ${String(LONGEST)} then left(${named(column)}, ${String(LONGEST)}) else ${named(column)} end), '')`
  if (!asList)
    return sources.length === 1
      ? cell(sources[0]?.column ?? '')
      : `nullif(concat_ws(' ', ${sources.map(({ column }) => cell(column)).join(', ')}), '')`
  const each = sources.map(({ column, separator }) =>
    separator === undefined
      ? `[${cell(column)}]`
      : `coalesce(string_split(${cell(column)}, ${quoted(separator)}), [])`,
  )
  return `list_filter(list_concat(${each.join(', ')}), lambda x: trim(x) <> '')`
}

/** UTF-8 is proved over the whole file, since one name near its end is enough to make it another encoding. */
async function encodingOf(file: string): Promise<'utf-8' | 'utf-16' | 'latin-1'> {
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  )
  if (size === null) throw new WrongFile(`${file}: there is no such file.`)
  if (size === 0) throw new WrongFile(`${file}: the file is empty.`)
  const handle = await open(file)
  try {
    const buffer = Buffer.allocUnsafe(4 * 1024 * 1024)
    let kept = 0
    for (let first = true; ; first = false) {
      const { bytesRead } = await handle.read(buffer, kept, buffer.length - kept)
      const held = kept + bytesRead
      if (first && held >= 2 && [0xfeff, 0xfffe].includes(buffer.readUInt16BE(0))) return 'utf-16'
      if (bytesRead === 0) return isUtf8(buffer.subarray(0, held)) ? 'utf-8' : 'latin-1'
      // A character may be cut in two at the end of what was read: up to three bytes wait for the next round.
      let end = held
      while (end > held - 4 && end > 0 && ((buffer[end - 1] ?? 0) & 0xc0) === 0x80) end--
      if (end > 0 && ((buffer[end - 1] ?? 0) & 0xc0) === 0xc0) end--
      else end = held
      if (!isUtf8(buffer.subarray(0, end))) return 'latin-1'
      buffer.copy(buffer, 0, end, held)
      kept = held - end
    }
  } finally {
    await handle.close()
  }
}

async function headerOf(duck: Duck, file: string, reader: string): Promise<string[]> {
  try {
    const rows = await duck.rows<{ column_name: string }>(`describe select * from ${reader}`)
    return rows.map(({ column_name }) => column_name)
  } catch (fault) {
    const [first] = (fault instanceof Error ? fault.message : String(fault)).split('\n')
    throw new WrongFile(`${file}: cannot be read as a table of comma-separated values (${first ?? ''}).`)
  }
}

async function refusedLines(duck: Duck, file: string, side: number): Promise<string[]> {
  const [found] = await duck.rows<{ count: number; first: number }>(
    `select count(distinct line) as count, min(line) as first from refused_${String(side)}`,
  )
  return found && found.count > 0
    ? [
        `${file}: ${String(found.count)} lines are not as the header says and were left out, the first is line ${String(found.first)}.`,
      ]
    : []
}

async function checkIds(duck: Duck, files: readonly string[], mapped: readonly Mapping[]): Promise<number[]> {
  const counts: number[] = []
  for (const [side, file] of files.entries()) {
    const [found] = await duck.rows<{ records: number; ids: number; empty: number }>(
      `select count(*) as records, count(distinct hash(id)) as ids, count(*) filter (id is null or id = '') as empty from written where side = ${String(side)}`,
    )
    const { records = 0, ids = 0, empty = 0 } = found ?? {}
    const column = mapped[side]?.id ?? ''
    if (records === 0) throw new WrongFile(`${file}: the file holds no records.`)
    if (empty > 0) throw new WrongFile(`${file}: ${String(empty)} records have no id in "${column}".`)
    if (ids < records) {
      const twice = await duck.rows<{ id: string; count: number }>(
        `select id, count(*) as count from written where side = ${String(side)} group by id having count(*) > 1 order by count desc, id limit 3`,
      )
      if (twice.length > 0)
        throw new WrongFile(
          `${file}: ids in "${column}" are repeated: ${twice.map(({ id, count }) => `${id.slice(0, 60)} (${String(count)} times)`).join(', ')}${twice.length === 3 ? ' …' : ''}. Each record needs its own.`,
        )
    }
    counts.push(records)
  }
  return counts
}
