/** How reports serve the rights of data subjects: where one may stand, and what a report says, in parts. */
import { eventWords } from '../../design/event-words.ts'
import { personCategory, subjectKind } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { FoundOnSubject, PartOfRecord, SubjectRights } from '../../platform/rooms/accountability.ts'
import { readReport, type ReportView } from './read-report.ts'

/** Withheld subjects, drafts and restricted reports too: a right does not end where a search does. */
async function find(scope: MemberScope, request: string, most: number): Promise<FoundOnSubject[]> {
  return await scope.tx.many<FoundOnSubject>(
    `select record_id as id, found_in as "foundIn", categories, born
     from intelligence.reports_of_subject($1, $2)`,
    [request, most],
  )
}

async function read(
  scope: MemberScope,
  id: RecordId,
  version?: number,
): Promise<{ version: number; parts: PartOfRecord[] }> {
  const view = await readReport(scope, id, version === undefined ? {} : { version })
  if (!view.own) throw notFound()
  return { version: view.version, parts: partsOf(view) }
}

/**
 * Takes a report apart into what an answer gives or leaves out whole.
 * @param view - as its owner sees it
 * @returns title, items and subjects, each with the name by which the request keeps its decision
 */
export const partsOf = (view: Pick<ReportView, 'title' | 'items' | 'subjects'>): PartOfRecord[] => [
  { part: 'title-1', words: 'Title', text: view.title },
  ...view.items.map(({ text, events = [] }, index) => ({
    part: `item-${String(index + 1)}`,
    words: `Item ${String(index + 1)}`,
    text: [text, ...events.map(eventWords)].join('\n'),
  })),
  ...view.subjects.map((subject) => ({
    part: `subject-${String(subject.number)}`,
    words: subject.kind === 'person' ? 'What is said of a person' : 'What is said of a thing',
    text: wordsOf(subject),
  })),
]

function wordsOf(subject: ReportView['subjects'][number]): string {
  const said =
    subject.kind === 'person'
      ? [
          `Named as: ${subject.names.join('; ')}`,
          ...(subject.born === undefined ? [] : [`Born: ${subject.born}`]),
          `Category: ${personCategory[subject.category]}`,
        ]
      : [`${subjectKind[subject.kind]}: ${subject.value}`]
  return [...said, ...(subject.note === undefined ? [] : [`Note: ${subject.note}`])].join('\n')
}

export const subjectRights: SubjectRights = { find, kind: 'report', read }
