/** A meeting, as it is shown in the room: large, the agenda first. Pure. */
import { ukDate } from '../../../design/dates.ts'
import type { WholeMeeting } from '../meetings/hold-meeting.ts'
import { meetingStates, type Meeting, type Pledge } from '../meetings/meeting-store.ts'
import { NO_AREA } from '../areas.ts'

/**
 * Writes a meeting.
 * @param whole - the meeting, its agenda, what was asked and promised
 * @param own - the viewer's agency holds it; else the viewer reads what was held
 * @returns what the template prints
 */
export function meetingView(
  { meeting, since, agenda, areas, questions, promises, duties }: WholeMeeting,
  own: boolean,
) {
  const areaOf = (areaId: string | null, dutyId: string | null): string => {
    const inside = areaId ?? duties.find(({ id }) => id === dutyId)?.areaId ?? null
    return (
      areas.find(({ id, gathers }) => inside !== null && (id === inside || gathers.includes(inside)))
        ?.title ?? NO_AREA
    )
  }
  const about = (areaId: string | null, dutyId: string | null): string => {
    const number = duties.find(({ id }) => id === dutyId)?.number
    const area = areaOf(areaId, dutyId)
    return number === undefined ? area : `${area}, recommendation ${String(number)}`
  }
  return {
    id: meeting.id,
    caption: `${meeting.bodyName} and ${meeting.agencyName}, ${meeting.reference}`,
    stateTag: stateTag(meeting),
    moved: meeting.movedFrom === null ? '' : `Moved from ${ukDate(meeting.movedFrom)}. ${meeting.why}`,
    cancelled: meeting.state === 'cancelled' ? `Cancelled. ${meeting.why}` : '',
    since:
      since === null ? 'This is the first meeting.' : `Written from what changed since ${ukDate(since)}.`,
    agenda: own && meeting.state === 'planned' ? agenda : [],
    nothing: agenda.every(({ items }) => items.length === 0),
    questions: questions.map((one) => ({
      question: one.question,
      answer: one.answer,
      about: about(one.areaId, one.dutyId),
      isPublic: one.isPublic,
      href: `/oversight/questions/${one.id}`,
    })),
    promises: promises.map((one) => ({ ...promiseItem(one), about: about(one.areaId, one.dutyId) })),
    minutes: meeting.minutes,
    minutesPublic: meeting.minutesPublic,
    version: meeting.version,
    may: {
      write: own && meeting.state !== 'cancelled',
      plan: own && meeting.state === 'planned',
    },
  }
}

/**
 * A meeting's state as a tag.
 * @param meeting - which
 * @returns what the component takes
 */
export const stateTag = ({ state }: Meeting): { text: string; colour: string } => ({
  text: meetingStates[state],
  colour: { planned: 'blue', held: 'green', cancelled: 'grey' }[state],
})

/**
 * A promise as one item of a list.
 * @param one - the promise
 * @returns text, address, and whether it is kept
 */
export const promiseItem = (one: Pledge) => ({
  text: `${one.text.replace(/[.\s]+$/, '')}. By ${one.byPost}, until ${ukDate(one.dueOn)}.`,
  href: `/oversight/promises/${one.id}`,
  tag:
    one.keptOn === null
      ? { text: 'Open', colour: 'yellow' }
      : { text: `Kept on ${ukDate(one.keptOn)}`, colour: 'green' },
  isPublic: one.isPublic,
})
