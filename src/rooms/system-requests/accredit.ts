/** Who may make requests in a system themselves, by the word of an administrator, and until when. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { invalid, SeamarkError } from '../../platform/errors.ts'
import { newId } from '../../platform/identifiers.ts'
import type { AccreditationId } from './ids.ts'
import { doThis } from './refusals.ts'

export type Accredited = {
  id: AccreditationId
  system: string
  systemName: string
  person: string
  until: string
  /** its last day has passed, or the account may not be used */
  over: boolean
}

/**
 * Accredits a colleague.
 * @param said - the system's code, the colleague's address, the last day as YYYY-MM-DD
 * @throws not-found for everybody but an administrator; invalid with `person` or `until_on`; conflict `said-already`
 */
export async function accredit(
  scope: MemberScope,
  said: { system: string; person: string; until_on: string },
): Promise<AccreditationId> {
  const id = newId<AccreditationId>()
  await doThis(scope, 'select system_requests.accredit($1, $2, $3, $4) as done', [
    ...[id, said.system, said.person, said.until_on],
  ]).catch((fault: unknown) => {
    if (fault instanceof SeamarkError && fault.fields?.['authoriser'] !== undefined)
      throw invalid({ person: 'Enter the address of somebody of your own agency who can sign in' })
    throw fault
  })
  scope.record({
    kind: 'administration',
    subject: { kind: 'accreditation', id },
    detail: { system: said.system },
  })
  return id
}

/** Ends an accreditation. @throws not-found */
export async function endAccreditation(scope: MemberScope, id: AccreditationId): Promise<void> {
  await doThis(scope, 'select system_requests.end_accreditation($1) as done', [id])
  scope.record({ kind: 'administration', subject: { kind: 'accreditation', id }, detail: { ended: true } })
}

/** Lists who of the own agency is accredited, 200 at most. */
export const listAccredited = (scope: MemberScope): Promise<Accredited[]> =>
  scope.tx.many<Accredited>(
    `select a.id, a.system, s.name as "systemName", coalesce(identity.person_label(a.person_id), 'Somebody') as person,
            a.until_on::text as until, a.until_on < (now() at time zone 'Europe/London')::date as over
     from system_requests.accreditation a join system_requests.system s on s.code = a.system
     where a.ended_at is null and a.agency_id = identity.viewer_agency() order by s.name, a.until_on, a.id limit 200`,
  )
