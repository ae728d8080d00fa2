/** The form of a planned event: one question a page, in this order; and what is wrong with the answer of one page. */
import { plannedKind, type PlannedKind } from '../../../../library/planned-events/index.ts'
import type { StretchLine } from '../../../coast/index.ts'
import type { PlannedDraft, TypedEvent } from '../drafts.ts'
import { parseLodging } from '../planned-event.ts'
import { atFormFields, bodyOfForm, lodgingOf } from './read-form.ts'

export const steps = ['what', 'place', 'where', 'when', 'learn', 'contact'] as const
export type Step = (typeof steps)[number]

/** What a page asks, as its heading, and as the row of the answers. */
export const stepWords: Readonly<Record<Step, { title: string; row: string }>> = {
  what: { title: 'What do your people plan?', row: 'What' },
  place: { title: 'What kind of place is it?', row: 'Kind of place' },
  where: { title: 'Where is it?', row: 'Where' },
  when: { title: 'When is it?', row: 'When' },
  learn: { title: 'Who may learn of it?', row: 'Who may learn of it' },
  contact: { title: 'Whom does somebody ring who comes too near?', row: 'Desk' },
}

const days = (name: string) => ['day', 'month', 'year'].map((part) => `${name}_day-${part}`)

/** The fields of each page, by the names with which they are sent. */
const fieldsOf: Readonly<Record<Step, readonly string[]>> = {
  what: ['operation', 'kind', 'purpose'],
  place: ['place_kind', 'ground', 'buffer_m'],
  where: ['where', 'size', 'stretch'],
  when: [
    ...days('starts'),
    'starts_time',
    'starts_which',
    ...days('ends'),
    'ends_time',
    'ends_which',
    'zone',
  ],
  learn: ['disclosure', 'silent_reason'],
  contact: ['desk', 'telephone', 'note'],
}
/** The longest text that one field keeps; the parser says what is too long for it. */
const LONGEST_KEPT = 20_000

/**
 * @param draft - of the form
 * @returns its pages: whoever changes an event changes neither what it is nor who may learn of it
 */
export const stepsOf = ({ changes }: Pick<PlannedDraft, 'changes'>): readonly Step[] =>
  changes === null ? steps : steps.filter((step) => step !== 'what' && step !== 'learn')

/**
 * @param step - of which page
 * @param typed - everything that was sent
 * @returns the fields of this page alone, as they were typed; what was left empty is left out
 */
export function keptOf(step: Step, typed: Readonly<Record<string, unknown>>): TypedEvent {
  const kept: Record<string, string> = {}
  for (const name of fieldsOf[step]) {
    const value = [typed[name]].flat().at(-1)
    if (typeof value === 'string' && value.trim() !== '') kept[name] = value.slice(0, LONGEST_KEPT)
  }
  return kept
}

/**
 * Puts what one page says in the place of what it said before.
 * @param step - of which page
 * @param before - what the draft holds
 * @param said - what `keptOf` gives
 */
export const withStep = (step: Step, before: TypedEvent, said: TypedEvent): TypedEvent => ({
  ...Object.fromEntries(Object.entries(before).filter(([name]) => !fieldsOf[step].includes(name))),
  ...said,
})

/** Answers with which nothing is wrong, for the pages that are not asked about. */
function faultless(now: Date): TypedEvent {
  const at = new Date(now.getTime() + 48 * 3_600_000)
  const day = (name: string): Record<string, string> => ({
    [`${name}_day-day`]: String(at.getUTCDate()),
    [`${name}_day-month`]: String(at.getUTCMonth() + 1),
    [`${name}_day-year`]: String(at.getUTCFullYear()),
  })
  return {
    ...{ kind: 'patrol', purpose: 'x', place_kind: 'premises', ground: 'street', where: '50.91, 0.1' },
    ...{ ...day('starts'), starts_time: '10:00', ...day('ends'), ends_time: '12:00', zone: 'UTC' },
    ...{ disclosure: 'open', desk: 'x', telephone: '01632 960000' },
  }
}

type At = { now: Date; stretches: readonly StretchLine[] }

/**
 * Says what is wrong with the answer of one page.
 * @param step - of which page
 * @param typed - all that the draft holds
 * @param more - `now`: the moment of asking; `stretches`: of the own coastal plan; `changes`: the event that is changed;
 *   `operationId`: in which it is to be lodged
 * @returns by the names of the form's fields; empty when the page is answered
 */
export function faultsOfStep(
  step: Step,
  typed: TypedEvent,
  { now, stretches, changes, operationId }: At & Pick<PlannedDraft, 'changes' | 'operationId'>,
): Record<string, string> {
  const kind = changes?.kind ?? typed['kind']
  const good = faultless(now)
  const beside: TypedEvent = {
    ...good,
    // What may be chosen on one page depends on another.
    ...(step === 'learn' && isKind(kind) ? { kind } : {}),
    ...(step === 'where' && typed['place_kind'] !== undefined ? { place_kind: typed['place_kind'] } : {}),
  }
  const all = withStep(step, beside, keptOf(step, typed))
  const { body, fields } = bodyOfForm(all, stretches)
  const read = parseLodging({ ...body, ...lodgingOf(all) }, now)
  const faults = { ...('fields' in read ? atFormFields(read.fields) : {}), ...fields }
  if (step === 'what' && operationId === null) faults['operation'] = 'Choose an operation'
  // No line of a text is wrong where a stretch is to be chosen, and no clock where a day is missing.
  const follow = new Set([
    ...('stretch' in faults ? ['where'] : []),
    ...['starts', 'ends']
      .filter((name) => `${name}_day` in fields && !(`${name}_time` in fields))
      .map((name) => `${name}_time`),
  ])
  return Object.fromEntries(Object.entries(faults).filter(([name]) => isOf(step, name) && !follow.has(name)))
}

const isKind = (kind: string | undefined): kind is PlannedKind =>
  kind !== undefined && Object.hasOwn(plannedKind, kind)

/** A fault of a day stands at its first box. */
const isOf = (step: Step, name: string): boolean =>
  fieldsOf[step].includes(name) || fieldsOf[step].includes(`${name}-day`)

/**
 * Finds the first page that is not answered.
 * @returns null when all are
 */
export function firstOpen(
  draft: PlannedDraft,
  at: At,
): { step: Step; faults: Record<string, string> } | null {
  for (const step of stepsOf(draft)) {
    const faults = faultsOfStep(step, draft.typed, { ...draft, ...at })
    if (Object.keys(faults).length > 0) return { step, faults }
  }
  return null
}
