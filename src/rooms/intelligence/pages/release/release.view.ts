/** The audience preview: who will see which part, and why. */
import { plural, sentenceList } from '../../../../design/words.ts'
import type { AudienceRow } from '../../audience.ts'
import type { Recipients } from './release.form.ts'

type Sight = AudienceRow['sight']
type Cell = { sight: Sight; reason?: string }

/** Partners that can be chosen: those where somebody may read it. */
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
 * The table of the preview, the agencies that will read it first. Agencies that see nothing are one
 * sentence a reason: with sixty partners a table of nothing hides what matters.
 * @param keptApart how many subjects never leave the owner
 */
export function previewTable(rows: readonly AudienceRow[], keptApart: number) {
  const order: Record<Sight, number> = { full: 0, conditions: 1, hit: 2, none: 3 }
  const seeing = rows
    .filter(({ sight }) => sight !== 'none')
    .toSorted((one, other) => order[one.sight] - order[other.sight])
  const parts = ['Title and conditions', 'Items and subjects']
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

/** Recipients in words, for the last page. */
export function recipientWords(recipients: Recipients, rows: readonly AudienceRow[]): string {
  if (recipients.to === 'all') return 'all partners, today’s and later ones'
  const names = new Map(rows.map(({ agency }) => [agency.id, agency.name]))
  return sentenceList(recipients.agencies.map((id) => names.get(id) ?? 'an agency not known here'))
}
