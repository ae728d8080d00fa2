/** What this room tells whoever answers a data subject: its reports are sealed, and no search of the program opens them. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { may } from '../../platform/identity/roles.ts'
import type { SubjectRights } from '../../platform/rooms/accountability.ts'
import { plural } from '../../design/words.ts'

/** Counted for whoever works at the desk; anybody else learns of no public report. */
async function unsearched(scope: MemberScope): Promise<string | null> {
  if (!may(scope.actor.roles, 'triages')) return null
  const { kept } = await scope.tx.one<{ kept: number }>(
    `select count(*)::integer as kept from reporting.public_report where agency_id = $1 and destroyed_at is null`,
    [scope.actor.agencyId],
  )
  if (kept === 0) return null
  const are = kept === 1 ? 'is' : 'are'
  return `${plural(kept, 'report')} of the public ${are} sealed to the desk’s key. No search opens them: look through those that may be about this person at the desk, with the key.`
}

export const subjectRights: SubjectRights = { unsearched }
