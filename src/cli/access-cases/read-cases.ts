/** Reads the table of cases: one viewer, one record and the sight expected, a row. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { codesOf, roleWords } from '../../wire/codes.ts'
import { WrongUse } from '../command.ts'

const yes = z.enum(['yes', 'no']).transform((value) => value === 'yes')
const classification = z.enum(['OFFICIAL', 'OFFICIAL-SENSITIVE'])

const accessCase = z.object({
  case: z.string().min(1),
  viewer_agency: z.enum(['owner', 'partner']),
  viewer_role: z.enum(codesOf(roleWords)),
  viewer_active: yes,
  viewer_clearance: classification,
  viewer_is_author: yes,
  record_classification: classification,
  record_handling: z.enum(['P', 'C']),
  record_release: z.enum(['viewer_agency', 'all_partners', 'other_agency', 'none']),
  record_compartment: z.enum(['none', 'viewer_inside', 'viewer_outside']),
  record_status: z.enum(['draft', 'submitted', 'disseminated', 'withdrawn']),
  conditions_accepted: yes,
  match_exists: yes,
  discoverable: yes,
  sight: z.enum(['none', 'hit', 'conditions', 'full']),
})

export type AccessCase = z.output<typeof accessCase>

/**
 * Reads the table.
 * @param file - a CSV with a header; a column that is not known is refused, since it would go untested
 * @returns the cases, in the order of the file
 * @throws WrongUse naming the line and the column
 */
export async function readCases(file: string): Promise<AccessCase[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongUse(`There is no file ${file}`)
  })
  const [header, ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, cells: line.split(',').map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.join('') !== '')
  if (header === undefined || lines.length === 0) throw new WrongUse(`${file} holds no cases`)
  return lines.map(({ number, cells }) => {
    // The table's values are words; a quotation mark would mean that commas may stand inside them.
    const whole = cells.length === header.cells.length && !cells.some((cell) => cell.includes('"'))
    const row = Object.fromEntries(header.cells.map((name, place) => [name, cells[place]]))
    const parsed = z.strictObject(accessCase.shape).safeParse(row)
    if (whole && parsed.success) return parsed.data
    const issue = parsed.error?.issues[0]
    const where = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue?.path.join('.')
    const fault = whole
      ? `${where ?? ''}: ${issue?.message ?? 'is wrong'}`
      : 'not as many cells as the header'
    throw new WrongUse(`${file}, line ${String(number)}: ${fault}`)
  })
}
