/** Files reports: one from a page or the API, or a batch of an import, on one path. */
import { conflict, invalid } from '../../platform/errors.ts'
import type { MemberScope, Scope } from '../../platform/database/scope.ts'
import { newId, newReference } from '../../platform/identifiers.ts'
import { replaceIdentifiers, replacePersons } from '../matches/index.ts'
import { insertEnvelopes, insertReports, writeContents } from './report-store.ts'
import type { FieldErrors, Report } from './report.ts'
import { identifierRows, personRows, prepareReport } from './stored-report.ts'
import type { RecordId } from '../../wire/ids.ts'

export type NewReport = {
  report: Report
  /** when the agency wrote it */
  createdAt: Date
  /** its grade was translated from another system; a person must look at it */
  needsEvaluation: boolean
  /** chosen beforehand where the answer must be known first (a repeated submission) */
  as?: { id: RecordId; reference: string }
}

export type FiledReport = {
  id: RecordId
  reference: string
  version: number
  /** the next version of a sanitised report: `version` stands until a second officer has checked it */
  awaitsCheck?: true
}

/** `already`: the agency has filed a report with this reference of its own before. */
export type Filing = FiledReport | { already: string }

/**
 * Files reports of one agency, matched and in the ledger when this returns; in six statements, however
 * many they are.
 * @param scope - a person of the agency, or the importing service
 * @param agencyId - the owner
 * @param rows - checked reports
 * @param ofImport - the import that they come with: what somebody files by hand is compared before it
 * @returns for each row, in order, what was filed, or that it is there already
 * @throws invalid when a report is in a compartment that does not exist or is closed to this person, or
 *   classified above their clearance
 */
export async function fileReports(
  scope: Scope,
  agencyId: number,
  rows: readonly NewReport[],
  ofImport: string | null = null,
): Promise<Filing[]> {
  if (rows.length === 0) return []
  for (const { report } of rows) await checkReach(scope, report)
  const planned = rows.map((row) => ({
    ...row,
    id: row.as?.id ?? newId<RecordId>(),
    reference: row.as?.reference ?? newReference(),
  }))
  const fresh = await insertEnvelopes(scope, agencyId, planned)
  const today = scope.now.toISOString().slice(0, 10)
  const contents = planned
    .filter(({ id }) => fresh.has(id))
    .map(({ id, reference, report, createdAt }) => {
      return { id, version: 1, createdAt, prepared: prepareReport(report, today, reference) }
    })
  if (contents.length > 0) {
    const ids = contents.map(({ id }) => id)
    const identifiers = contents.flatMap(({ id, prepared }) => identifierRows(id, prepared))
    const persons = contents.flatMap(({ id, prepared }) => personRows(id, prepared))
    // In this order, and sent together: none needs the others' answers.
    await Promise.all([
      insertReports(
        scope,
        agencyId,
        planned.filter(({ id }) => fresh.has(id)),
      ),
      writeContents(scope, agencyId, contents),
      replaceIdentifiers(scope, ids, identifiers),
      ...(persons.length > 0 ? [replacePersons(scope, ids, persons, ofImport)] : []),
    ])
    for (const { id } of contents)
      scope.record({ kind: 'collection', subject: { kind: 'report', id }, detail: { version: 1 } })
    if (planned.some((row) => row.needsEvaluation && fresh.has(row.id))) scope.wake([agencyId])
  }
  return planned.map(({ id, reference, report }) =>
    fresh.has(id) ? { id, reference, version: 1 } : { already: report.agency_reference ?? '' },
  )
}

/**
 * Files one report of the signed-in person's agency.
 * @param report - checked by parseReport
 * @param as - id and reference, where they were chosen beforehand
 * @returns the report's id and reference
 * @throws conflict `agency-reference-taken`; invalid as fileReports
 */
export async function fileReport(
  scope: MemberScope,
  report: Report,
  as?: { id: RecordId; reference: string },
): Promise<FiledReport> {
  const row = { report, createdAt: scope.now, needsEvaluation: false, ...(as ? { as } : {}) }
  const [filed] = await fileReports(scope, scope.actor.agencyId, [row])
  if (!filed || 'already' in filed) throw agencyReferenceTaken()
  return filed
}

/**
 * Refuses a reference of the agency's own system that a filed report has already. A unique index stands behind
 * this; it would undo the transaction without saying which field. What the person may not see is not found here,
 * and its place in the index is another one.
 * @param report - its own reference, and the classification and operation within which that must be free
 * @param but - a report that may have it: this is its new version
 * @throws conflict `agency-reference-taken`
 */
export async function agencyReferenceMustBeFree(
  scope: Scope,
  { agency_reference, classification, compartment }: Report,
  but: string | null = null,
): Promise<void> {
  const taken = await scope.tx.many(
    `select id from access.record
     where kind = 'report' and agency_id = $1 and agency_reference = $2 and classification = $3
       and compartment_id is not distinct from $4::uuid and id is distinct from $5::uuid`,
    [scope.actor.agencyId, agency_reference, classification, compartment ?? null, but],
  )
  if (taken.length > 0) throw agencyReferenceTaken()
}

/**
 * Makes the refusal of a second report with the same reference of the agency's own system.
 * @returns conflict `agency-reference-taken`
 */
export function agencyReferenceTaken() {
  return conflict(
    'agency-reference-taken',
    'Your agency has filed a report with this reference of its own system already. Search for it, or leave the reference out.',
  )
}

/**
 * Refuses to put a report where this person may not put one. The database would refuse it too, but could not say
 * which field is at fault.
 * @param report - its classification and operation are looked at
 * @throws invalid with `classification` or `compartment`
 */
export async function checkReach(scope: Scope, report: Report): Promise<void> {
  const fields: FieldErrors = {}
  if (
    scope.actor.kind === 'person' &&
    report.classification !== 'OFFICIAL' &&
    scope.actor.clearance !== report.classification
  )
    fields['classification'] = 'You are not cleared for this classification'
  if (report.compartment) {
    const found = await scope.tx.maybe('select id from access.compartment where id = $1', [
      report.compartment,
    ])
    if (!found) fields['compartment'] = 'Choose an operation that you are a member of'
  }
  if (Object.keys(fields).length > 0) throw invalid(fields)
}
