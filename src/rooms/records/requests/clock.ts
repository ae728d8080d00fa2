/** How a clock of the law stands, as its page and home say it. */
import { ukDate } from '../../../design/dates.ts'
import { plural } from '../../../design/words.ts'

const DAY = 86_400_000
/** A week before the last day it is said that it comes. */
const SOON = 7

/** How a day that is due stands. */
export type Standing = { days: number | null; text: string; colour: 'red' | 'yellow' | 'grey' }

/**
 * Says how a day that is due stands.
 * @param dueOn - YYYY-MM-DD; null where no clock runs yet
 * @param today - YYYY-MM-DD
 * @returns days left, below 0 when it is late, and the words of a tag
 */
export function standingOf(dueOn: string | null, today: string): Standing {
  if (dueOn === null) return { days: null, text: 'No date yet', colour: 'grey' }
  const days = Math.round((Date.parse(`${dueOn}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY)
  if (days < 0) return { days, text: `${plural(-days, 'day')} late`, colour: 'red' }
  if (days === 0) return { days, text: 'Due today', colour: 'red' }
  return {
    days,
    text: days <= SOON ? `${plural(days, 'day')} left` : `By ${ukDate(dueOn)}`,
    colour: days <= SOON ? 'yellow' : 'grey',
  }
}
