/** The dictionary of a file's name words: each distinct word is looked at once, however many records hold it. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { readWords, wordFrequency } from '../names/spelling/index.ts'
import type { Duck } from './database.ts'

/** So many of the commonest words are looked up in the tables of names; rarer ones are spelt by rule alone. */
const LOOKED_UP = 12_000
/**
 * A value that up to so many records hold may be one person's, the more in a larger file; only what goes beyond
 * counts as common.
 */
const onePersons = (records: number) => Math.min(20, Math.sqrt(records) / 4)

/** How rare a word may count that no table has: one in ten thousand given names, in twenty thousand others. */
export const RAREST = { given: 0.000_1, family: 0.000_05 }

/**
 * Fills the table `word`: w, latin (for another script), symbols (of which names it may be a spelling), share
 * (of the reference population).
 * @param texts - SQL that yields `w`, a word of a name, and `count`, how often it was found
 */
export async function fillWords(duck: Duck, texts: string): Promise<void> {
  await duck.run(
    `create table word_seen as select w, sum(count)::bigint as count from (${texts}) where w <> '' group by w`,
  )
  await duck.run('create table word_known (w varchar, latin varchar, symbols varchar, share double)')
  const [words = []] = await duck.columns(
    `select w from word_seen order by (w ~ '[^\\x00-\\x7f]') desc, count desc, w limit ${String(LOOKED_UP)}`,
  )
  await append(duck.connection, words as string[])
  // Vowels and doubled letters fall away, letters that sound alike fall together. "h" and "w" are silent often
  // enough. The first letter stays, for a name is seldom wrong there.
  const doubles = 'bcdfgklmnprstz'
    .split('')
    .reduce(
      (sql, letter) => `replace(${sql}, '${letter}${letter}', '${letter}')`,
      "replace(replace(replace(t, 'ph', 'f'), 'ck', 'k'), 'gh', '')",
    )
  await duck.run(`create table word as
    select w, count, symbols, share, left(t, 1) || translate(substr(d, 2), 'vqcjzxyaeiouhw', 'fkkgsk') as skeleton, t as latin
    from (select *, ${doubles} as d from (
      select seen.w, seen.count, coalesce(known.latin, seen.w) as t,
        string_split(known.symbols, '|') as symbols, known.share
      from word_seen seen left join word_known known using (w)))`)
}

async function append(connection: DuckDBConnection, words: readonly string[]): Promise<void> {
  const appender = await connection.createAppender('word_known')
  for (const text of words) {
    const [word, ...more] = readWords(text)
    if (!word || more.length > 0) continue
    appender.appendVarchar(text)
    if (word.script === 'latin') appender.appendNull()
    else appender.appendVarchar(word.latin)
    if (word.symbols.length === 0) appender.appendNull()
    else appender.appendVarchar(word.symbols.join('|'))
    if (word.symbols.length === 0) appender.appendNull()
    else appender.appendDouble(wordFrequency(word))
    appender.endRow()
  }
  appender.closeSync()
}

/**
 * Writes the share by which agreement in a word is weighed: see `model/frequency.ts`.
 * @param count - SQL: how often the file has the word
 * @param reference - SQL: its share in the reference population, or null
 * @param records - how many the file has
 * @param rarest - no share is smaller
 * @returns SQL
 */
export function shareSql(count: string, reference: string, records: number, rarest: number): string {
  return `greatest(${String(rarest)}, coalesce(${reference}, 0), (${count} - ${onePersons(records).toFixed(1)}) / ${String(records)}.0)::float`
}
