/** How the words of a name are parted and folded, in SQL. */

/** Words that stand before a name and are none. */
const titles = ['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'rev', 'sir', 'dame', 'lord', 'lady', 'st']
/**
 * Writes a list of words as SQL.
 * @param words - without quotes in them
 * @returns `['a', 'b']`
 */
export const inList = (words: readonly string[]) => `[${words.map((word) => `'${word}'`).join(', ')}]`

/**
 * Writes how a text is folded: letters and digits in lower case, without accents, one blank between words.
 * @param sql - of the text
 * @returns SQL
 */
export const folded = (sql: string) =>
  plainOr(
    `lower(strip_accents(${sql}))`,
    (x) => `trim(regexp_replace(${plainLetters(x)}, '[^\\p{L}\\p{N}]+', ' ', 'g'))`,
  )
/** What is plain letters, digits and single blanks already is spared the rule, which costs ten times as much. */
const plainOr = (sql: string, rule: (x: string) => string) =>
  `case when regexp_full_match(${sql}, '[a-z0-9]+( [a-z0-9]+)*') then ${sql} else ${rule(sql)} end`
/** Letters that no accent makes of plain ones: đ is no d with a mark to Unicode, and one to whoever writes without. */
const plainLetters = (x: string) =>
  ['ßss', 'æae', 'œoe', 'þth'].reduce(
    (sql, [letter, ...plain]) => `replace(${sql}, '${letter ?? ''}', '${plain.join('')}')`,
    `translate(${x}, 'đðłøıħəĸ', 'ddloihak')`,
  )

const part = (foldedSql: string) =>
  `list_filter(string_split(${foldedSql}, ' '), lambda x: x <> '' and not list_contains(${inList(titles)}, strip_accents(x)))`
/** What stands in brackets is a remark. */
const withoutRemarks = (sql: string) => `regexp_replace(${sql}, '\\(.*?\\)', ' ', 'g')`

/**
 * Writes how a name is parted into words, folded, without titles.
 * @param sql - of the name
 * @returns SQL for a list
 */
export const wordsOf = (sql: string) => part(folded(withoutRemarks(sql)))

/**
 * Writes the same words, place by place, in lower case with their marks.
 * @param sql - of the name
 * @returns SQL for a list
 */
export const markedWordsOf = (sql: string) =>
  part(
    `trim(regexp_replace(lower(nfc_normalize(${withoutRemarks(sql)})), '[^\\p{L}\\p{M}\\p{N}]+', ' ', 'g'))`,
  )

/**
 * Writes how a name is turned: "Family, Given" is turned; "Given Family, first Earl of Somewhere" ends at its
 * comma.
 * @param name - SQL of the name
 * @returns SQL
 */
export const coreOf = (name: string) =>
  `case when ${name} ~ '^[^ ,]+,' then regexp_replace(${name}, '^([^,]+),(.*)$', '\\2 \\1') else string_split(${name}, ',')[1] end`
