/** What of a report is matched with partners' records, and handing it to the room that matches. */
import type { Scope } from '../../platform/database/scope.ts'
import { normaliseIdentifier } from '../deconfliction/identifiers/normalise.ts'
import type { SharedReport } from './withheld.ts'

export type Identifier = { kind: string; key: string; tier: 'valid' | 'possible' }

/**
 * The identifiers of a report, each once. Only of what is shared: victims, witnesses, children and what
 * belongs to them are not in it.
 */
export function identifiersOf(subjects: SharedReport['subjects']): Identifier[] {
  const found = new Map<string, Identifier>()
  for (const subject of subjects) {
    if (subject.kind === 'person') continue
    const read = normaliseIdentifier(subject.kind, subject.value, subject.country)
    if (read === null) continue
    const name = `${subject.kind}:${read.key}`
    if (found.get(name)?.tier === 'valid') continue
    found.set(name, { kind: subject.kind, key: read.key, tier: read.tier })
  }
  return [...found.values()]
}

/**
 * Replaces the identifiers that these reports are matched by and brings their matches up to date. The
 * agencies whose matches changed have their open pages woken.
 * @param reports - each with what it is known by from now on; nothing for a recalled report
 */
export async function holdIdentifiers(
  scope: Scope,
  reports: readonly { id: string; identifiers: readonly Identifier[] }[],
): Promise<void> {
  if (reports.length === 0) return
  const rows = reports.flatMap(({ id, identifiers }) => identifiers.map((one) => ({ id, ...one })))
  const { affected } = await scope.tx.one<{ affected: number[] }>(
    'select deconfliction.hold_identifiers($1, $2, $3, $4, $5, $6) as affected',
    [
      reports.map(({ id }) => id),
      rows.map(({ id }) => id),
      rows.map(({ kind }) => kind),
      rows.map(({ key }) => key),
      rows.map(({ tier }) => tier),
      scope.operation,
    ],
  )
  scope.wake(affected)
}
