/** What partners have released to this agency. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { pageOf, readCursor, ROWS_OF_A_PAGE, writeCursor } from '../../platform/http/list-cursor.ts'
import type { AgencyName } from '../../platform/rooms/record-kind.ts'
import type { Classification } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'

export type InboxRow = {
  id: RecordId
  /** of which kind of record, as in `access.record_kind` */
  kind: string
  sight: 'full' | 'conditions'
  title: string
  classification: Classification
  owner: AgencyName
  releasedAt: Date
  /** has this person read the current version? */
  read: boolean
}

/**
 * Lists what has been released to this person's agency and is within their sight.
 * @param options - `cursor`: where the page before ended; `unreadOnly`: leave out what this person has read
 * @returns newest first, 50 at a time; the cursor of the next page, null on the last
 * @throws invalid when the cursor is none
 */
export async function listInbox(
  scope: MemberScope,
  options: { cursor?: string; unreadOnly?: boolean } = {},
): Promise<{ rows: InboxRow[]; cursor: string | null }> {
  const after = readCursor(options.cursor)
  const rows = await scope.tx.many<InboxRow>(INBOX, [
    scope.actor.agencyId,
    after?.at ?? null,
    after?.id ?? null,
    options.unreadOnly ?? false,
    ROWS_OF_A_PAGE + 1,
  ])
  return pageOf(rows, ({ releasedAt, id }) => writeCursor(releasedAt, id))
}

// Agency 0 stands for all partners. Each of the two lists is read newest first from its own index, as far
// as the page needs; what is in both counts once (asked row by row: as NOT EXISTS it would read the whole list).
const INBOX = `
  select d.*
  from (values ($1::integer), (0)) as addressed (agency_id)
  cross join lateral (
    select r.id, r.kind,
           access.sight(r, exists (select from access.acceptance c
                     where c.record_id = r.id and c.version = r.version and c.person_id = identity.viewer_person()),
             false) as sight,
           r.title, r.classification, jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) as owner,
           d.at as "releasedAt", g.record_id is not null as read
    from access.delivery d
    join access.record r on r.id = d.record_id and r.agency_id <> $1 and r.status = 'disseminated'
    join identity.agency a on a.id = r.agency_id
    left join access.reading g
      on g.record_id = r.id and g.version = r.version and g.person_id = identity.viewer_person()
    where d.agency_id = addressed.agency_id
      and (addressed.agency_id <> 0
           or (select true from access.delivery o where o.agency_id = $1 and o.record_id = d.record_id) is null)
      and ($2::timestamptz is null or (d.at <= $2 and (d.at, d.record_id) < ($2, $3::uuid)))
      and (not $4 or g.record_id is null)
    order by d.at desc, d.record_id desc
    limit $5) d
  order by d."releasedAt" desc, d.id desc
  limit $5`
