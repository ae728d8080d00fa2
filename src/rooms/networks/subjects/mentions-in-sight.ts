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
  const rows = await scope.tx.many<Mention>(
    `${HEAD}
     cross join lateral (
       select h.record_id, h.number from networks.reach h
       where h.subject_id = wanted.id and h.reader = any ($2)
         and ($3::timestamptz is null or h.said_at <= $3 and (h.said_at, h.record_id) < ($3, $4::uuid))
       order by h.said_at desc, h.record_id desc, h.number limit $5) h
     ${TAIL}
     order by m.said_at desc, m.record_id desc, m.number limit $5`,
    [ids, readersOf(scope), after?.at ?? null, after?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageOf(rows, ({ saidAt, record }) => writeCursor(saidAt, record))
}

/**
 * Reads the newest mentions of some subjects, as many as are laid side by side.
 * @param ids - of subjects that count as one
 * @returns newest first
 */
export async function newestMentions(scope: MemberScope, ids: readonly SubjectId[]): Promise<Mention[]> {
  return await scope.tx.many<Mention>(
    `${HEAD}
     cross join lateral (
       select h.record_id, h.number from networks.reach h
       where h.subject_id = wanted.id and h.reader = any ($2)
       order by h.said_at desc, h.record_id desc, h.number limit $3) h
     ${TAIL}
     order by m.said_at desc, m.record_id desc, m.number limit $3`,
    [ids, readersOf(scope), MOST_STATEMENTS],
  )
}

/**
 * Says for whom rows of reach are read: the index finds these alone, and the policy decides about each.
 * @returns numbers: all partners, and the viewer's agency
 */
export const readersOf = (scope: MemberScope): number[] => [0, scope.actor.agencyId]

const HEAD = `
  select m.subject_id as subject, m.record_id as record, m.number, m.item, m.written, m.born, m.category, m.country, m.note,
         (select p.written from networks.mention p
          where p.record_id = m.record_id and p.number = m.belongs_to) as "belongsTo",
         m.source_evaluation as "sourceEvaluation", m.intelligence_assessment as "intelligenceAssessment", m.basis,
         m.said_at as "saidAt", m.agency_id = identity.viewer_agency() as own, a.name as agency, r.reference, r.title,
         r.classification
  from unnest($1::uuid[]) as wanted (id)`

const TAIL = `
  join networks.mention m on m.record_id = h.record_id and m.number = h.number
  join access.record r on r.id = m.record_id
  join identity.agency a on a.id = m.agency_id`
