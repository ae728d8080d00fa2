/** The agenda that writes itself: what is late, at risk, changed or promised since the last meeting, by area. Pure. */
import { ukDate } from '../../../design/dates.ts'
import { byArea, type OwnArea } from '../areas.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { daysBetween } from '../clocks.ts'
import { daysWords, risksOf, standingOf, standingSentence, stageWords, type Duty } from '../standing.ts'
import type { Pledge } from './meeting-store.ts'

export type AgendaItem = {
  areaId: string | null
  /** what it is, in a word */
  tag: { text: string; colour: string }
  text: string
  href: string
  /** smaller stands first */
  rank: number
  dutyId: string | null
  promiseId: string | null
}

export type Agenda = { id: string | null; title: string; items: AgendaItem[] }[]

/**
 * Writes the agenda of a meeting.
 * @param duties - the agency's lines, as the body may know them
 * @param promises - of the series: open, or kept since the last meeting
 * @param areas - by which the body asks
 * @param since - day of the last meeting that was held, YYYY-MM-DD; null for the first
 * @param today - YYYY-MM-DD
 * @returns every area, in order; what needs most first
 */
export function agendaOf(
  duties: readonly Duty[],
  promises: readonly Pledge[],
  areas: readonly OwnArea[],
  since: string | null,
  today: string,
): Agenda {
  const items = [
    ...promises.flatMap((one) => promiseItems(one, duties, today)),
    ...duties.flatMap((one) => dutyItems(one, since, today)),
  ]
  return byArea(items, areas).map((area) => ({
    ...area,
    items: area.items.toSorted((one, other) => one.rank - other.rank),
  }))
}

function promiseItems(one: Pledge, duties: readonly Duty[], today: string): AgendaItem[] {
  const isLate = one.keptOn === null && one.dueOn < today
  const said = `Promised on ${ukDate(one.madeOn)} by ${one.byPost}: ${one.text}`
  const when =
    one.keptOn === null
      ? `Due ${ukDate(one.dueOn)}, ${daysWords(daysBetween(today, one.dueOn))}.`
      : `Kept on ${ukDate(one.keptOn)}.`
  return [
    {
      areaId: one.areaId ?? duties.find(({ id }) => id === one.dutyId)?.areaId ?? null,
      tag:
        one.keptOn === null
          ? { text: isLate ? 'Promise late' : 'Promised', colour: isLate ? 'red' : 'yellow' }
          : { text: 'Promise kept', colour: 'green' },
      text: `${said.replace(/[.\s]+$/, '')}. ${when}`,
      href: `/oversight/promises/${one.id}`,
      rank: one.keptOn === null ? (isLate ? 0 : 3) : 6,
      dutyId: one.dutyId,
      promiseId: one.id,
    },
  ]
}

function dutyItems(duty: Duty, since: string | null, today: string): AgendaItem[] {
  const standing = standingOf(duty, today)
  const common = {
    areaId: duty.areaId,
    href: `/oversight/duties/${duty.id}`,
    dutyId: duty.id,
    promiseId: null,
  }
  if (standing === 'late')
    return [
      {
        ...common,
        tag: { text: 'Late', colour: 'red' },
        text: `${standingSentence(duty, today)}.`,
        rank: 1,
      },
    ]
  if (standing === 'at-risk')
    return [
      {
        ...common,
        tag: { text: 'At risk', colour: 'orange' },
        text: `${standingSentence(duty, today)}. ${risksOf(duty, today).join(' ')}`,
        rank: 2,
      },
    ]
  return changes(duty, since).map((text) => ({
    ...common,
    tag: { text: 'Changed', colour: 'blue' },
    text,
    rank: 5,
  }))
}

/** What was signed or decided since the last meeting; before the first meeting nothing is a change. */
function changes(duty: Duty, since: string | null): string[] {
  if (since === null) return []
  const number = `Recommendation ${String(duty.number)}`
  return [
    ...(duty.decidedAt !== null && londonDay(duty.decidedAt) >= since
      ? [
          `${number}: on ${ukDate(duty.decidedAt)} the inspectorate recorded ${duty.outcome === 'complete' ? 'that it is complete' : 'that more is needed'}.`,
        ]
      : []),
    ...(duty.signedAt !== null && londonDay(duty.signedAt) >= since
      ? [`${number}: “${stageWords[duty.stage]}” was signed on ${ukDate(duty.signedAt)}.`]
      : []),
  ]
}
