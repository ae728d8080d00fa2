/** Which questions come, in which order, and where each is asked. */
import { asksAbout, type Kind } from './prompts.ts'
import type { Draft } from './draft.ts'

export const steps = [
  'kind',
  'where',
  'when',
  'seen',
  'vessel',
  'vehicle',
  'people',
  'know',
  'again',
  'photographs',
  'contact',
  'check',
] as const
export type Step = (typeof steps)[number]

/** Steps that are one form with plain fields; the others have pages of their own. */
export const questions = [
  'kind',
  'when',
  'seen',
  'vessel',
  'vehicle',
  'people',
  'know',
  'again',
  'contact',
] as const
export type Question = (typeof questions)[number]

/**
 * Is a step asked about this kind of report?
 * @param step - which one
 * @param kind - of the report; undefined before it is answered
 * @returns true for steps that are asked of every kind
 */
export function isAsked(step: Step, kind: Kind | undefined): boolean {
  if (!(step in asksAbout)) return true
  const kinds: readonly Kind[] = asksAbout[step as keyof typeof asksAbout]
  return kind !== undefined && kinds.includes(kind)
}

/**
 * Finds the step that follows.
 * @param step - where the person is
 * @param draft - as far as it was answered
 * @returns the next that is asked of this kind; at the end `check`
 */
export function stepAfter(step: Step, draft: Draft): Step {
  return steps.slice(steps.indexOf(step) + 1).find((one) => isAsked(one, draft.kind)) ?? 'check'
}

/**
 * Finds the step before.
 * @param step - where the person is
 * @param draft - as far as it was answered
 * @returns null before the first
 */
export function stepBefore(step: Step, draft: Draft): Step | null {
  return steps.slice(0, steps.indexOf(step)).findLast((one) => isAsked(one, draft.kind)) ?? null
}

/**
 * Finds what must be answered and is not: everything else may be left out.
 * @param draft - as far as it was answered
 * @returns null when nothing is missing
 */
export function firstMissing(draft: Draft): 'kind' | 'where' | null {
  if (draft.kind === undefined) return 'kind'
  return draft.where === undefined ? 'where' : null
}
