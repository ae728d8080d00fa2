/** Links a disruption with what shows how it was before and after, and takes such a link back. */
import { invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId, readReference } from '../../platform/identifiers.ts'
import { mustBeOneWho } from '../../platform/identity/wrong-role.ts'
import type { RecordId } from '../../wire/ids.ts'
import { LONGEST, type Evidence } from './disruption.ts'
import { partiesOf } from './disruption-store.ts'
import type { EvidenceId } from './ids.ts'
import { mustBeDone } from './refusals.ts'

/**
 * Adds what shows how it was. Whoever reads the disruption sees of it what they may know of.
 * @param id - of a disruption that this person's agency drafts or claims
 * @param typed - checked by evidenceSchema
 * @throws forbidden `wrong-role`, `not-a-claimant`; not-found; conflict `is-closed`, `too-many`; invalid with `reference`,
 *   which absent and hidden share
 */
export async function addEvidence(scope: MemberScope, id: RecordId, typed: Evidence): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const said = { side: typed.side, kind: typed.kind, ...(await whatIsMeant(scope, typed)) }
  const { answer } = await scope.tx.one<{ answer: string | null }>(
    'select disruptions.add_evidence($1, $2, $3) as answer',
    [id, newId(), said],
  )
  mustBeDone(answer)
  await say(scope, id, true)
}

/**
 * Takes a link back that this person's agency made. What it led to stays as it is.
 * @param id - of the disruption
 * @param evidence - of the link
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`, `last-one`
 */
export async function takeEvidence(scope: MemberScope, id: RecordId, evidence: EvidenceId): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const { answer } = await scope.tx.one<{ answer: string | null }>(
    'select disruptions.take_evidence($1, $2) as answer',
    [id, evidence],
  )
  mustBeDone(answer)
  await say(scope, id, false)
}

async function say(scope: MemberScope, id: RecordId, evidence: boolean): Promise<void> {
  scope.record({ kind: 'alteration', subject: { kind: 'disruption', id }, detail: { evidence } })
  scope.wake([...new Set([scope.actor.agencyId, ...(await partiesOf(scope, id))])])
}

/** An id that nothing has: what is not found is refused where what is hidden is. */
const NOTHING = '00000000-0000-0000-0000-000000000000'

async function whatIsMeant(
  scope: MemberScope,
  { kind, reference }: Evidence,
): Promise<{ record: string } | { entry: string } | { exhibit: string }> {
  if (kind === 'exhibit') {
    if (reference.length > LONGEST.exhibit)
      throw invalid({ reference: `Must be ${String(LONGEST.exhibit)} characters or fewer` })
    return { exhibit: reference }
  }
  if (kind === 'report') {
    const found = await scope.tx.maybe<{ id: string }>(
      `select id from access.record
       where kind = 'report' and status = 'disseminated'
         and (reference = $1 or agency_id = $2 and agency_reference = $3)
       order by reference = $1 desc limit 1`,
      [readReference(reference) ?? reference, scope.actor.agencyId, reference],
    )
    return { record: found?.id ?? NOTHING }
  }
  const match = /^(.{1,80}?)[ ,]+(?:no\.? ?)?([1-9]\d{0,6})$/i.exec(reference)
  if (!match)
    throw invalid({ reference: 'Enter the codename of the operation and the number, like Lantern 12' })
  const { id } = await scope.tx.one<{ id: string | null }>(
    'select operations.entry_named($1, $2, $3) as id',
    [kind, match[1]?.trim() ?? '', Number(match[2])],
  )
  return { entry: id ?? NOTHING }
}
