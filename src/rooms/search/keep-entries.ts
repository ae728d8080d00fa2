/** The words by which records are found, written by the room whose records they are, in the statement that writes those. */

/**
 * SQL that inserts or replaces the entries of records. What else an entry holds is filled from the record by a trigger.
 * @param input - a table or a query's name with the columns `id`, `created_at`, `handling`, `title`, `body`, `names`,
 *   `exact` (lexemes that no text can spell), `grades` and `kinds` (for the filters): all but the first three as
 *   `searchText` gives them
 * @param agency - an expression with the owner's number
 * @returns one INSERT
 */
// The names stand twice: stemmed with the rest, and as they are spelt, because a stemmer that cuts
// "Hughes" to "hugh" is right about words and wrong about people.
export const keepEntries = (input: string, agency: string): string => `
insert into search.entry (record_id, words, readers, created_at, agency_id, handling, grades, kinds)
select id,
       setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('simple', title), 'A')
       || setweight(to_tsvector('english', body), 'B') || setweight(to_tsvector('simple', names), 'B')
       || array_to_tsvector(exact),
       array[${agency}], created_at, ${agency}, handling, grades, kinds
from ${input}
on conflict (record_id) do update
  set words = excluded.words, handling = excluded.handling, grades = excluded.grades, kinds = excluded.kinds`
