/**
 * Words of names that differ in their marks alone and are two names (Hùng, Hưng): folded they are one, and so they are
 * told apart here, by the rule that the node has (`../names/marks.ts`).
 */
import { marksDiffer } from '../names/index.ts'
import { quoted, type Duck } from './database.ts'
import type { Meaning } from './mapping.ts'
import { coreOf, markedWordsOf, wordsOf } from './name-words.ts'

/** Of one plain word more spellings than this are noise, and are not told apart. */
const MOST_SPELLINGS = 200

/**
 * Fills `marked_record`, one row a record whose name has a word that another record's marks make another name: `gm`,
 * `fm` the given and the family name with their marks, `rm` the other such words; `ga`, `fa`, `ra` what each of them
 * is not. Most files have none.
 * @param has - what the columns hold
 * @returns whether there are any
 */
export async function fillMarked(duck: Duck, has: ReadonlySet<Meaning>): Promise<boolean> {
  const columns = (['name', 'given', 'family'] as const).filter((column) => has.has(column))
  const marked = columns.map(
    (column) =>
      `coalesce(strip_accents(${column}) <> ${column}, false) or coalesce(${column} ~ '[đĐ]', false)`,
  )
  await duck.run(
    `create table marked_name as select n, ${partsOf(has)} from src where ${marked.join(' or ')}`,
  )
  const found = await fillWords(duck)
  if (found)
    await duck.run(`create table marked_record as
      select n, g.w as gm, g.apart as ga, f.w as fm, f.apart as fa, rm, ra
      from marked_name left join marked g on g.w = mg left join marked f on f.w = mf left join (
        select n, list(w) as rm, flatten(list(apart)) as ra
        from (select n, mg, mf, unnest(ms) as w from marked_name) join marked using (w)
        where w is distinct from mg and w is distinct from mf group by n) using (n)
      where g.w is not null or f.w is not null or rm is not null`)
  await duck.run('drop table marked_name')
  return found
}

/** SQL for `mg`, `mf`, `ms`: the given name, the family name and all words with their marks; `pg`, `pf`, `ps` without. */
function partsOf(has: ReadonlySet<Meaning>): string {
  const both = [
    ['m', markedWordsOf],
    ['p', wordsOf],
  ] as const
  return both
    .flatMap(([letter, words]) => {
      const core = words(coreOf('name'))
      const [given, family] = [words('given'), words('family')]
      const g = [...(has.has('given') ? [`(${given})[1]`] : []), ...(has.has('name') ? [`(${core})[1]`] : [])]
      const f = [
        ...(has.has('family') ? [`nullif(array_to_string(${family}, ''), '')`] : []),
        ...(has.has('name') ? [`(case when len(${core}) > 1 then (${core})[-1] end)`] : []),
      ]
      const all = [...(has.has('name') ? [words('name')] : []), ...(has.has('given') ? [given] : [])]
      return [
        `${g.length === 0 ? 'null::varchar' : `coalesce(${g.join(', ')})`} as ${letter}g`,
        `${f.length === 0 ? 'null::varchar' : `coalesce(${f.join(', ')})`} as ${letter}f`,
        `${all.length === 0 ? '[]::varchar[]' : all.map((list) => `coalesce(${list}, [])`).join(' || ')} as ${letter}s`,
      ]
    })
    .join(', ')
}

/** Fills `marked` (w, apart): words that have a counterpart, with all of those. */
async function fillWords(duck: Duck): Promise<boolean> {
  await duck.run('create table marked (w varchar, apart varchar[])')
  const [words = [], plain = []] = await duck.columns(
    `select distinct w, p from (
       select mg as w, pg as p from marked_name union all select mf, pf from marked_name
       union all select unnest(ms), unnest(ps) from marked_name) where w <> p order by p, w`,
  )
  const byPlain = new Map<string, string[]>()
  for (const [at, word] of (words as string[]).entries()) {
    const key = String(plain[at])
    const spellings = byPlain.get(key)
    if (spellings === undefined) byPlain.set(key, [word])
    else if (spellings.length < MOST_SPELLINGS) spellings.push(word)
  }
  const rows: string[] = []
  for (const spellings of byPlain.values())
    for (const word of spellings) {
      const apart = spellings.filter((other) => marksDiffer(word, other)).map(quoted)
      if (apart.length > 0) rows.push(`(${quoted(word)}, [${apart.join(', ')}])`)
    }
  if (rows.length > 0) await duck.run(`insert into marked values ${rows.join(', ')}`)
  return rows.length > 0
}

/**
 * @param marks - whether the file has such words. @param rest whether it has names besides given and family
 * @returns SQL over `l` and `r` for whether their marks make two names of them; null where nothing is to be asked
 */
export function apartByMarks(marks: boolean, rest: boolean) {
  if (!marks) return { given: null, family: null, others: null }
  const apart = (word: string, others: string) => `coalesce(list_contains(l.${others}, r.${word}), false)`
  return {
    given: apart('gm', 'ga'),
    family: apart('fm', 'fa'),
    others: rest ? 'coalesce(list_has_any(l.ra, r.rm) and l.rm <> r.rm, false)' : null,
  }
}
