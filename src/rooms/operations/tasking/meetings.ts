/** Tasking meetings: called by an agency, read by those who sit in them, held with the posts that were there. */
import { conflict, forbidden, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { ROWS_OF_A_PAGE } from '../../../platform/http/list-cursor.ts'
import { newId } from '../../../platform/identifiers.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { AgencyId } from '../../../wire/ids.ts'
import type { NewMeeting } from './bid.ts'
import type { MeetingId } from './ids.ts'
import type { MeetingKind } from './words.ts'

export type Meeting = {
  id: MeetingId
  agencyId: AgencyId
  /** who holds it */
  agency: string
  kind: MeetingKind
  /** YYYY-MM-DD */
  onDay: string
  classification: Classification
  chairPost: string
  state: 'planned' | 'held'
  postsPresent: string[] | null
  revision: number
  /** may the viewer draft a bid for it? */
  takesBids: boolean
}

const MEETINGS = `
  select m.id, m.agency_id as "agencyId", a.name as agency, m.kind, m.on_day::text as "onDay", m.classification,
         m.chair_post as "chairPost", m.state, m.posts_present as "postsPresent", m.revision,
         operations.meeting_takes_bids(m.id) as "takesBids"
  from operations.meeting m join identity.agency a on a.id = m.agency_id`

/** Where a list of meetings begins. */
export type MeetingsPlace = { before?: MeetingId | undefined; after?: MeetingId | undefined }

/**
 * Lists the meetings in which the viewer's agency sits.
 * @param at - behind which meeting the page begins, or before which
 * @returns the last day first, and the meetings at which the pages beside this one begin
 */
export async function listMeetings(
  scope: MemberScope,
  at: MeetingsPlace = {},
): Promise<{ rows: Meeting[]; older: MeetingId | null; newer: MeetingId | null }> {
  const back = at.after !== undefined
  const from = at.after ?? at.before ?? null
  const order = back ? '' : 'desc'
  const found = await scope.tx.many<Meeting>(
    `${MEETINGS}
     where $1::uuid is null or (m.on_day, m.id) ${back ? '>' : '<'} (select x.on_day, x.id from operations.meeting x where x.id = $1)
     order by m.on_day ${order}, m.id ${order} limit $2`,
    [from, ROWS_OF_A_PAGE + 1],
  )
  const further = found.length > ROWS_OF_A_PAGE
  const page = found.slice(0, ROWS_OF_A_PAGE)
  const rows = back ? page.toReversed() : page
  const [first, last] = [rows.at(0)?.id ?? null, rows.at(-1)?.id ?? null]
  return {
    rows,
    older: back || further ? last : null,
    newer: back ? (further ? first : null) : at.before === undefined ? null : first,
  }
}

/** Meetings for which the viewer may draft a bid; the next first. */
export const meetingsThatTakeBids = (scope: MemberScope): Promise<Meeting[]> =>
  scope.tx.many<Meeting>(
    `${MEETINGS} where m.state = 'planned' and operations.meeting_takes_bids(m.id) order by m.on_day, m.id limit 200`,
  )

/**
 * Reads a meeting, with who sits in it. The reading is an event.
 * @throws not-found: absent and hidden look alike
 */
export async function readMeeting(
  scope: MemberScope,
  id: MeetingId,
): Promise<{ meeting: Meeting; seats: Seat[] }> {
  const meeting = await scope.tx.maybe<Meeting>(`${MEETINGS} where m.id = $1`, [id])
  if (!meeting) throw notFound()
  scope.record({ kind: 'consultation', subject: { kind: 'meeting', id } })
  return { meeting, seats: await seatsOf(scope, id) }
}

export type Seat = { id: AgencyId; name: string }

/**
 * Lists who sits in a meeting.
 * @param id - in which the viewer's agency sits
 * @returns by name
 */
export const seatsOf = (scope: MemberScope, id: MeetingId): Promise<Seat[]> =>
  scope.tx.many<Seat>(
    `select a.id, a.name from operations.seats_of_meeting($1) s join identity.agency a on a.id = s.agency_id order by a.name`,
    [id],
  )

/**
 * Calls a meeting of the viewer's agency.
 * @param meeting - checked by parseMeeting
 * @param id - under which it is kept
 * @returns its id
 * @throws forbidden `wrong-role`; invalid with `classification` or `agencies`
 */
export async function callMeeting(
  scope: MemberScope,
  { agencies, ...said }: NewMeeting,
  id: MeetingId = newId<MeetingId>(),
): Promise<MeetingId> {
  mayHold(scope)
  if (said.classification === 'OFFICIAL-SENSITIVE' && scope.actor.clearance !== 'OFFICIAL-SENSITIVE')
    throw invalid({ classification: 'Choose a classification for which you are cleared' })
  const known = await scope.tx.many<{ id: AgencyId }>('select id from identity.agency where id = any ($1)', [
    agencies,
  ])
  if (known.length < new Set(agencies).size) throw invalid({ agencies: 'Choose agencies of the list' })
  const { done } = await scope.tx.one<{ done: true | null }>(
    'select operations.call_meeting($1, $2::jsonb, $3) as done',
    [id, JSON.stringify(said), agencies],
  )
  if (done === null) throw notFound()
  const others = known.map((one) => one.id).filter((one) => one !== scope.actor.agencyId)
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'meeting', id },
    recipients: others,
    detail: { kind: said.kind, seats: others.length + 1 },
  })
  scope.wake([scope.actor.agencyId, ...others])
  return id
}

/** @throws forbidden `wrong-role` */
export function mayHold(scope: MemberScope): void {
  if (!may(scope.actor.roles, 'acceptsOperations'))
    throw forbidden('wrong-role', 'A coordinator of the agency that holds the meeting does this. Ask one.')
}

/**
 * Says that a meeting was held. From then on it takes no bid.
 * @param id - of a meeting that the viewer's agency holds
 * @param revision - that was on the page
 * @param posts - that were there, never names
 * @throws not-found; forbidden `wrong-role`; conflict `stale`
 */
export async function holdMeeting(
  scope: MemberScope,
  id: MeetingId,
  revision: number,
  posts: readonly string[],
): Promise<void> {
  const { meeting, seats } = await readMeeting(scope, id)
  if (meeting.agencyId !== scope.actor.agencyId) throw notFound()
  mayHold(scope)
  const { done } = await scope.tx.one<{ done: 'done' | 'stale' | null }>(
    'select operations.hold_meeting($1, $2, $3) as done',
    [id, revision, [...posts]],
  )
  if (done === null) throw notFound()
  if (done === 'stale')
    throw conflict('stale', 'Somebody has said already that it was held. Look at it as it is now.')
  scope.record({
    kind: 'alteration',
    subject: { kind: 'meeting', id },
    detail: { state: 'held', posts: posts.length },
  })
  scope.wake(seats.map((one) => one.id))
}
