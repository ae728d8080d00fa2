/** What waits for a person in this room, as home lists it. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { WaitingItem } from '../../platform/rooms/waiting.ts'
import { may } from '../../platform/identity/roles.ts'
import { daysAfter, londonDay } from '../../platform/london-day.ts'
import { responseClock } from './clocks.ts'
import { findInspection, kindOfViewer } from './inspections/inspection-store.ts'
import type { Lesson } from './learning/lesson.ts'
import { listWaitingLessons } from './learning/lesson-store.ts'
import { listMeetings, listOpenPromises } from './meetings/meeting-store.ts'
import { listDuties, listUnsigned } from './progress/duty-store.ts'
import { listInvitations, listResponses } from './response/response-store.ts'
import { byUrgency, standingOf } from './standing.ts'

const MOST = 30
/** Days before a meeting from which it waits. */
const SOON = 2

/**
 * Lists what waits: what is late or at risk, signatures, decisions, comments, responses, meetings, promises and lessons.
 * @returns at most some dozens of a kind
 */
export async function oversightTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const { roles, agencyId } = scope.actor
  if (!may(roles, 'readsOversight')) return []
  const today = londonDay(scope.now)
  const item = (
    kind: string,
    text: string,
    day: string,
    href: string,
    from: string | null = null,
  ): WaitingItem => ({
    ...{
      kind,
      text,
      from,
      href,
      shown: day,
      since: new Date(`${day}T00:00:00Z`),
      classification: 'OFFICIAL',
    },
  })
  const oversees = may(roles, 'oversees')
  const kind = oversees ? await kindOfViewer(scope) : ''
  const duties = (await listDuties(scope)).filter((one) => oversees || one.agencyId === agencyId)
  const urgent = duties.toSorted(byUrgency(today))
  const waits: WaitingItem[] = []
  for (const duty of urgent.slice(0, MOST * 3)) {
    const standing = standingOf(duty, today)
    const name = `Recommendation ${String(duty.number)}`
    const href = `/oversight/duties/${duty.id}`
    const from = oversees ? duty.agencyName : null
    if (standing === 'late')
      waits.push(item('oversight-late', `${name} is late`, duty.dueOn ?? today, href, from))
    if (standing === 'proposed' && kind === 'inspectorate')
      waits.push(
        item(
          'oversight-decide',
          `${name} is proposed as complete`,
          londonDay(duty.signedAt ?? scope.now),
          href,
          from,
        ),
      )
  }
  if (may(roles, 'signsProgress')) {
    for (const one of await listUnsigned(scope, MOST))
      waits.push(
        item('oversight-sign', `${one.reference}, recommendation ${String(one.number)}: progress waits for your signature`, londonDay(one.at), `/oversight/duties/${one.dutyId}`),
      ) // prettier-ignore
    for (const one of await listInvitations(scope, MOST))
      if (one.until >= today && one.comments === 0 && one.agencyId === agencyId)
        waits.push(
          item('oversight-comment', `Your comments on ${one.reference} are invited`, londonDay(one.at), `/oversight/comments/${one.responseId}`, one.bodyName),
        ) // prettier-ignore
  }
  if (oversees) waits.push(...(await bodyTasks(scope, today, item)))
  if (may(roles, 'entersProgress'))
    for (const one of await listWaitingLessons(scope, today))
      waits.push(
        one.agencyId === agencyId
          ? item('oversight-lesson', `${lateOr(one, today)}: ${one.title}`, one.dueOn, `/oversight/lessons/${one.id}`)
          : item('oversight-lesson', `Say whether a lesson is learned: ${one.title}`, londonDay(one.evidenceAt ?? one.at), `/oversight/lessons/${one.id}`, one.agencyName),
      ) // prettier-ignore
  return waits
}

/** What is asked of the agency whose lesson it is. */
function lateOr({ dueOn, fromDebrief, acceptedAt }: Lesson, today: string): string {
  if (fromDebrief && acceptedAt === null) return 'Take on a lesson of a debrief'
  return dueOn < today ? 'A lesson is late' : 'A lesson is due soon'
}

type MakeItem = (kind: string, text: string, day: string, href: string, from?: string | null) => WaitingItem

async function bodyTasks(scope: MemberScope, today: string, item: MakeItem): Promise<WaitingItem[]> {
  const meetings = (await listMeetings(scope, 50)).filter(
    ({ state, onDay, bodyId }) =>
      state === 'planned' && onDay <= daysAfter(today, SOON) && bodyId === scope.actor.agencyId,
  )
  const waits = meetings.map((one) =>
    item('oversight-meeting', `Meeting with ${one.agencyName}`, one.onDay, `/oversight/meetings/${one.id}`),
  )
  for (const one of await listOpenPromises(scope, MOST))
    if (one.dueOn < today)
      waits.push(
        item(
          'oversight-promise',
          `A promise of ${one.byPost} is late`,
          one.dueOn,
          `/oversight/promises/${one.id}`,
        ),
      )
  for (const one of await listResponses(scope, null))
    if (one.signedAt === null && one.bodyId === scope.actor.agencyId) {
      const inspection = await findInspection(scope, one.inspectionId)
      if (inspection)
        waits.push(
          item('oversight-response', `The response for ${one.agencyName} is due`, responseClock.lastDay(inspection.publishedOn), `/oversight/responses/${one.id}`),
        ) // prettier-ignore
    }
  return waits
}
