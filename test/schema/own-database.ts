/** For tests of the schema's own files: an empty database, and a copy of `db/` that may be changed. */
import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { ROOT, testCluster } from '../support/database.ts'

export type OwnDatabase = {
  /** a superuser */
  url: string
  query: <Row extends object>(sql: string, parameters?: unknown[]) => Promise<Row[]>
  close: () => Promise<void>
}

/** @returns a database without anything in it. Close it when done: it is dropped. */
export async function emptyDatabase(): Promise<OwnDatabase> {
  const server = await testCluster()
  const name = `test_${randomBytes(6).toString('hex')}`
  const maintenance = new pg.Client({ connectionString: server.adminUrl('postgres') })
  await maintenance.connect()
  await maintenance.query(`create database ${name}`)
  const pool = new pg.Pool({ connectionString: server.adminUrl(name), max: 1 })
  pool.on('error', () => undefined)
  return {
    url: server.adminUrl(name),
    query: async <Row extends object>(sql: string, parameters?: unknown[]) =>
      (await pool.query<Row>(sql, parameters)).rows,
    close: async () => {
      await pool.end()
      await maintenance.query(`drop database if exists ${name} with (force)`)
      await maintenance.end()
    },
  }
}

export type OwnFiles = {
  folder: string
  /** writes a file of it anew from what stood there; from nothing where it was not there */
  edit: (name: string, change: (text: string) => string) => Promise<void>
  remove: () => Promise<void>
}

/** @returns a copy of `db/`. Remove it when done. */
export async function ownFiles(): Promise<OwnFiles> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-db-'))
  await cp(path.join(ROOT, 'db'), folder, { recursive: true })
  return {
    folder,
    edit: async (name, change) => {
      const file = path.join(folder, name)
      await writeFile(file, change(await readFile(file, 'utf8').catch(() => '')))
    },
    remove: () => rm(folder, { recursive: true }),
  }
}
