/**
 * Words of the field that were not seen at their source: they are the operator's to put right, and the database writes each
 * change into every agency's ledger. Officers read them as they stand; how far they were checked, the operator reads.
 */
import { invalid } from '../../../platform/errors.ts'
import type { Scope, ServiceActor } from '../../../platform/database/scope.ts'
import { soundWords } from '../../../platform/operator-terms.ts'
import { groupGrade, type GroupGrade } from '../../../wire/codes.ts'

/** Words by what they stand for. */
export type GroupTerms = {
  /** whoever leads what is done about a group */
  lead: string
  /** what the grade of an assessment is called */
  grade: string
  grades: Record<GroupGrade, string>
  /** a result of the field's own model, made elsewhere */
  morile: string
}

export type GroupTerm = { code: string; words: string; checked: string; since: Date | null }

/**
 * Reads every term, as the operator sees it.
 * @returns by code
 */
export const listTerms = (scope: Pick<Scope, 'tx'>): Promise<GroupTerm[]> =>
  scope.tx.many<GroupTerm>('select code, words, checked, since from networks.group_term order by code')

/**
 * Reads the words for a page.
 * @returns them by what they stand for
 */
export async function groupTerms(scope: Pick<Scope, 'tx'>): Promise<GroupTerms> {
  const words = new Map((await listTerms(scope)).map((one) => [one.code, one.words]))
  const of = (code: string) => words.get(code) ?? code
  const grades = Object.fromEntries(groupGrade.map((one) => [one, of(`grade-${one}`)] as const))
  return {
    lead: of('lead'),
    grade: of('grade'),
    grades: grades as Record<GroupGrade, string>,
    morile: of('morile'),
  }
}

/**
 * Puts a term right, for all agencies of the node.
 * @param scope of the operator: as anybody else the database changes nothing
 * @param code - of the term
 * @param words - from now on
 * @returns false when it stands so already
 * @throws invalid with `code` or `words`
 */
export async function changeTerm(scope: Scope<ServiceActor>, code: string, words: string): Promise<boolean> {
  const wanted = soundWords(words)
  const before = await scope.tx.maybe<{ words: string }>(
    'select words from networks.group_term where code = $1',
    [code],
  )
  if (!before) throw invalid({ code: 'There is no such term' })
  if (before.words === wanted) return false
  await scope.tx.run('update networks.group_term set words = $2 where code = $1', [code, wanted])
  return true
}
