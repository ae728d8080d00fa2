/** How requests to systems of record serve the rights of data subjects: which of them speak of somebody, by their numbers. */
import { sentenceList } from '../../design/words.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SubjectRights } from '../../platform/rooms/accountability.ts'

/** So many are named at most. */
const MOST = 100

/** A request is no record, so it is no item of what was found: whoever sees it reads it where it stands. */
async function spokenOf(scope: MemberScope, request: string): Promise<string | null> {
  const found = await scope.tx.many<{ number: number }>(
    'select n as number from system_requests.requests_of_subject($1, $2) n',
    [request, MOST + 1],
  )
  if (found.length === 0) return null
  const numbers = found.slice(0, MOST).map(({ number }) => String(number))
  const which =
    numbers.length === 1
      ? `Request ${numbers[0] ?? ''} to a system of record speaks`
      : `Requests ${sentenceList(numbers)} to systems of record speak`
  const more = found.length > MOST ? ' There are more: add an identifier or a fuller name.' : ''
  return `${which} of them. They are not among the records below. Whoever made them reads them, and says what is given.${more}`
}

export const subjectRights: SubjectRights = { spokenOf }
