/** Records an encounter with all that was typed on one page: all of it, or nothing. Sent twice, it is recorded once. */
import { SeamarkError } from '../../platform/errors.ts'
import { claimAnswer } from '../../platform/http/idempotency.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId } from '../../platform/identifiers.ts'
import { addChildren, addHandover, answerStep } from './answer-step.ts'
import type { NewAnswer, NewChildren, NewEncounter, NewHandover } from './encounter.ts'
import type { EncounterId, StepNumber } from './ids.ts'
import { recordEncounter } from './record-encounter.ts'

/** What was typed, each part checked; a part that was left out is not there. */
export type Whole = {
  counts: NewEncounter
  /** in their order */
  answers: readonly (readonly [step: StepNumber, said: NewAnswer])[]
  children: NewChildren | null
  handovers: readonly NewHandover[]
}

/**
 * Records it.
 * @param key - that the page was given: the same key with the same form changes nothing the second time
 * @param form - as it was sent
 * @returns its id
 * @throws invalid by the field, as `s4-answer`; forbidden `no-encounters`; conflict `idempotency-key-reused`
 */
export async function recordWhole(
  scope: MemberScope,
  key: string,
  form: object,
  { counts, answers, children, handovers }: Whole,
): Promise<EncounterId> {
  const id = newId<EncounterId>()
  const kept = await claimAnswer(scope, { key, body: form, status: 201, answer: { id } })
  if (kept) return (kept.answer as { id: EncounterId }).id
  await recordEncounter(scope, counts, id)
  if (children !== null) await addChildren(scope, id, children)
  for (const [step, said] of answers) {
    if (step === 8) for (const one of handovers) await addHandover(scope, id, one)
    await answerStep(scope, id, step, 0, said).catch((fault: unknown) => {
      throw atStep(fault, step)
    })
  }
  if (!answers.some(([step]) => step === 8)) for (const one of handovers) await addHandover(scope, id, one)
  return id
}

/** A rule that an answer breaks is said at that step. */
function atStep(fault: unknown, step: StepNumber): unknown {
  if (!(fault instanceof SeamarkError) || fault.kind !== 'invalid') return fault
  return new SeamarkError('invalid', fault.code, fault.message, {
    fields: { [`s${String(step)}-answer`]: Object.values(fault.fields ?? {})[0] ?? fault.message },
  })
}
