/**
 * A victim, a witness or a child stays with the agency, and the text goes out whole. Whoever files or releases it
 * says that they have read it for that; a machine cannot.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Draft } from './drafts.ts'
import type { Report } from './report.ts'
import { splitSubjects } from './withheld.ts'

/** Does the text describe somebody who is withheld? */
export type DescribesWithheld = 'yes' | 'no'

export const SAY_WHETHER_DESCRIBED = 'Say whether the text describes somebody who stays with your agency'
const TAKE_IT_OUT = 'This version goes to partners. First take out of the text what describes them'

/**
 * Asks for the answer whether a text describes somebody who is withheld, and looks at it.
 * @param draft - what is about to be filed
 * @param report - what the draft says, checked
 * @param described - the answer of who files it; undefined where none was given
 * @returns what is missing or wrong, or null. A text that describes somebody may be filed, because filing shares
 *   nothing; not as a version that partners read at once
 */
export async function faultOfDescription(
  scope: MemberScope,
  draft: Draft,
  report: Report,
  described: DescribesWithheld | undefined,
): Promise<string | null> {
  const before =
    draft.nextVersionOf === null
      ? null
      : await scope.tx.maybe<{ status: string; filedOn: string }>(
          `select access.stage_of(r) as status, (filed_at at time zone 'UTC')::date::text as "filedOn"
           from access.record r where id = $1`,
          [draft.nextVersionOf],
        )
  // Who was a child when it was filed stays withheld.
  const { withheld } = splitSubjects(report, before?.filedOn ?? scope.now.toISOString().slice(0, 10))
  if (withheld.length === 0) return null
  if (described === undefined) return SAY_WHETHER_DESCRIBED
  const goesOut = draft.derivationOf !== null || before?.status === 'disseminated'
  return described === 'yes' && goesOut ? TAKE_IT_OUT : null
}
