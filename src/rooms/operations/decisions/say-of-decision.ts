/** What is said of an entry afterwards: its maker confirms it or objects, and whoever reads the log has read it. */
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { SCHEMA } from '../actions/wake.ts'
import type { DecisionId } from './ids.ts'
import { readDecision } from './read-log.ts'

/**
 * The maker says that an entry which a loggist wrote is what they decided, or that it is not. The entry stays as it is.
 * @param id - of the entry
 * @param said - the word; why, where they object
 * @throws not-found: it is not theirs, or not here; conflict `said-already`; invalid with `why`
 */
export async function sayOfDecision(
  scope: MemberScope,
  id: DecisionId,
  said: { word: 'confirmed' } | { word: 'objected'; why: string },
): Promise<void> {
  if (said.word === 'objected' && said.why.trim() === '')
    throw invalid({ why: 'Say what is not as you decided it' })
  const { done } = await scope.tx.one<{ done: boolean | null }>(
    'select operations.word_on_decision($1, $2, $3) as done',
    [id, said.word, said.word === 'objected' ? said.why : null],
  )
  if (done === null) throw notFound()
  if (!done)
    throw conflict('said-already', 'You have said this already. Enter another decision that corrects it.')
  scope.record({ kind: 'alteration', subject: { kind: 'decision', id }, detail: { word: said.word } })
  scope.wake([scope.actor.agencyId], SCHEMA)
}

/**
 * Notes that this person has read an entry that all must read. A second time changes nothing.
 * @param id - of the entry
 * @throws not-found
 */
export async function acknowledgeDecision(scope: MemberScope, id: DecisionId): Promise<void> {
  const { done } = await scope.tx.one<{ done: boolean | null }>(
    'select operations.acknowledge_decision($1) as done',
    [id],
  )
  if (done === null) {
    // It is there, and nobody has to read it.
    await readDecision(scope, id)
    return
  }
  if (done) {
    scope.record({ kind: 'alteration', subject: { kind: 'decision', id }, detail: { read: true } })
    scope.wake([scope.actor.agencyId], SCHEMA)
  }
}
