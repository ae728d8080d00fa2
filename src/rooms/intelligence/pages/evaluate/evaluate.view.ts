/** The queue of reports whose grade came from an older system: where one is in it. */
import { ukNumber } from '../../../../design/words.ts'
import type { WaitingReport } from '../../evaluate.ts'
import { COUNTED_WAITING } from './count-waiting.ts'

/** How far this officer is: reports graded and passed over since they began. */
export type Run = { done: number; skipped: number }

/**
 * Says where an officer is in the queue: `12 of 40`; `12 of at least 2,000` where counting stopped.
 * @param run - how far they are
 * @param waiting - how many reports still wait, this one among them
 * @returns the place in words
 */
export function placeInQueue(run: Run, waiting: number): string {
  const here = run.done + run.skipped + 1
  const total = Math.max(run.done + waiting, here)
  return `${ukNumber(here)} of ${waiting >= COUNTED_WAITING ? 'at least ' : ''}${ukNumber(total)}`
}

/**
 * Says where the officer goes next.
 * @param next - the next report of the queue
 * @param run - how far they are
 * @returns the page of that report; the end of the queue when nothing is left
 */
export function nextAddress(next: Pick<WaitingReport, 'id'> | undefined, run: Run): string {
  const query = `done=${String(run.done)}&skipped=${String(run.skipped)}`
  return next === undefined ? `/reports/evaluate?${query}&end=yes` : `/reports/${next.id}/evaluate?${query}`
}
