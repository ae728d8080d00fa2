/** Why two subjects are related: the reports in sight of which one item names both. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type {
  Classification,
  IntelligenceAssessment,
  SourceEvaluation,
  StatementBasis,
} from '../../../wire/codes.ts'
import type { RecordId, SubjectId } from '../../../wire/ids.ts'
import { readersOf } from '../subjects/mentions-in-sight.ts'

export type NamedTogether = {
  record: RecordId
  item: number
  /** the two as this report's own subjects: of what was joined there may be several */
  one: SubjectId
  other: SubjectId
  oneWritten: string[]
  otherWritten: string[]
  /** the report says that the one belongs to the other, or the other way round */
  belongs: 'one to other' | 'other to one' | null
  reference: string
  title: string
  classification: Classification
  agency: string
  own: boolean
  saidAt: Date
  sourceEvaluation: SourceEvaluation
  intelligenceAssessment: IntelligenceAssessment
  basis: StatementBasis
}

/** So many are laid before a reader. */
const MOST_REPORTS = 100

/**
 * Reads them.
 * @param ones - subjects that count as the one
 * @param others - subjects that count as the other
 * @returns newest first
 */
export async function namedTogether(
  scope: MemberScope,
  ones: readonly SubjectId[],
  others: readonly SubjectId[],
): Promise<NamedTogether[]> {
  return await scope.tx.many<NamedTogether>(
    `select x.record_id as record, x.item, x.subject_id as one, y.subject_id as other, m.written as "oneWritten",
            n.written as "otherWritten",
            case when m.belongs_to = n.number then 'one to other' when n.belongs_to = m.number then 'other to one' end as belongs,
            r.reference, r.title, r.classification, a.name as agency, r.agency_id = identity.viewer_agency() as own,
            m.said_at as "saidAt", m.source_evaluation as "sourceEvaluation",
            m.intelligence_assessment as "intelligenceAssessment", m.basis
     from networks.reach x
     join networks.reach y on y.record_id = x.record_id and y.item = x.item and y.subject_id = any ($2::uuid[])
     join networks.mention m on m.record_id = x.record_id and m.number = x.number
     join networks.mention n on n.record_id = y.record_id and n.number = y.number
     join access.record r on r.id = x.record_id
     join identity.agency a on a.id = r.agency_id
     where x.subject_id = any ($1::uuid[]) and x.reader = any ($3)
     order by x.said_at desc, x.record_id, x.item limit $4`,
    [ones, others, readersOf(scope), MOST_REPORTS],
  )
}
