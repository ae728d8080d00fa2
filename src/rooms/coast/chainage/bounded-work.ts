/** Places are looked for on a line point by point. So much of it is done at once, and others have their turn between. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { invalid } from '../../../platform/errors.ts'

/** Points times places: about a second of one processor core. */
const MOST_WORK = 5_000_000

/** Sites of one agency's plan: every harbour, slipway and beach of the longest coast has fewer. */
export const MOST_SITES = 2_000

/** Gives way to whoever waits for this process; called between two places. */
export const giveWay = (): Promise<void> => nextTurn()

/**
 * @param points - of the line
 * @param places - that are to be found on it
 * @param field - of the form that is at fault
 * @throws invalid, saying to how many points the line must be simplified
 */
export function refuseTooMuchWork(points: number, places: number, field: 'line' | 'sites'): void {
  if (points * places <= MOST_WORK) return
  const [most, some] = [Math.floor(MOST_WORK / places), places].map((one) => one.toLocaleString('en-GB'))
  throw invalid({
    [field]: `${some ?? ''} places would have to be found on the line, which is too much for its number of points. Simplify the line to ${most ?? ''} points or fewer, or take fewer places at once`,
  })
}
