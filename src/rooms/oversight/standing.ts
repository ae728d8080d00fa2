/** How an addressee stands with a recommendation: late, at risk, in time. Computed from dates, never typed. */
import { plural } from '../../design/words.ts'
import { daysAfter, londonDay } from '../../platform/london-day.ts'
import { daysBetween } from './clocks.ts'

/** How far an addressee says that it has come. The words are those of HMICFRS's published register. */
export const stageWords = {
  'awaiting-review': 'Awaiting review',
  'being-progressed': 'Being progressed',
  'complete-proposed': 'Complete (proposed)',
} as const
export type Stage = keyof typeof stageWords

/** What the inspectorate decides of it. */
export const outcomeWords = { complete: 'Complete', 'more-needed': 'More is needed' } as const
export type Outcome = keyof typeof outcomeWords

/** One addressee's line for one recommendation, as far as the reader may know it. */
export type Duty = {
  id: string
  inspectionId: string
  recommendationId: string
  agencyId: number
  agencyName: string
  number: number
  areaId: string | null
  /** YYYY-MM-DD; null: not entered yet, and never late */
  dueOn: string | null
  ownerPost: string | null
  endedOn: string | null
  endedBecause: string | null
  version: number
  /** by the last progress that was signed */
  stage: Stage
  signedAt: Date | null
  statement: string | null
  outcome: Outcome | null
  decidedAt: Date | null
  /** the earliest action that is not done, YYYY-MM-DD */
  nextActionOn: string | null
}

export type Standing = 'ended' | 'complete' | 'late' | 'at-risk' | 'proposed' | 'no-date' | 'in-time'

export const standingWords: Readonly<Record<Standing, string>> = {
  ended: 'No longer an addressee',
  complete: 'Complete',
  late: 'Late',
  'at-risk': 'At risk',
  proposed: 'Waits for the inspectorate',
  'no-date': 'No date entered yet',
  'in-time': 'In time',
}

/** Colours of the tag; the words carry the meaning. */
export const standingColours: Readonly<Record<Standing, string>> = {
  ended: 'grey',
  complete: 'green',
  late: 'red',
  'at-risk': 'orange',
  proposed: 'purple',
  'no-date': 'grey',
  'in-time': 'blue',
}

/** Days before the due day from which it is at risk when completion is not proposed. Our proposal, not a rule. */
export const NEAR_DAYS = 28
/** Days without signed progress after which it is at risk. Our proposal, not a rule. */
export const SILENT_DAYS = 42

/**
 * Says how a line stands.
 * @param duty - as the reader may know it
 * @param today - YYYY-MM-DD, in the United Kingdom
 * @returns one word; what the inspectorate closed is complete, whatever its date
 */
export function standingOf(duty: Duty, today: string): Standing {
  if (duty.endedOn !== null) return 'ended'
  if (duty.outcome === 'complete') return 'complete'
  if (duty.dueOn === null) return 'no-date'
  const proposed = isProposed(duty)
  if (duty.dueOn < today) return proposed && dayOfSigning(duty) <= duty.dueOn ? 'proposed' : 'late'
  if (proposed) return 'proposed'
  if (risksOf(duty, today).length > 0) return 'at-risk'
  return 'in-time'
}

/** Whoever proposed after the inspectorate said that more is needed proposes again. */
function isProposed({ stage, outcome, signedAt, decidedAt }: Duty): boolean {
  if (stage !== 'complete-proposed') return false
  return outcome !== 'more-needed' || (signedAt !== null && decidedAt !== null && signedAt > decidedAt)
}

const dayOfSigning = ({ signedAt }: Duty): string => (signedAt === null ? '9999-12-31' : londonDay(signedAt))

/**
 * Says why a line is at risk.
 * @param duty - as the reader may know it
 * @param today - YYYY-MM-DD
 * @returns sentences; none when nothing speaks for it
 */
export function risksOf(duty: Duty, today: string): string[] {
  const { dueOn, nextActionOn, signedAt } = duty
  if (dueOn === null) return []
  const silent = signedAt === null ? null : daysBetween(londonDay(signedAt), today)
  return [
    ...(dueOn <= daysAfter(today, NEAR_DAYS) && dueOn >= today
      ? [`It is due ${inDays(daysBetween(today, dueOn))}.`]
      : []),
    ...(nextActionOn !== null && nextActionOn < today ? ['An action of it is late.'] : []),
    ...(silent !== null && silent > SILENT_DAYS ? [`Nothing was signed for ${String(silent)} days.`] : []),
  ]
}

/**
 * Writes how a line stands, as a person would say it.
 * @param duty - as the reader may know it
 * @param today - YYYY-MM-DD
 * @returns like `Recommendation 4: due 12 days ago, last update 40 days ago, owner: Head of Intelligence`
 */
export function standingSentence(duty: Duty, today: string): string {
  const parts = [
    duty.dueOn === null ? 'no date entered yet' : `due ${daysWords(daysBetween(today, duty.dueOn))}`,
    duty.signedAt === null
      ? 'nothing signed yet'
      : `last update ${daysWords(daysBetween(today, londonDay(duty.signedAt)))}`,
    duty.ownerPost === null ? 'no owner named' : `owner: ${duty.ownerPost}`,
  ]
  return `Recommendation ${String(duty.number)}: ${parts.join(', ')}`
}

/**
 * Writes a distance in days.
 * @param days - 0 today, negative in the past
 * @returns like `today`, `12 days ago`, `in 3 days`
 */
export function daysWords(days: number): string {
  if (days === 0) return 'today'
  return days < 0 ? `${plural(-days, 'day')} ago` : inDays(days)
}

const inDays = (days: number) => (days === 0 ? 'today' : `in ${plural(days, 'day')}`)

const ORDER: readonly Standing[] = ['late', 'at-risk', 'proposed', 'in-time', 'no-date', 'complete', 'ended']

/**
 * Puts what needs somebody first.
 * @param today - YYYY-MM-DD
 * @returns a comparison: late first and the longest late of them first, then as `ORDER`
 */
export const byUrgency =
  (today: string) =>
  (one: Duty, other: Duty): number =>
    ORDER.indexOf(standingOf(one, today)) - ORDER.indexOf(standingOf(other, today)) ||
    (one.dueOn ?? '9999').localeCompare(other.dueOn ?? '9999') ||
    one.number - other.number ||
    one.agencyName.localeCompare(other.agencyName)
