/** What this program is: its version, and the schema that it was made for. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { readSchemaFiles } from './database/schema-files.ts'
import { noteOf, type SchemaNote } from './database/schema-note.ts'

/**
 * Reads it from the program's own files.
 * @param root - folder of the program
 * @returns version as package.json says it, and the note of its schema
 */
export async function buildOf(root: string): Promise<{ version: string; schema: SchemaNote }> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')))
  return { version, schema: noteOf(await readSchemaFiles(path.join(root, 'db'))) }
}
