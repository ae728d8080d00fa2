/** What this agency has filed itself. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { pageOf, readCursor, ROWS_OF_A_PAGE, writeCursor } from '../../platform/http/list-cursor.ts'
import type { Classification } from '../../wire/codes.ts'

export type OwnRow = {
  id: string
  reference: string
  agencyReference: string | null
  title: string
  classification: Classification
  status: 'submitted' | 'disseminated' | 'withdrawn'
  createdAt: Date
}

/**
 * Lists this agency's own filed reports.
 * @param options - `cursor`: where the page before ended
 * @returns newest first, 50 at a time; the cursor of the next page, null on the last
 * @throws invalid when the cursor is none
 */
export async function listOwnReports(
  scope: MemberScope,
  options: { cursor?: string } = {},
): Promise<{ rows: OwnRow[]; cursor: string | null }> {
  const after = readCursor(options.cursor)
  const rows = await scope.tx.many<OwnRow>(
    `select id, reference, agency_reference as "agencyReference", title, classification,
            access.stage_of(r) as status, created_at as "createdAt"
     from access.record r
     where agency_id = $1 and kind = 'report' and status <> 'draft'
       and ($2::timestamptz is null or created_at <= $2 and (created_at, id) < ($2, $3::uuid))
     order by created_at desc, id desc
     limit $4`,
    [scope.actor.agencyId, after?.at ?? null, after?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageOf(rows, ({ createdAt, id }) => writeCursor(createdAt, id))
}
