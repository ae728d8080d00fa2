/** A named person of a report's owner says what links two subjects that one item names, or that nothing does. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { LinkKind } from '../../../wire/codes.ts'
import type { RecordId, SubjectId } from '../../../wire/ids.ts'
import type { LinkId } from './links-of.ts'

/** The longest note of a link, in characters. The table says the same. */
export const LONGEST_NOTE = 500

export type LinkDecision = {
  record: RecordId
  item: number
  from: SubjectId
  to: SubjectId
  kind: LinkKind
  state: 'accepted' | 'refused'
  /** YYYY-MM-DD, as far as it is known */
  fromOn: string | null
  toOn: string | null
  note: string | null
}

/**
 * Decides about a link. The same link of the same item is decided anew: what was refused can be accepted later, and the
 * other way round.
 * @param decision - what, by which item of which own report
 * @returns the link's id
 * @throws forbidden `wrong-role`; invalid with `to_on` or `kind`; not-found where no item of an own report in sight names
 *   both
 */
export async function decideLink(scope: MemberScope, decision: LinkDecision): Promise<LinkId> {
  mustBeOneWho(scope, 'decides')
  const { record, item, from, to, kind, state, fromOn, toOn, note } = decision
  if (from === to) throw invalid({ kind: 'Nothing is linked with itself' })
  if (fromOn !== null && toOn !== null && fromOn > toOn)
    throw invalid({ to_on: 'It cannot end before it begins. Change one of the two dates' })
  const named = await scope.tx.maybe<{ version: number }>(
    `select r.version from access.record r
     where r.id = $1 and r.agency_id = $2 and networks.finds_together($1, $3, $4, $5)`,
    [record, scope.actor.agencyId, item, from, to],
  )
  if (!named) throw notFound()
  const { id } = await scope.tx.one<{ id: LinkId }>(
    `insert into networks.link (id, record_id, version, item, agency_id, from_id, to_id, kind, state, from_on, to_on, note,
       decided_by, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (record_id, item, from_id, to_id, kind) do update
       set state = excluded.state, version = excluded.version, from_on = excluded.from_on, to_on = excluded.to_on,
           note = excluded.note, decided_by = excluded.decided_by, decided_at = excluded.decided_at,
           revision = link.revision + 1
     returning id`,
    [
      newId<LinkId>(),
      record,
      named.version,
      item,
      scope.actor.agencyId,
      from,
      to,
      kind,
      state,
      fromOn,
      toOn,
      note,
      scope.actor.personId,
      scope.now,
    ],
  )
  scope.record({ kind: 'alteration', subject: { kind: 'link', id }, detail: { state } })
  return id
}
