/** The audience preview: who will see which part, and why. */
import { plural, sentenceList } from '../../../../design/words.ts'
import type { AudienceRow } from '../../audience.ts'
import type { Recipients } from './release.form.ts'

type Sight = AudienceRow['sight']
type Cell = { sight: Sight; reason?: string }

/**
 * Lists the partners that can be chosen: those where somebody may read it.
 * @param rows - every partner, with what it sees now
 * @returns the choices, and in one sentence the partners where nobody may read it
 */
export function recipientChoices(rows: readonly AudienceRow[]) {
  const has = (row: AudienceRow) => row.sight === 'full' || row.sight === 'conditions'
  return {
    choices: rows
      .filter(({ readers }) => readers > 0)
      .map((row) => ({
        value: String(row.agency.id),
        text: row.agency.name,
        hint: has(row)
          ? 'Has it already'
          : row.sight === 'hit'
            ? 'Holds a matching record, and knows that you hold one'
            : undefined,
      })),
    nobody: sentenceList(rows.filter(({ readers }) => readers === 0).map(({ agency }) => agency.name)),
  }
}

/**
 * Makes the table of the preview, the agencies that will read it first. Agencies that see nothing are one sentence
 * a reason: with sixty partners a table of nothing hides what matters.
 * @param rows - every partner, with what it will see
 * @param keptApart - how many subjects never leave the owner
 * @param content - what the kind of record calls what it holds
 * @returns the table; who sees nothing, by reason; and how many people will read it
 */
export function previewTable(rows: readonly AudienceRow[], keptApart: number, content = 'What it says') {
  const order: Record<Sight, number> = { full: 0, conditions: 1, hit: 2, none: 3 }
  const seeing = rows
    .filter(({ sight }) => sight !== 'none')
    .toSorted((one, other) => order[one.sight] - order[other.sight])
  const parts = ['Title and conditions', content]
  if (keptApart > 0) parts.push('Victims, witnesses, children')
  const nothing = new Map<string, string[]>()
  for (const { sight, reason, agency } of rows) {
    if (sight === 'none') nothing.set(reason, [...(nothing.get(reason) ?? []), agency.name])
  }
  return {
    parts,
    rows: seeing.map((row) => ({ agency: row.agency.name, cells: cellsOf(row, keptApart) })),
    nothing: [...nothing].map(([reason, names]) => ({ reason, names: sentenceList(names) })),
    readers: seeing.filter(({ sight }) => sight !== 'hit').reduce((sum, { readers }) => sum + readers, 0),
  }
}

function cellsOf({ sight, reason, readers }: AudienceRow, keptApart: number): Cell[] {
  const people = plural(readers, 'person may read it', 'people may read it')
  const why = `${reason}. ${readers === 0 ? 'Nobody may read it' : people.charAt(0).toUpperCase() + people.slice(1)}`
  const apart: Cell[] = keptApart > 0 ? [{ sight: 'none', reason: 'Never leave your agency' }] : []
  switch (sight) {
    case 'full':
      return [{ sight: 'full' }, { sight: 'full', reason: why }, ...apart]
    case 'conditions':
      return [{ sight: 'full' }, { sight: 'conditions', reason: why }, ...apart]
    case 'hit':
      return [{ sight: 'none' }, { sight: 'hit', reason }, ...apart]
    case 'none':
      return [{ sight: 'none' }, { sight: 'none', reason }, ...apart]
  }
}

/**
 * Writes recipients in words, for the last page.
 * @param recipients - as they were chosen
 * @param rows - every partner, for the names
 * @returns part of a sentence
 */
export function recipientWords(recipients: Recipients, rows: readonly AudienceRow[]): string {
  if (recipients.to === 'all') return 'all partners, today’s and later ones'
  const names = new Map(rows.map(({ agency }) => [agency.id, agency.name]))
  return sentenceList(recipients.agencies.map((id) => names.get(id) ?? 'an agency not known here'))
}
