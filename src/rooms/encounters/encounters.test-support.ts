/** Short ways through encounters for tests. All of it is invented. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { addChildren, addHandover, answerStep } from './answer-step.ts'
import {
  parseAnswer,
  parseChildren,
  parseEncounter,
  parseHandover,
  parseOpportunity,
  type NewAnswer,
  type NewOpportunity,
} from './encounter.ts'
import type { Parsed } from './fields.ts'
import type { EncounterId, StepNumber } from './ids.ts'
import { moveEncounter } from './move-encounter.ts'
import { lookAtEncounter } from './read-encounters.ts'
import { recordEncounter } from './record-encounter.ts'

export const OFFICER = 'intelligence-officer@sussex-police.example'
export const COLLEAGUE = 'analyst@sussex-police.example'
export const KENT = 'intelligence-officer@kent-police.example'

/** @returns ISO text, so many minutes ago */
export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

/** The body of an encounter as the API takes it. */
export const encounterBody = (changes: object = {}): Record<string, unknown> => ({
  ...{ found_at: minutesAgo(90), place: 'Camber Sands, by the second groyne', how_found: 'on-foot' },
  ...{ adults: 4, may_be_children: 1, age_unknown: 0, injured: 1 },
  ...changes,
})

/** @throws Error with what is wrong */
export function sound<Value>(parsed: Parsed<Value>): Value {
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return parsed.value
}

export const record = (scope: MemberScope, changes: object = {}) =>
  recordEncounter(scope, sound(parseEncounter(encounterBody(changes), scope.now)))

/** An answer that a step takes. */
export const answerOf = (step: StepNumber, changes: object = {}): NewAnswer =>
  sound(
    parseAnswer(
      step,
      { answer: 'done', at: minutesAgo(60), by_whom: 'Duty sergeant', reference: 'CAD 118', ...changes },
      new Date(),
    ),
  )

/** Answers a step as it stands. */
export async function answer(
  scope: MemberScope,
  id: EncounterId,
  step: StepNumber,
  changes: object = {},
): Promise<void> {
  const view = await lookAtEncounter(scope, id)
  const stands = view.steps.find(({ number }) => number === step)?.revision ?? 0
  await answerStep(scope, id, step, stands, answerOf(step, changes))
}

export const childrenBody = (changes: object = {}): Record<string, unknown> => ({
  ...{ how_many: 1, told_at: minutesAgo(50), services_reference: 'CS-4471' },
  ...{ place_of_safety: 'Reception centre', guardian: 'told', innerste: 'made' },
  ...changes,
})
export const opportunityBody = (changes: object = {}): Record<string, unknown> => ({
  ...{ adult: 1, age: 'adult', kind: 'conversation', taken: true, at: minutesAgo(30) },
  ...changes,
})
/** @throws Error with what is wrong */
export const opportunityOf = (changes: object = {}): NewOpportunity =>
  sound(parseOpportunity(opportunityBody(changes), new Date()))
export const handoverBody = (changes: object = {}): Record<string, unknown> => ({
  ...{ recipient: 'border-force', how_many: 5, at: minutesAgo(10), reference: 'BF-2211' },
  ...changes,
})

/** Steps 1 to 6, with each possible child on the child path. */
export async function careFor(scope: MemberScope, id: EncounterId): Promise<void> {
  const { mayBeChildren } = await lookAtEncounter(scope, id)
  if (mayBeChildren > 0)
    await addChildren(scope, id, sound(parseChildren(childrenBody({ how_many: mayBeChildren }), scope.now)))
  for (const step of [1, 2, 3, 5, 6] as const) await answer(scope, id, step)
  await answer(
    scope,
    id,
    4,
    mayBeChildren > 0
      ? {}
      : {
          answer: 'not-possible',
          at: undefined,
          by_whom: undefined,
          reference: undefined,
          reason: 'Nobody could say',
        },
  )
}

/** All eight steps. */
export async function goThrough(scope: MemberScope, id: EncounterId): Promise<void> {
  await careFor(scope, id)
  const { adults, mayBeChildren, ageUnknown } = await lookAtEncounter(scope, id)
  await answer(scope, id, 7, adults > 0 ? { identified: { identified: adults } } : {})
  const people = adults + mayBeChildren + ageUnknown
  await addHandover(scope, id, sound(parseHandover(handoverBody({ how_many: people }), scope.now)))
  await answer(scope, id, 8)
}

/** Recorded and handed over to be checked. */
export async function handedOver(scope: MemberScope, changes: object = {}): Promise<EncounterId> {
  const { id } = await record(scope, changes)
  await goThrough(scope, id)
  await move(scope, id, { to: 'handed-over' })
  return id
}

/** Brings it on from where it stands. */
export async function move(
  scope: MemberScope,
  id: EncounterId,
  to: Parameters<typeof moveEncounter>[3],
): Promise<void> {
  const { revision } = await lookAtEncounter(scope, id)
  await moveEncounter(scope, id, revision, to)
}
