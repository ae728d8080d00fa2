/** The SQL that writes reports. Set-based: a batch of an import costs as many statements as one report. */
import { personFolds } from '../../library/matchable/index.ts'
import type { Scope } from '../../platform/database/scope.ts'
import { keepEntries } from '../search/index.ts'
import type { Report } from './report.ts'
import type { Prepared } from './stored-report.ts'
import type { RecordId } from '../../wire/ids.ts'

export type NewEnvelope = {
  id: RecordId
  reference: string
  report: Report
  createdAt: Date
  needsEvaluation: boolean
}

/**
 * Takes from a report what stands in its envelope.
 * @param report - checked
 * @returns values by column; null where the report says nothing
 */
export function envelopeColumns(report: Report) {
  return {
    title: report.title,
    classification: report.classification,
    handling: report.handling,
    conditions: report.conditions ?? null,
    action_code: report.action_code ?? null,
    sanitisation_code: report.sanitisation_code ?? null,
    discoverable: report.discoverable,
    review_on: report.review_on,
    agency_reference: report.agency_reference ?? null,
    compartment_id: report.compartment ?? null,
  }
}

/**
 * Inserts envelopes of filed reports. An import finds its reference taken wherever it stands; a person only
 * where they may see it.
 * @param agencyId - of the owner
 * @param rows - ids and references are chosen beforehand
 * @returns ids of those that are new; one whose agency reference is taken is left out
 */
export async function insertEnvelopes(
  scope: Scope,
  agencyId: number,
  rows: readonly NewEnvelope[],
): Promise<Set<string>> {
  const inserted = await scope.tx.many<{ id: string }>(
    scope.actor.kind === 'person' ? INSERT : INSERT_WHAT_IS_NEW,
    [
      JSON.stringify(
        rows.map((row) => ({
          id: row.id,
          reference: row.reference,
          ...envelopeColumns(row.report),
          created_at: row.createdAt,
        })),
      ),
      agencyId,
      authorOf(scope),
      scope.now,
    ],
  )
  return new Set(inserted.map(({ id }) => id))
}

const ENVELOPES = `
  insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
    conditions, action_code, sanitisation_code, discoverable, review_on, agency_reference, compartment_id, created_at,
    filed_at)
  select x.id, 'report', x.reference, $2, $3, 'disseminated', x.title, x.classification, x.handling,
    x.conditions, x.action_code, x.sanitisation_code, x.discoverable, x.review_on, x.agency_reference, x.compartment_id,
    x.created_at, $4
  from jsonb_to_recordset($1::jsonb) as x (id uuid, reference text, title text, classification text, handling text,
    conditions text, action_code text, sanitisation_code text, discoverable boolean, review_on date,
    agency_reference text, compartment_id uuid, created_at timestamptz)`

const UNLESS_TAKEN = `
  on conflict (agency_id, agency_reference, kind, classification, coalesce(compartment_id, '00000000-0000-0000-0000-000000000000'))
  do nothing
  returning id`

// Two statements and no condition between them: each keeps its plan, where one was planned anew at every filing.
const INSERT = ENVELOPES + UNLESS_TAKEN

// Row by row (`offset 0`): hashed, it read every report of the agency for each batch.
const INSERT_WHAT_IS_NEW = `${ENVELOPES}
  where not exists (select from access.record r
                    where r.agency_id = $2 and r.agency_reference = x.agency_reference and r.kind = 'report' offset 0)${UNLESS_TAKEN}`

/**
 * Inserts what only a report says, of envelopes that were inserted before in the same transaction.
 * @param agencyId - of the owner
 * @param rows - those whose envelopes are new
 */
export async function insertReports(
  scope: Scope,
  agencyId: number,
  rows: readonly NewEnvelope[],
): Promise<void> {
  await scope.tx.run(
    `insert into intelligence.report (id, agency_id, created_at, original_grade, needs_evaluation)
     select x.id, $2, x.created_at, x.original_grade, x.needs_evaluation
     from jsonb_to_recordset($1::jsonb)
       as x (id uuid, created_at timestamptz, original_grade text, needs_evaluation boolean)`,
    [
      JSON.stringify(
        rows.map(({ id, report, createdAt, needsEvaluation }) => ({
          id,
          created_at: createdAt,
          original_grade: report.original_grade ?? null,
          needs_evaluation: needsEvaluation,
        })),
      ),
      agencyId,
    ],
  )
}

export type NewContent = { id: string; version: number; createdAt: Date; prepared: Prepared }

/**
 * Writes versions with what they say, withheld subjects, what was left out and what search reads, all in one statement.
 * @param agencyId - of the owner
 * @param rows - one for each version, made ready by `prepareReport`
 * @param as - `isDraft`: the version row is there already and holds the draft, whose author stays; it becomes the
 *   filed document. `writtenBy`: somebody else than who acts, whose version was checked
 */
export async function writeContents(
  scope: Scope,
  agencyId: number,
  rows: readonly NewContent[],
  as: { isDraft?: boolean; writtenBy?: string } = {},
): Promise<void> {
  const parameters = [
    JSON.stringify(
      rows.map(({ id, version, createdAt, prepared }) => ({
        id,
        version,
        created_at: createdAt,
        handling: prepared.document.handling,
        document: prepared.document,
        withheld: prepared.withheld.map(({ number, subject }) => ({
          number,
          subject,
          folds: subject.kind === 'person' ? personFolds(subject.names, subject.born ?? null) : [],
        })),
        left_out: prepared.leftOut,
        ...prepared.search,
      })),
    ),
    agencyId,
    scope.now,
  ]
  if (as.isDraft) {
    for (const { id, prepared } of rows)
      await scope.tx.run('select intelligence.rewrite_draft($1, $2, $3)', [
        id,
        JSON.stringify(prepared.document),
        scope.now,
      ])
    await scope.tx.run(KEEP_BESIDE_DRAFT, parameters.slice(0, 2))
  } else await scope.tx.run(WRITE_NEW, [...parameters, as.writtenBy ?? authorOf(scope)])
}

const INPUT = `input as materialized (
  select x.*, intelligence.new_salt() as salt
  from jsonb_to_recordset($1::jsonb) as x (id uuid, version integer, created_at timestamptz, handling text,
    document jsonb, withheld jsonb, left_out jsonb, title text, body text, names text, exact text[], grades text[], kinds text[]))`

const KEEP = `kept as (
  insert into intelligence.withheld_subject (report_id, version, number, subject, folds)
  select input.id, input.version, (w ->> 'number')::integer, w -> 'subject',
    array(select jsonb_array_elements_text(w -> 'folds'))
  from input cross join lateral jsonb_array_elements(input.withheld) w),
unnamed as (
  insert into intelligence.left_out (report_id, version, finds)
  select input.id, input.version, input.left_out from input where jsonb_array_length(input.left_out) > 0)${keepEntries('input', '$2::integer')}`

const WRITE_NEW = `with ${INPUT}, written as (
  insert into intelligence.version (report_id, version, author_id, written_at, digest)
  select id, version, $4, $3, intelligence.digest_of(salt, document) from input),
said as (
  insert into intelligence.version_content (report_id, version, document, salt)
  select id, version, document, salt from input), ${KEEP}`

const KEEP_BESIDE_DRAFT = `with ${INPUT}, ${KEEP}`

function authorOf(scope: Scope): string | null {
  return scope.actor.kind === 'person' ? scope.actor.personId : null
}
