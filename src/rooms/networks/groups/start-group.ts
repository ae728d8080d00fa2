/** Makes a group of chosen reports, by a named person. */
import { conflict, invalid } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { parseGroup } from './group.ts'
import { linkReport } from './linked-reports.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { writeGroup, type FiledGroup } from './write-group.ts'

/** As many as a suggestion has at most: more reports than this are no one group. */
export const MOST_REPORTS = 200

/**
 * Makes a group of reports that this person reads in full. The group is their agency's, and nobody else learns of it before
 * its release; each report stays whose it is. It has the highest marking of the reports, and is in their operation where
 * they are in one.
 * @param start - `name`: what the group is called; `recordIds`: of reports; `basis`: what makes it a group, in words
 * @returns the group's id and reference
 * @throws forbidden `wrong-role`; invalid with `name`, `basis` or `recordIds`; conflict `two-operations`
 */
export async function startGroup(
  scope: MemberScope,
  start: { name: string; recordIds: readonly RecordId[]; basis: string },
): Promise<FiledGroup> {
  const chosen = [...new Set(start.recordIds)]
  if (chosen.length === 0) throw invalid({ recordIds: 'Choose the reports that belong to it' })
  if (chosen.length > MOST_REPORTS)
    throw invalid({ recordIds: `Choose at most ${String(MOST_REPORTS)} reports` })
  const rows = await scope.tx.many<{
    id: RecordId
    classification: Classification
    compartment: string | null
  }>(
    `select id, classification, compartment_id as compartment from access.record
     where id = any ($1::uuid[]) and kind = 'report' and status = 'disseminated'
       and networks.reads_record(id, 'report')`,
    [chosen],
  )
  if (rows.length < chosen.length)
    throw invalid({ recordIds: 'Choose filed reports that you may read in full' })
  const operations = [...new Set(rows.flatMap(({ compartment }) => compartment ?? []))]
  if (operations.length > 1)
    throw conflict(
      'two-operations',
      'These reports are in two operations. Make a group of the reports of one.',
    )
  const parsed = parseGroup(
    {
      ...{ name: start.name, why_a_group: start.basis, handling: 'P' },
      classification: rows.some((one) => one.classification === 'OFFICIAL-SENSITIVE')
        ? 'OFFICIAL-SENSITIVE'
        : 'OFFICIAL',
      compartment: operations[0],
    },
    todayOf(scope),
  )
  if ('fields' in parsed) throw invalid(parsed.fields)
  const filed = await writeGroup(scope, parsed.group)
  for (const { id } of rows) await linkReport(scope, filed.id, id)
  return filed
}
