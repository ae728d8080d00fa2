/** Says that a version of a record was wrong. Whoever received the record is told. */
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { RecordKind } from '../../../platform/rooms/record-kind.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { checkWords } from '../reviews/check-words.ts'

export type CorrectionRow = {
  wrongVersion: number
  rightVersion: number | null
  reason: string
  at: Date
  who: string
}

/**
 * Says that a version was wrong, once of each. The version that stands puts it right; of a recalled record none does,
 * and those who had it are told all the same.
 * @param kind - of the record
 * @param id - of the record
 * @param wrong - number of the version
 * @param reason - what was wrong; partners read it, unless the kind has it say less (`toldOfRecall`)
 * @returns how many agencies were told
 * @throws forbidden `wrong-role`; not-found unless it is an own record in sight; conflict `said-already`; invalid with
 *   `wrong_version` or `reason`
 */
export async function correctRecord(
  scope: MemberScope,
  kind: RecordKind,
  id: RecordId,
  wrong: number,
  reason: string,
): Promise<number> {
  mustBeOneWho(scope, 'decides')
  const record = await scope.tx.maybe<{ version: number; status: string }>(
    `select version, status from access.record
     where id = $1 and agency_id = $2 and kind = $3 and status <> 'draft' for update`,
    [id, scope.actor.agencyId, kind.kind],
  )
  if (!record) throw notFound()
  const text = checkWords('reason', reason)
  if (wrong < 1 || wrong > record.version)
    throw invalid({ wrong_version: 'Choose the version that was wrong' })
  if (wrong === record.version && record.status === 'disseminated')
    throw invalid({ wrong_version: 'This version stands. File a new one first, or recall the record' })
  if ((await correctionsOf(scope, id)).some(({ wrongVersion }) => wrongVersion === wrong))
    throw conflict('said-already', 'Somebody has said already that this version was wrong.')
  const told = (await kind.toldOfRecall?.(scope, id, text)) ?? text
  const { agencies } = await scope.tx.one<{ agencies: number[] | null }>(
    'select access.correct_record($1, $2, $3, $4) as agencies',
    [newId(), id, wrong, told],
  )
  if (agencies === null) throw notFound()
  scope.record({
    kind: 'alteration',
    subject: { kind: kind.kind, id },
    recipients: agencies,
    detail: { wrong, version: record.version },
  })
  scope.wake([scope.actor.agencyId, ...agencies])
  return agencies.length
}

/**
 * Lists what was said of versions that were wrong.
 * @param id - of the record
 * @returns by version; none for a record that this person does not keep
 */
export async function correctionsOf(scope: MemberScope, id: string): Promise<CorrectionRow[]> {
  return await scope.tx.many<CorrectionRow>(
    `select wrong_version as "wrongVersion", right_version as "rightVersion", reason, at,
            identity.person_label(person_id) as who
     from access.correction where record_id = $1 order by wrong_version limit 200`,
    [id],
  )
}
