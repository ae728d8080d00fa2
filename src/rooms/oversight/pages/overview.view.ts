/** What meets whoever opens oversight: what is late first, in words; then the areas, each a short list. Pure. */
import { ukDate } from '../../../design/dates.ts'
import { plural } from '../../../design/words.ts'
import { byArea, type OwnArea } from '../areas.ts'
import { daysBetween } from '../clocks.ts'
import type { Inspection } from '../inspections/inspection.ts'
import type { Meeting, Pledge } from '../meetings/meeting-store.ts'
import type { Unsigned } from '../progress/duty-store.ts'
import type { Invitation, Response } from '../response/response-store.ts'
import { byUrgency, daysWords, standingOf, stageWords, type Duty } from '../standing.ts'
import { captionOf, clockWords, dutyItem } from './words.ts'

export type Overview = {
  today: string
  inspections: readonly Inspection[]
  duties: readonly Duty[]
  /** areas by which the viewer's agency asks, by inspection */
  areas: ReadonlyMap<string, readonly OwnArea[]>
  meetings: readonly Meeting[]
  promises: readonly Pledge[]
  responses: readonly Response[]
  invitations: readonly Invitation[]
  unsigned: readonly Unsigned[]
  may: {
    oversees: boolean
    entersProgress: boolean
    signs: boolean
    enters: boolean
    decides: boolean
    responds: boolean
    seesNation: boolean
  }
}

/** Lines of one list; what is more stands on the inspection's page. */
const MOST = 20

/**
 * Writes the page.
 * @param all - what the viewer may know
 * @returns what the template prints
 */
export function overviewView(all: Overview) {
  const { today, duties } = all
  const agencies = new Set(duties.map(({ agencyId }) => agencyId)).size > 1
  const sorted = duties.toSorted(byUrgency(today))
  const those = (standing: string) => sorted.filter((duty) => standingOf(duty, today) === standing)
  const listOf = (some: readonly Duty[]) => some.slice(0, MOST).map((duty) => dutyItem(duty, today, agencies))
  const late = those('late')
  const risk = those('at-risk')
  const latePromises = all.promises.filter(({ dueOn }) => dueOn < today)
  return {
    late: [
      ...listOf(late),
      ...latePromises.slice(0, MOST).map((one) => ({
        text: `Promise: ${one.text.replace(/[.\s]+$/, '')}. Due ${daysWords(daysBetween(today, one.dueOn))}, by ${one.byPost}`,
        href: `/oversight/promises/${one.id}`,
        tag: { text: 'Promise late', colour: 'red' },
      })),
    ],
    lateWords:
      late.length + latePromises.length === 0
        ? 'Nothing is late.'
        : `${capital(plural(late.length, 'recommendation'))} and ${plural(latePromises.length, 'promise')} late.`,
    moreLate: Math.max(0, late.length - MOST),
    risk: listOf(risk),
    waits: waits(all, agencies),
    inspections: all.inspections.map((one) => inspectionBlock(one, all, agencies)),
    nextMeetings: all.meetings
      .filter(({ state }) => state === 'planned')
      .toSorted((one, other) => one.onDay.localeCompare(other.onDay))
      .slice(0, 3)
      .map((one) => ({
        text: `${ukDate(one.onDay)} with ${one.agencyName}`,
        href: `/oversight/meetings/${one.id}`,
        detail: one.reference,
      })),
    may: all.may,
    empty: all.inspections.length === 0,
  }
}

/** What the viewer's own roles can do now. */
function waits({ duties, unsigned, invitations, responses, may, today }: Overview, agencies: boolean) {
  const own = (text: string, href: string) => ({ text, href })
  return [
    ...(may.decides
      ? duties
          .filter((duty) => duty.stage === 'complete-proposed' && isForDecision(duty))
          .map((duty) =>
            own(
              `${agencies ? `${duty.agencyName}: ` : ''}recommendation ${String(duty.number)} is proposed as complete. Decide`,
              `/oversight/duties/${duty.id}`,
            ),
          )
      : []),
    ...(may.signs || may.entersProgress
      ? unsigned.map((one) =>
          own(
            `${one.reference}, recommendation ${String(one.number)}: “${stageWords[one.stage]}” waits for the chief officer’s signature`,
            `/oversight/duties/${one.dutyId}`,
          ),
        )
      : []),
    ...(may.signs
      ? invitations
          .filter(({ until, comments }) => until >= today && comments === 0)
          .map((one) =>
            own(
              `${one.bodyName} invites your comments on ${one.reference}, until ${ukDate(one.until)}`,
              `/oversight/comments/${one.responseId}`,
            ),
          )
      : []),
    ...(may.responds
      ? responses
          .filter(({ signedAt }) => signedAt === null)
          .map((one) =>
            own(`The response for ${one.agencyName} is not signed yet`, `/oversight/responses/${one.id}`),
          )
      : []),
  ]
}

const isForDecision = ({ endedOn, outcome, signedAt, decidedAt }: Duty): boolean =>
  endedOn === null &&
  outcome !== 'complete' &&
  !(outcome === 'more-needed' && signedAt !== null && decidedAt !== null && decidedAt > signedAt)

function inspectionBlock(inspection: Inspection, all: Overview, agencies: boolean) {
  const duties = all.duties.filter(({ inspectionId }) => inspectionId === inspection.id)
  const areas = all.areas.get(inspection.id) ?? []
  const mine = all.responses.filter((one) => one.inspectionId === inspection.id)
  return {
    title: inspection.title,
    caption: captionOf(inspection),
    href: `/oversight/inspections/${inspection.id}`,
    published: inspection.publishedOn,
    clock:
      all.may.responds && mine.every(({ signedAt }) => signedAt === null)
        ? clockWords(inspection, all.today).due
        : '',
    areas: byArea(duties.toSorted(byUrgency(all.today)), areas).map(({ title, items }) => ({
      title,
      items: items.slice(0, MOST).map((duty) => dutyItem(duty, all.today, agencies)),
      more: Math.max(0, items.length - MOST),
    })),
    nobody: duties.length === 0,
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
