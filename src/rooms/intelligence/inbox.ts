/** The room's lists: what partners have released to this agency, and what it has filed itself. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification } from '../../wire/codes.ts'
import { readCursor, writeCursor } from './list-cursor.ts'
import type { AgencyName } from './read-report.ts'

const PAGE = 50

export type InboxRow = {
  id: string
  sight: 'full' | 'conditions'
  title: string
  classification: Classification
  owner: AgencyName
  releasedAt: Date
  /** has this person read the current version? */
  read: boolean
}

/**
 * What has been released to this person's agency and is within their sight, newest first, 50 at a time.
 * @param options - `cursor`: where the page before ended; `unreadOnly`: leave out what this person has read
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
    PAGE + 1,
  ])
  return page(rows, ({ releasedAt, id }) => writeCursor(releasedAt, id))
}

// Agency 0 stands for all partners. Each of the two lists is read newest first from its own index, as far
// as the page needs; what is in both counts once (asked row by row: as NOT EXISTS it would read the whole list).
const INBOX = `
  select d.*
  from (values ($1::integer), (0)) as addressed (agency_id)
  cross join lateral (
    select r.id,
           access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all, r.released_to,
             r.compartment_id, r.discoverable,
             exists (select from intelligence.acceptance c
                     where c.report_id = r.id and c.version = r.version and c.person_id = identity.viewer_person()),
             false) as sight,
           r.title, r.classification, jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) as owner,
           d.at as "releasedAt", g.report_id is not null as read
    from intelligence.delivery d
    join intelligence.report r on r.id = d.report_id and r.agency_id <> $1 and r.status = 'disseminated'
    join identity.agency a on a.id = r.agency_id
    left join intelligence.reading g
      on g.report_id = r.id and g.version = r.version and g.person_id = identity.viewer_person()
    where d.agency_id = addressed.agency_id
      and (addressed.agency_id <> 0
           or (select true from intelligence.delivery o where o.agency_id = $1 and o.report_id = d.report_id) is null)
      and ($2::timestamptz is null or (d.at <= $2 and (d.at, d.report_id) < ($2, $3::uuid)))
      and (not $4 or g.report_id is null)
    order by d.at desc, d.report_id desc
    limit $5) d
  order by d."releasedAt" desc, d.id desc
  limit $5`

export type OwnRow = {
  id: string
  reference: string
  agencyReference: string | null
  title: string
  classification: Classification
  status: 'submitted' | 'disseminated' | 'withdrawn'
  createdAt: Date
}

/** This agency's own filed reports, newest first, 50 at a time. @throws invalid when the cursor is none */
export async function listOwnReports(
  scope: MemberScope,
  options: { cursor?: string } = {},
): Promise<{ rows: OwnRow[]; cursor: string | null }> {
  const after = readCursor(options.cursor)
  const rows = await scope.tx.many<OwnRow>(
    `select id, reference, agency_reference as "agencyReference", title, classification, status, created_at as "createdAt"
     from intelligence.report
     where agency_id = $1 and status <> 'draft'
       and ($2::timestamptz is null or created_at <= $2 and (created_at, id) < ($2, $3::uuid))
     order by created_at desc, id desc
     limit $4`,
    [scope.actor.agencyId, after?.at ?? null, after?.id ?? null, PAGE + 1],
  )
  return page(rows, ({ createdAt, id }) => writeCursor(createdAt, id))
}

function page<Row>(rows: Row[], cursorOf: (row: Row) => string): { rows: Row[]; cursor: string | null } {
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return { rows: shown, cursor: rows.length > PAGE && last ? cursorOf(last) : null }
}
