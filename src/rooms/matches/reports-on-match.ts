/** Our own reports in a match, with the words in which each names the value. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type {
  Classification,
  Handling,
  IntelligenceAssessment,
  SourceEvaluation,
  StatementBasis,
  SubjectKind,
} from '../../wire/codes.ts'
import { keysHeld } from '../../library/identifiers/index.ts'
import type { MatchId, RecordId } from '../../wire/ids.ts'

export type OwnReport = {
  id: RecordId
  reference: string
  agencyReference: string | null
  title: string
  classification: Classification
  handling: Handling
  status: 'submitted' | 'disseminated' | 'withdrawn'
  filedAt: Date
  /** false: it held the value when somebody acted on the match, and does no more */
  held: boolean
  /** its owner lets partners discover it */
  discoverable: boolean
  /** a record that our agency keeps in its own system; its reference is the handle that we call it by */
  sealed: boolean
  /** what an operation of ours works on: read by those who are in it alone */
  interest: boolean
  /** it is kept in an operation */
  inOperation: boolean
  /** the value as this report writes it */
  written: string[]
  /** the items that name it */
  items: {
    text: string
    source: SourceEvaluation
    assessment: IntelligenceAssessment
    basis: StatementBasis
  }[]
}

/** More are told as a number: the list of matches and the search hold all of them. */
export const MOST_REPORTS = 20

/** As much of a stored report as is read here. */
type Document = {
  items?: {
    text: string
    source_evaluation: SourceEvaluation
    intelligence_assessment: IntelligenceAssessment
    basis: StatementBasis
  }[]
  subjects?: { kind: SubjectKind; value?: string; country?: string; names?: string[]; item: number }[]
}

/** What is looked for in a report: an identifier by its key, a person by the ways in which we write them. */
export type Sought = { kind: SubjectKind; key: string; names?: readonly string[] }

type Row = Omit<OwnReport, 'written' | 'items'> & { document: Document | null }

/**
 * Lists our own records on matches.
 * @param matchIds - matches of one line: whatever connects, it is the same value or person of ours
 * @param sought - the value or the names to be found in the reports' text
 * @returns those that the viewer may read, newest first, at most MOST_REPORTS
 */
export async function reportsOnMatches(
  scope: MemberScope,
  matchIds: readonly MatchId[],
  sought: Sought,
): Promise<OwnReport[]> {
  const rows = await scope.tx.many<Row>(
    `select r.id, r.reference, r.agency_reference as "agencyReference", r.title, r.classification, r.handling,
            r.status, r.filed_at as "filedAt", s.held, r.discoverable and r.compartment_id is null as discoverable, r.sealed,
            r.kind = 'interest' as interest,
            r.compartment_id is not null as "inOperation", v.document
     from (select s.record_id, bool_or(s.held) as held from deconfliction.match_side s
           where s.match_id = any ($1) group by s.record_id) s
     join deconfliction.side_record r on r.id = s.record_id
     left join intelligence.what_it_says v on v.report_id = r.id and v.version = r.version
     order by r.filed_at desc, r.id desc
     limit $2`,
    [matchIds, MOST_REPORTS],
  )
  return rows.map(({ document, ...report }) => ({ ...report, ...mentions(document, sought) }))
}

/**
 * Finds where a report names the value: its words, and the items they stand in.
 * @param document - of a report; null for a record without one
 * @param match - the value or the names that are sought
 * @returns as it is written, and the items by number, from 1
 */
export function mentions(document: Document | null, match: Sought): Pick<OwnReport, 'written' | 'items'> {
  const naming = (document?.subjects ?? []).filter(
    (subject) => subject.kind === match.kind && names(subject, match),
  )
  const numbers = new Set(naming.map((subject) => subject.item))
  return {
    written: [...new Set(naming.flatMap((subject) => subject.names ?? [subject.value ?? '']))],
    items: (document?.items ?? [])
      .filter((_, index) => numbers.has(index + 1))
      .map((item) => ({
        text: item.text,
        source: item.source_evaluation,
        assessment: item.intelligence_assessment,
        basis: item.basis,
      })),
  }
}

function names(subject: NonNullable<Document['subjects']>[number], match: Sought): boolean {
  // A person whom the partner keeps sealed is called by name and birth, as our report writes them.
  if (subject.kind === 'person')
    return (
      subject.names?.some(
        (name) =>
          match.names?.includes(name) === true ||
          match.key === name ||
          match.key.startsWith(`${name}, born `),
      ) === true
    )
  return (
    subject.value !== undefined &&
    keysHeld(subject.kind, subject.value, subject.country).some(({ key }) => key === match.key)
  )
}
