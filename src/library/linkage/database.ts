/** A DuckDB of its own for one run: in memory, with a limit, its overflow in a folder that goes with it. */
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'

export type Duck = {
  /** runs a statement whose result nobody reads */
  run: (sql: string) => Promise<void>
  /** @returns the rows, with BigInt as number: nothing counted here passes 2^53 */
  rows: <Row>(sql: string) => Promise<Row[]>
  /** @returns whole columns, for what is too much to be rows */
  columns: (sql: string) => Promise<unknown[][]>
  connection: DuckDBConnection
  close: () => Promise<void>
}

export type DuckOptions = {
  /** megabytes that DuckDB may hold before it writes to its folder */
  memoryMb: number
  threads: number
}

/**
 * Opens the database. The native code is loaded here and nowhere else, so that no other command needs it.
 * @param options - memory in megabytes, and threads
 * @returns an empty database; `close` removes it with its folder
 */
export async function openDuck({ memoryMb, threads }: DuckOptions): Promise<Duck> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-match-'))
  const leave = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', leave)
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${String(memoryMb)}MB`,
    temp_directory: folder,
    preserve_insertion_order: 'false',
    // Nothing is fetched from anywhere: a command about people speaks to nobody.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  return {
    connection,
    run: async (sql) => {
      await connection.run(sql)
    },
    rows: async <Row>(sql: string) => {
      const reader = await connection.runAndReadAll(sql)
      return reader.getRowObjects().map((row) => {
        for (const [key, value] of Object.entries(row))
          if (typeof value === 'bigint') row[key] = Number(value)
        return row as Row
      })
    },
    columns: async (sql) => {
      const reader = await connection.runAndReadAll(sql)
      return reader.getColumns()
    },
    close: async () => {
      connection.closeSync()
      instance.closeSync()
      process.off('exit', leave)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * Writes a text as SQL does.
 * @param text - any
 * @returns in single quotes
 */
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/**
 * Writes a column's name as SQL does.
 * @param column - as it stands in the file
 * @returns in double quotes
 */
export const named = (column: string) => `"${column.replaceAll('"', '""')}"`
