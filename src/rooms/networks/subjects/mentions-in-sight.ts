/** What reports in full sight say of a subject, each with its item's grading and its report. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { pageOf, readCursor, ROWS_OF_A_PAGE, writeCursor } from '../../../platform/http/list-cursor.ts'
import type {
  Classification,
  IntelligenceAssessment,
  PersonCategory,
  SourceEvaluation,
  StatementBasis,
} from '../../../wire/codes.ts'
import type { RecordId, SubjectId } from '../../../wire/ids.ts'

export type Mention = {
  subject: SubjectId
  record: RecordId
  number: number
  item: number
  /** a value, or names, as they were written */
  written: string[]
  born: string | null
  category: PersonCategory | null
  country: string | null
  note: string | null
  /** whose it is, as the same report writes them; only in sight */
  belongsTo: string[] | null
  sourceEvaluation: SourceEvaluation
  intelligenceAssessment: IntelligenceAssessment
  basis: StatementBasis
  /** the report's own date */
  saidAt: Date
  own: boolean
  agency: string
  reference: string
  title: string
  classification: Classification
}

/** Of a subject that very many reports name, the newest of these are laid side by side. */
export const MOST_STATEMENTS = 500

/**
 * Reads mentions of some subjects, own reports first, then the newest first: one page of them.
 * @param ids - of subjects that count as one
 * @param cursor - where the page before ended
 * @returns fifty at a time; the cursor of the next page, null on the last
 * @throws invalid when the cursor is none
 */
export async function mentionsPage(
  scope: MemberScope,
  ids: readonly SubjectId[],
  cursor: string | undefined,
): Promise<{ rows: Mention[]; cursor: string | null }> {
  const after = readCursor(cursor)
  const rows = await scope.tx.many<Mention>(`${SELECT} from networks.mentions_of($1::uuid[], $2, $3, $4)`, [
    ids,
    after?.at ?? null,
    after?.id ?? null,
    ROWS_OF_A_PAGE + 1,
  ])
  return pageOf(rows, ({ saidAt, record }) => writeCursor(saidAt, record))
}

/**
 * Reads the newest mentions of some subjects, as many as are laid side by side.
 * @param ids - of subjects that count as one
 * @returns newest first
 */
export async function newestMentions(scope: MemberScope, ids: readonly SubjectId[]): Promise<Mention[]> {
  return await scope.tx.many<Mention>(`${SELECT} from networks.mentions_of($1::uuid[], null, null, $2)`, [
    ids,
    MOST_STATEMENTS,
  ])
}

/**
 * Says for whom rows of reach are read: the index finds these alone, and the policy decides about each.
 * @returns numbers: all partners, and the viewer's agency
 */
export const readersOf = (scope: MemberScope): number[] => [0, scope.actor.agencyId]

const SELECT = `
  select subject_id as subject, record_id as record, number, item, written, born, category, country, note,
         belongs_to as "belongsTo", source_evaluation as "sourceEvaluation",
         intelligence_assessment as "intelligenceAssessment", basis, said_at as "saidAt", own, agency, reference, title,
         classification`
