/** The schema: is it there, and is it of this version? */
import type pg from 'pg'
import { readSchemaFiles } from '../database/schema-files.ts'
import { compareSchema, noteOf, readSchemaNote } from '../database/schema-note.ts'
import { stops, type Finding } from './finding.ts'

const MIGRATE =
  'With the node stopped: MIGRATION_DATABASE_URL=postgres://seamark_migrate:PASSWORD@HOST:5432/seamark npx seamark migrate (docs/operators/upgrade.md).'

/**
 * Compares the database with this version's files.
 * @param client - any login
 * @param folder - `db/` of the program
 * @returns at most one finding
 */
export async function checkSchema(client: pg.Client, folder: string): Promise<Finding[]> {
  const own = noteOf(await readSchemaFiles(folder))
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regnamespace('platform') is not null as there`,
  )
  const note = await readSchemaNote(client)
  switch (compareSchema(note, own, rows[0]?.there ?? false)) {
    case 'same':
      return []
    case 'missing':
      return [stops('the schema', 'is not there', `Make it. ${MIGRATE}`)]
    case 'older':
      return [
        stops(
          'the schema',
          `is older than this program (${note?.last ?? 'without a note'}; this program has ${own.last})`,
          `Bring it up to date. ${MIGRATE}`,
        ),
      ]
    case 'newer':
      return [
        stops(
          'the schema',
          `is newer than this program (${note?.last ?? ''}; this program has ${own.last})`,
          'Run the version of Seamark that changed it. There is no way downwards but the backup.',
        ),
      ]
    case 'other':
      return [
        stops(
          'the schema',
          `has functions or policies of another version (files ${note?.digest ?? ''}; this program has ${own.digest})`,
          `Run the version that gave them, or give it this version’s. ${MIGRATE}`,
        ),
      ]
  }
}
