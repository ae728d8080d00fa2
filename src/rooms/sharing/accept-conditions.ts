/** A reader accepts the conditions of handling code C. */
import { createHash } from 'node:crypto'
import { conflict, notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RecordKind } from '../../platform/rooms/record-kind.ts'
import type { ActionCode, Handling, SanitisationCode } from '../../wire/codes.ts'
import type { AgencyId, RecordId } from '../../wire/ids.ts'

/** Everything that a reader binds themself to. */
export type Asked = {
  version: number
  handling: Handling
  conditions: string | null
  actionCode: ActionCode | null
  sanitisationCode: SanitisationCode | null
}

/**
 * Makes a digest of what a page shows before its button: another one when a word or a code of it is another.
 * @param asked - what the reader binds themself to
 * @returns the digest in base64url
 */
export function digestOfConditions(asked: Asked): string {
  const { version, handling, conditions, actionCode, sanitisationCode } = asked
  return createHash('sha256')
    .update(JSON.stringify([version, handling, conditions, actionCode, sanitisationCode]))
    .digest('base64url')
}

/** What the reader had before them: the digest of a page, or the version that a program was answered. */
export type Seen = { digest: string } | { version: number }

/**
 * Accepts, for this person alone, the conditions of the record's current version; from then on they
 * read it. Doing it twice changes nothing.
 * @param kind - of the record
 * @param id - of the record
 * @param seen - what was shown; without it the conditions are accepted as they stand
 * @throws not-found unless the record is within sight; conflict `no-conditions` for an own record or one under P,
 *   `changed-meanwhile` when it asks for something else than was shown, and nothing is accepted
 */
export async function acceptConditions(
  scope: MemberScope,
  kind: RecordKind,
  id: RecordId,
  seen?: Seen,
): Promise<void> {
  const record = await scope.tx.maybe<Asked & { agencyId: AgencyId }>(
    `select agency_id as "agencyId", version, handling, conditions, action_code as "actionCode",
            sanitisation_code as "sanitisationCode"
     from access.record where id = $1 and kind = $2`,
    [id, kind.kind],
  )
  if (!record) throw notFound()
  if (record.agencyId === scope.actor.agencyId || record.handling === 'P')
    throw conflict(
      'no-conditions',
      `There are no conditions to accept: you can read this ${kind.words.one} as it is.`,
    )
  if (seen !== undefined && !wasShown(seen, record)) throw changedMeanwhile(kind)
  // Of the version that was compared: a newer one that came in since is not accepted unseen.
  const accepted = await scope.tx.run(
    `insert into access.acceptance (record_id, version, person_id, agency_id, at)
     select r.id, r.version, $3, $4, $5 from access.record r where r.id = $1 and r.version = $2
     on conflict do nothing`,
    [id, record.version, scope.actor.personId, scope.actor.agencyId, scope.now],
  )
  if (accepted === 0) {
    const before = await scope.tx.maybe(
      `select from access.acceptance where record_id = $1 and version = $2 and person_id = $3`,
      [id, record.version, scope.actor.personId],
    )
    if (!before) throw changedMeanwhile(kind)
    return
  }
  scope.record({
    kind: 'consultation',
    subject: { kind: kind.kind, id },
    recipients: [record.agencyId],
    detail: { accepted: true, version: record.version },
  })
  scope.wake([scope.actor.agencyId, record.agencyId])
}

function wasShown(seen: Seen, record: Asked): boolean {
  return 'digest' in seen ? seen.digest === digestOfConditions(record) : seen.version === record.version
}

const changedMeanwhile = ({ words }: RecordKind) =>
  conflict(
    'changed-meanwhile',
    `The owner has changed this ${words.one} meanwhile. Read the conditions again before you accept them.`,
  )
