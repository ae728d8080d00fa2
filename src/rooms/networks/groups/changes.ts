/** What changed in an own group from version to version: which field, from what, to what, and by whom. */
import { ukDate } from '../../../design/dates.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { classification, groupPhase, groupStatus, handling } from '../../../wire/codes.ts'
import type { RecordId } from '../../../wire/ids.ts'

/** So many of the newest versions are compared. */
const MOST_VERSIONS = 50

type Document = Readonly<Record<string, unknown>>
type Kept = { version: number; document: Document; at: Date; by: string | null }

export type Change = {
  version: number
  at: Date
  by: string | null
  /** nothing where a version says what the one before said */
  fields: { words: string; before: string; after: string }[]
  isFirst: boolean
}

const FIELDS: readonly (readonly [field: string, words: string])[] = [
  ['name', 'Name'],
  ['aliases', 'Other names'],
  ['basis', 'What makes it a group'],
  ['status', 'Where it stands'],
  ['apmis_reference', 'APMIS reference'],
  ['routes', 'Routes'],
  ['methods', 'Methods'],
  ['commodities', 'Commodities'],
  ['areas', 'Areas'],
  ['place', 'Place'],
  ['phase', 'Phase'],
  ['clear_on', 'Clear began'],
  ['hold_on', 'Hold began'],
  ['build_on', 'Build began'],
  ['classification', 'Classification'],
  ['handling', 'Handling code'],
  ['conditions', 'Conditions'],
  ['action_code', 'Action code'],
  ['sanitisation_code', 'Sanitisation code'],
]
const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...{ status: groupStatus, phase: groupPhase, classification, handling },
}

/**
 * Compares the versions of an own group.
 * @param id - of the group
 * @returns the newest first, fifty at most
 */
export async function changesOf(scope: MemberScope, id: RecordId): Promise<Change[]> {
  const kept = await scope.tx.many<Kept>(
    `select version, document, at, identity.person_label(person_id) as by
     from networks.group_version where group_id = $1 order by version desc limit $2`,
    [id, MOST_VERSIONS + 1],
  )
  return kept.slice(0, MOST_VERSIONS).map(({ version, document, at, by }, index) => {
    const before = kept[index + 1]?.document
    return {
      ...{ version, at, by, isFirst: before === undefined },
      fields: before === undefined ? [] : differences(before, document),
    }
  })
}

/**
 * Compares two documents of a group.
 * @param before - as a version kept it
 * @param after - the same of the next one
 * @returns what differs, in the order of the form
 */
export function differences(before: Document, after: Document): Change['fields'] {
  return FIELDS.flatMap(([field, words]) => {
    const [one, other] = [said(field, before[field]), said(field, after[field])]
    return one === other ? [] : [{ words, before: one, after: other }]
  })
}

function said(field: string, value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'Nothing' : value.join('\n')
  if (typeof value !== 'string') return 'Nothing'
  if (field.endsWith('_on')) return ukDate(value)
  return LABELS[field]?.[value] ?? value
}
