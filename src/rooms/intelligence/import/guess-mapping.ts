/** Finds the mapping for a file among those the project knows, by what its beginning looks like. */
import { open, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { cellAt } from './shapes/json-lines.ts'
import { encodingByMark } from './lines.ts'
import { loadMapping, type Mapping } from './mapping.ts'
import { kindOfFile } from './workbook/kind-of-file.ts'
import { columnsOfWorkbook } from './workbook/read-workbook.ts'
import { refusedWorkbook } from './workbook/refusals.ts'

/** The mappings of Exercise Lantern, which are the ones the project ships. */
export const KNOWN_MAPPINGS = join(import.meta.dirname, '../../../../exercise/lantern')

const HEAD = 64 * 1024

/**
 * Reads every mapping in a folder.
 * @param folder - its path; the project's own mappings where nothing is said
 * @returns in the order of their names
 * @throws invalid `mapping-not-right` when one cannot be read; the file system's error
 */
export async function knownMappings(folder: string = KNOWN_MAPPINGS): Promise<Mapping[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.mapping.json')).sort()
  return Promise.all(files.map((name) => loadMapping(join(folder, name))))
}

/**
 * Picks the mapping whose columns this file has. Where several would do, the one whose agency calls
 * its files so.
 * @param file path of an export
 * @param folder where the mappings are
 * @param columnsOf reads the sheets of a workbook; another way where people wait for their turn
 * @returns the mapping, or null when none fits
 * @throws SeamarkError `workbook-…` (422) when it is a workbook that is refused, with why and what to do
 */
export async function guessMapping(
  file: string,
  folder: string = KNOWN_MAPPINGS,
  columnsOf: (file: string) => Promise<Map<string, string[]>> = columnsOfWorkbook,
): Promise<Mapping | null> {
  const known = await knownMappings(folder)
  const kind = await kindOfFile(file)
  if (kind === 'protected') throw refusedWorkbook('protected')
  const workbook = kind === 'workbook'
  const sheets = workbook ? await columnsOf(file) : null
  const line = workbook ? '' : await firstLine(file)
  const fitting = known.filter((mapping) => {
    switch (mapping.shape) {
      case 'xlsx': {
        const needed = [mapping.sheet, ...mapping.subject_sheets.map(({ sheet }) => sheet)]
        if (sheets === null || !needed.every((sheet) => sheets.has(sheet))) return false
        const header = sheets.get(mapping.sheet)?.map((name) => name.trim())
        return columnsNamed(mapping.fields).every((column) => header?.includes(column))
      }
      case 'json-lines':
        return !workbook && hasKeys(line, mapping)
      case 'csv':
      case 'csv-subject-rows':
      case 'delimited':
        return !workbook && hasColumns(line, mapping)
    }
  })
  return fitting.find((mapping) => calledSo(basename(file), mapping.files)) ?? fitting[0] ?? null
}

async function firstLine(file: string): Promise<string> {
  const encoding = await encodingByMark(file)
  const handle = await open(file)
  try {
    const buffer = Buffer.alloc(HEAD)
    const { bytesRead } = await handle.read(buffer, 0, HEAD, 0)
    const head = buffer.subarray(0, bytesRead)
    const lines = new TextDecoder(encoding ?? 'utf-8').decode(head).split(/\r?\n/)
    return lines.find((line) => line.trim() !== '') ?? ''
  } finally {
    await handle.close()
  }
}

function hasColumns(line: string, mapping: Exclude<Mapping, { shape: 'xlsx' | 'json-lines' }>): boolean {
  const header = line.split(mapping.delimiter).map((name) => name.replaceAll('"', '').trim())
  const subjects =
    mapping.shape === 'csv-subject-rows'
      ? columnsNamed(mapping.subject)
      : mapping.subjects.map((list) => list.column)
  return [...columnsNamed(mapping.fields), ...subjects].every((column) => header.includes(column))
}

const columnsNamed = (named: Record<string, string | undefined>) =>
  Object.values(named).filter((column) => column !== undefined)

/** The keys that every report has; the others a system may leave out where they are empty. */
function hasKeys(line: string, { fields }: Mapping): boolean {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return false
  }
  const always = [fields.reference, fields.created, fields.title, fields.text, fields.classification]
  return always.every((path) => cellAt(json, path.split('.')) !== null)
}

function calledSo(name: string, pattern: string): boolean {
  const expression = pattern
    .split('*')
    .map((part) => RegExp.escape(part))
    .join('.*')
  return new RegExp(`^${expression}$`, 'i').test(name)
}
