/** One JSON object a line. Columns of the mapping are paths: `evaluation.source`, `items[].text`. */
import { ENTRY_PARTS, type Cell, type Entry, type Fields, type Found } from '../cells.ts'
import { linesOf, type OnBytes } from '../lines.ts'
import type { FieldName, MappingOf } from '../mapping.ts'

/**
 * Reads what stands at a path. A list on the way (`items[]`) is walked, and its texts joined by a blank line.
 * @param value - of one line, parsed
 * @param path - its steps
 * @returns the cell; null where nothing stands there
 */
export function cellAt(value: unknown, path: readonly string[]): Cell {
  const [step, ...rest] = path
  if (step === undefined) return cellOf(value)
  const name = step.endsWith('[]') ? step.slice(0, -2) : step
  // Own properties only: a path must not find what every object inherits.
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null
  const inner = (value as Record<string, unknown>)[name]
  if (name === step) return cellAt(inner, rest)
  if (!Array.isArray(inner)) return null
  const cells = inner.map((one: unknown) => cellAt(one, rest)).filter((cell) => typeof cell === 'string')
  return cells.length === 0 ? null : cells.join('\n\n')
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return null
}

/**
 * Reads a file with one JSON object a line.
 * @param file - its path
 * @param mapping - how the agency's system writes it
 * @param onBytes - told after each piece how many bytes were read so far
 * @returns its reports, a batch at a time, in the order of the file
 * @throws the file system's error when the file cannot be read
 */
export async function* readJsonLines(
  file: string,
  mapping: MappingOf<'json-lines'>,
  onBytes?: OnBytes,
): AsyncGenerator<Found[]> {
  const steps = (path: string) => path.split('.')
  const fieldPaths = (Object.entries(mapping.fields) as [FieldName, string][]).map(
    ([field, path]) => [field, steps(path)] as const,
  )
  const parts = ENTRY_PARTS.flatMap((part) => {
    const path = mapping.subjects[part]
    return path === undefined ? [] : [[part, steps(path)] as const]
  })
  const { list } = mapping.subjects
  const referencePath = steps(mapping.fields.reference)
  const broken = brokenReference(referencePath.at(-1) ?? '')

  const read = (line: number, raw: string): Found => {
    let json: unknown
    try {
      json = JSON.parse(raw)
    } catch {
      return { line, raw, reference: broken(raw), refused: 'not valid JSON' }
    }
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      return { line, raw, reference: null, refused: 'not a JSON object' }
    }
    const fields: Fields = {}
    for (const [field, path] of fieldPaths) fields[field] = cellAt(json, path)
    const reference = typeof fields.reference === 'string' ? fields.reference.trim() || null : null
    const subjects: unknown = Object.hasOwn(json, list) ? (json as Record<string, unknown>)[list] : []
    if (!Array.isArray(subjects))
      return { line, raw, reference, refused: 'the list of subjects is not a list' }
    const entries = subjects.map((subject: unknown) => {
      const entry: Entry = { column: mapping.subjects.value, bornColumn: mapping.subjects.born }
      for (const [part, path] of parts) entry[part] = cellAt(subject, path)
      return entry
    })
    return { line, raw, reference, fields, entries }
  }

  for await (const lines of linesOf(file, mapping.encoding, onBytes)) {
    const found: Found[] = []
    for (const { number: line, text: raw, tooLong } of lines) {
      if (tooLong) found.push({ line, raw, reference: broken(raw), refused: 'row is too long' })
      else if (raw.trim() !== '') found.push(read(line, raw))
    }
    yield found
  }
}

/** Finds the reference in a line that is no JSON (one cut short, mostly), so that its owner can be asked. */
function brokenReference(key: string): (raw: string) => string | null {
  const pattern = new RegExp(`${RegExp.escape(JSON.stringify(key))}\\s*:\\s*"([^"\\\\]{1,100})"`, 'u')
  return (raw) => pattern.exec(raw)?.[1] ?? null
}
