/** Which tables a piece of SQL names, as text: enough to see a room reach past another's door. */

const NAMED = /(?:\b(?:from|join|update|into|only|using)\s+|,\s*)"?([a-z_]+)"?\."?([a-z_]+)"?(?!\s*\()/gi

/**
 * @param sql - SQL, or a file of the program with SQL in it
 * @returns `schema.table` in the order of the text; a function's name is left out
 */
export function tablesNamedIn(sql: string): string[] {
  return [...sql.matchAll(NAMED)].map(([, schema = '', table = '']) => `${schema}.${table}`)
}

/**
 * @param room - the schema whose tables are its own
 * @param tables - every table of a room, as `schema.table`
 * @returns the tables of other rooms that the SQL names, each once, in alphabetical order
 */
export function foreignTables(sql: string, room: string, tables: ReadonlySet<string>): string[] {
  const foreign = tablesNamedIn(sql).filter((name) => tables.has(name) && !name.startsWith(`${room}.`))
  return [...new Set(foreign)].sort()
}
