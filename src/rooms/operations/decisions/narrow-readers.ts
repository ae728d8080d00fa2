/** Who reads a narrower log: proposed by whoever opened it, agreed to by another reader, taken out again. */
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { PersonId } from '../../../wire/ids.ts'
import type { LogId, NarrowReaderId } from './ids.ts'

export type NarrowReader = { personId: PersonId; label: string; agency: string; opened: boolean }

/**
 * Lists who is named in a narrower log.
 * @param log - that the viewer reads
 * @returns whoever opened it first
 */
export const narrowReaders = (scope: MemberScope, log: LogId): Promise<NarrowReader[]> =>
  scope.tx.many<NarrowReader>(
    `select person_id as "personId", coalesce(label, 'Somebody') as label, agency, opened from operations.readers_of_log($1)`,
    [log],
  )

export type ProposedReader = {
  id: NarrowReaderId
  label: string
  proposedAt: Date
  /** the viewer proposed it: another reader answers */
  own: boolean
}

/** Lists who is proposed for a narrower log. @param log - that the viewer reads */
export const proposedReaders = (scope: MemberScope, log: LogId): Promise<ProposedReader[]> =>
  scope.tx.many<ProposedReader>(
    `select id, coalesce(identity.person_label(person_id), 'Somebody') as label, proposed_at as "proposedAt",
            proposed_by = identity.viewer_person() as own
     from operations.narrow_reader where log_id = $1 and state = 'proposed' order by proposed_at, id limit 200`,
    [log],
  )

/**
 * Proposes a reader. Whoever opened the log does.
 * @param person - who is in the operation
 * @throws not-found; invalid `person`
 */
export async function proposeReader(scope: MemberScope, log: LogId, person: PersonId): Promise<void> {
  const { done } = await scope.tx.one<{ done: 'done' | 'reads' | 'outside' | null }>(
    'select operations.propose_reader($1, $2, $3) as done',
    [newId<NarrowReaderId>(), log, person],
  )
  if (done === null) throw notFound()
  if (done === 'reads') throw invalid({ person: 'They read this log already, or are proposed for it' })
  if (done === 'outside') throw invalid({ person: 'Choose somebody who is in the operation' })
  noteChange(scope, log, { reader: 'proposed' })
}

/**
 * Another reader agrees that somebody reads the log, or declines.
 * @param log - the log to which the proposal belongs
 * @throws not-found; conflict `another-person` where the viewer proposed it, `not-in-operation`
 */
export async function answerReader(
  scope: MemberScope,
  log: LogId,
  proposal: NarrowReaderId,
  agrees: boolean,
): Promise<void> {
  const { done } = await scope.tx.one<{ done: 'done' | 'own' | 'outside' | null }>(
    `select operations.answer_reader(n.id, $3) as done
     from (select $1::uuid as id) w left join operations.narrow_reader n on n.id = w.id and n.log_id = $2`,
    [proposal, log, agrees],
  )
  if (done === null) throw notFound()
  if (done === 'own')
    throw conflict('another-person', 'You proposed this. Another reader of the log answers.')
  if (done === 'outside')
    throw conflict('not-in-operation', 'They are not in the operation any more. Decline it.')
  noteChange(scope, log, { reader: agrees ? 'agreed' : 'declined' })
}

/**
 * Takes a reader out of the log: whoever opened it does, or the reader themself.
 * @throws not-found, also of whoever opened it, who stays
 */
export async function removeReader(scope: MemberScope, log: LogId, person: PersonId): Promise<void> {
  const { done } = await scope.tx.one<{ done: boolean }>('select operations.remove_reader($1, $2) as done', [
    log,
    person,
  ])
  if (!done) throw notFound()
  noteChange(scope, log, { reader: 'removed' })
}

/** The event names the log and nobody: who was named stands in the operation alone. */
function noteChange(scope: MemberScope, log: LogId, detail: { reader: string }): void {
  scope.record({ kind: 'administration', subject: { kind: 'decision-log', id: log }, detail })
  scope.wake([scope.actor.agencyId])
}
