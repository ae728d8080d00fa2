/** Sign-ins that were refused, in words, for the administrator who can help. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { MAIN } from '../../platform/identity/provider-settings.ts'
import { reasonOf, refusalWords } from '../../platform/identity/refusals.ts'
import type { PersonId } from '../../wire/ids.ts'

export type RefusedSignIn = {
  at: Date
  /** how many of the same came before it without an event of their own */
  more: number
  /** whose account it was, where that is known */
  personId: PersonId | null
  person: string | null
  email: string | null
  /** false: what was wrong with a sign-in service concerns everybody who uses it */
  ofTheAgency: boolean
  /** which service that was, where the node has several; null: its only one */
  service: string | null
  whatWasWrong: string
  whatToDo: string
  /** by which the person's page and the node's log say the same */
  reference: string | null
}

type Row = {
  id: string
  at: Date
  detail: Record<string, unknown>
  personId: PersonId | null
  person: string | null
  email: string | null
  ofTheAgency: boolean
}

const ON_A_PAGE = 50

/**
 * Lists refused sign-ins of the viewer's agency, newest first.
 * @param page - from 1
 * @returns the page, and whether another one follows
 */
export async function listRefusedSignIns(
  scope: MemberScope,
  page: number,
): Promise<{ refused: RefusedSignIn[]; more: boolean }> {
  const rows = await scope.tx.many<Row>(
    `select r.id, r.at, r.detail, r.person_id as "personId", p.name as person, p.email,
            r.of_the_agency as "ofTheAgency"
     from identity.refused_sign_ins($1, $2) r left join identity.person p on p.id = r.person_id
     order by r.id desc`,
    [(page - 1) * ON_A_PAGE, ON_A_PAGE + 1],
  )
  const shown = rows.slice(0, ON_A_PAGE)
  return {
    refused: shown.map(({ at, detail, personId, person, email, ofTheAgency }) => {
      const reason = reasonOf(detail['reason'])
      const { more, reference, provider } = detail
      return {
        ...{ at, personId, person, email, ofTheAgency },
        service: typeof provider === 'string' && provider !== MAIN ? provider : null,
        more: typeof more === 'number' ? more : 0,
        reference: typeof reference === 'string' ? reference : null,
        whatWasWrong: reason === null ? 'The sign-in was refused' : refusalWords[reason].whatWasWrong,
        whatToDo: reason === null ? 'Ask the operator of this node.' : refusalWords[reason].whatToDo,
      }
    }),
    more: rows.length > ON_A_PAGE,
  }
}
