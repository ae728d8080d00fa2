/** Reads one report by the rule of sight. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { AgencyName, Desk, RecordStatus } from '../../platform/rooms/record-kind.ts'
import type { ActionCode, Classification, Handling, SanitisationCode } from '../../wire/codes.ts'
import { noteReading } from '../sharing/index.ts'
import type { DerivationState } from './drafts.ts'
import type { LeftOut } from './found-in-text.ts'
import type { ReportItem } from './report.ts'
import type { StoredDocument } from './stored-report.ts'
import { joinSubjects, type NumberedSubject, type WithheldSubject } from './withheld.ts'
import type { RecordId } from '../../wire/ids.ts'

/** What a reader gets. Under `conditions` everything but the header is null or empty. */
export type ReportView = {
  sight: 'full' | 'conditions'
  id: RecordId
  reference: string | null
  version: number
  /** the current version, which may be newer than the one shown */
  currentVersion: number
  /** counts every change; own only, else 0 */
  revision: number
  owner: Desk
  own: boolean
  title: string
  classification: Classification
  handling: Handling
  conditions: string | null
  actionCode: ActionCode | null
  sanitisationCode: SanitisationCode | null
  status: RecordStatus | null
  /** YYYY-MM-DD */
  reviewOn: string | null
  createdAt: Date | null
  filedAt: Date | null
  needsEvaluation: boolean
  originalGrade: string | null
  /** own only */
  agencyReference: string | null
  /** own only */
  discoverable: boolean | null
  /** own only */
  compartment: { id: string; name: string } | null
  /** own only */
  released: { toAll: boolean; agencies: AgencyName[] } | null
  items: ReportItem[]
  /** for the owner with those that are withheld, each marked */
  subjects: (NumberedSubject & { withheld: boolean })[]
  /** own only: found in the texts and left unnamed on purpose */
  leftOut: LeftOut[]
  /** how many subjects stay with the owner */
  withheldCount: number
  /** own only, and only when this person may read the original */
  derivedFrom: { id: RecordId; reference: string } | null
  /** own only */
  derivatives: { id: RecordId; reference: string; state: DerivationState }[]
  /** own only: a sanitised version of another report, whether or not this person may read that one */
  sanitised: boolean
  /** own only: a sanitised version whose current version no second officer has checked, so no partner reads it */
  unchecked: boolean
  /** own only, of a sanitised one: next versions that are being written or checked, in this person's sight */
  nextVersions: { id: RecordId; version: number; state: DerivationState }[]
  /** own only: the numbers of all versions, oldest first */
  versions: number[]
  /** own only, of a recalled report; `toldWhy`: the partners that had it read the reason too */
  recall: { reason: string; at: Date; who: string; toldWhy: boolean } | null
}

/**
 * Reads one report as far as the rule of sight lets this person; that they have is in the ledger.
 * @param id - of the report
 * @param options - `version`: an earlier one; its owner only
 * @returns the report as its reader sees it; under `conditions` only its header
 * @throws not-found: absent, hidden and a mere hit look alike
 */
export async function readReport(
  scope: MemberScope,
  id: string,
  options: { version?: number } = {},
): Promise<ReportView> {
  const row = await scope.tx.maybe<Row>(READ, [id, options.version ?? null])
  if (!row || (row.sight === 'full' && row.document === null)) throw notFound()
  const own = row.owner.id === scope.actor.agencyId
  if (!own && options.version !== undefined && options.version !== row.version) throw notFound()
  scope.record({
    kind: 'consultation',
    subject: { kind: 'report', id },
    detail: { version: options.version ?? row.version, sight: row.sight },
  })
  if (row.sight === 'conditions' || row.document === null) return headerOf(row)
  if (row.status !== 'draft') await noteReading(scope, row.id, row.version)
  const view = partnerView(row, row.document, options.version ?? row.version)
  return own ? await ownView(scope, row, row.document, view) : view
}

type Document = Partial<StoredDocument>
type Row = {
  sight: 'full' | 'conditions'
  id: RecordId
  reference: string
  version: number
  revision: number
  owner: Desk
  title: string
  classification: Classification
  handling: Handling
  conditions: string | null
  actionCode: ActionCode | null
  sanitisationCode: SanitisationCode | null
  status: RecordStatus
  reviewOn: string | null
  createdAt: Date
  filedAt: Date
  needsEvaluation: boolean
  originalGrade: string | null
  agencyReference: string | null
  discoverable: boolean
  releasedToAll: boolean
  document: Document | null
}

const READ = `
  select access.sight(r, exists (select from access.acceptance c
                   where c.record_id = r.id and c.version = r.version and c.person_id = identity.viewer_person()),
           false) as sight,
         r.id, r.reference, r.version, r.revision, r.title, r.classification, r.handling, r.conditions, access.stage_of(r) as status,
         r.action_code as "actionCode", r.sanitisation_code as "sanitisationCode",
         r.review_on::text as "reviewOn", r.created_at as "createdAt", r.filed_at as "filedAt",
         coalesce(p.needs_evaluation, false) as "needsEvaluation", p.original_grade as "originalGrade",
         r.agency_reference as "agencyReference", r.discoverable, r.released_to_all as "releasedToAll",
         jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'deskName', a.desk_name,
           'deskPhone', a.desk_phone, 'deskEmail', a.desk_email, 'deskHours', a.desk_hours) as owner,
         v.document
  from access.record r
  join identity.agency a on a.id = r.agency_id
  -- its owner's alone
  left join intelligence.report p on p.id = r.id
  left join intelligence.version_content v on v.report_id = r.id and v.version = coalesce($2, r.version)
  where r.id = $1 and r.kind = 'report'`

/** Under `conditions`: all that a reader is asked to accept, codes among it, and whom to ask. */
function headerOf(row: Row): ReportView {
  return {
    sight: row.sight,
    id: row.id,
    reference: null,
    version: row.version,
    currentVersion: row.version,
    revision: 0,
    owner: row.owner,
    own: false,
    title: row.title,
    classification: row.classification,
    handling: row.handling,
    conditions: row.conditions,
    actionCode: row.actionCode,
    sanitisationCode: row.sanitisationCode,
    status: null,
    reviewOn: null,
    createdAt: null,
    filedAt: null,
    needsEvaluation: false,
    originalGrade: null,
    agencyReference: null,
    discoverable: null,
    compartment: null,
    released: null,
    items: [],
    subjects: [],
    leftOut: [],
    withheldCount: 0,
    derivedFrom: null,
    derivatives: [],
    sanitised: false,
    unchecked: false,
    nextVersions: [],
    versions: [],
    recall: null,
  }
}

function partnerView(row: Row, document: Document, version: number): ReportView {
  return {
    ...headerOf(row),
    reference: row.reference,
    version,
    title: document.title ?? row.title,
    classification: document.classification ?? row.classification,
    handling: document.handling ?? row.handling,
    conditions: document.conditions ?? null,
    actionCode: document.action_code ?? null,
    sanitisationCode: document.sanitisation_code ?? null,
    status: row.status,
    reviewOn: document.review_on ?? row.reviewOn,
    createdAt: row.createdAt,
    filedAt: row.filedAt,
    needsEvaluation: row.needsEvaluation,
    originalGrade: row.originalGrade,
    items: document.items ?? [],
    subjects: joinSubjects(numbered(document.subjects ?? []), []),
    withheldCount: document.withheld ?? 0,
  }
}

// A draft's subjects have no numbers yet: their place is their number.
function numbered(
  subjects: readonly (NumberedSubject | Omit<NumberedSubject, 'number'>)[],
): NumberedSubject[] {
  return subjects.map((one, index) => ({ number: index + 1, ...one }) as NumberedSubject)
}

type OwnRow = {
  withheld: WithheldSubject[]
  leftOut: LeftOut[]
  versions: number[]
  agencies: AgencyName[]
  compartment: { id: string; name: string } | null
  derivedFrom: { id: RecordId; reference: string } | null
  derivatives: { id: RecordId; reference: string; state: DerivationState }[]
  sanitised: boolean
  unchecked: boolean
  nextVersions: ReportView['nextVersions']
  recallReason: string | null
  recallAt: Date | null
  recallWho: string | null
  recallTold: boolean
}

/** What only the owner sees of its report. */
async function ownView(
  scope: MemberScope,
  row: Row,
  document: Document,
  view: ReportView,
): Promise<ReportView> {
  const more = await scope.tx.one<OwnRow>(READ_OWN, [row.id, view.version])
  const { recallReason: reason, recallAt: at, recallWho: who, recallTold: toldWhy } = more
  return {
    ...view,
    own: true,
    revision: row.revision,
    agencyReference: row.agencyReference,
    discoverable: row.discoverable,
    compartment: more.compartment,
    released: { toAll: row.releasedToAll, agencies: more.agencies },
    subjects: joinSubjects(numbered(document.subjects ?? []), more.withheld),
    leftOut: more.leftOut,
    withheldCount: more.withheld.length,
    derivedFrom: more.derivedFrom,
    derivatives: more.derivatives,
    sanitised: more.sanitised,
    unchecked: more.unchecked,
    nextVersions: more.nextVersions,
    versions: more.versions,
    recall: reason !== null && at !== null ? { reason, at, who: who ?? '', toldWhy } : null,
  }
}

const READ_OWN = `
  select
    (select coalesce(jsonb_agg(jsonb_build_object('number', w.number, 'subject', w.subject) order by w.number), '[]')
     from intelligence.withheld_subject w where w.report_id = r.id and w.version = $2) as withheld,
    coalesce((select l.finds from intelligence.left_out l where l.report_id = r.id and l.version = $2), '[]') as "leftOut",
    (select array_agg(v.version order by v.version) from intelligence.version v where v.report_id = r.id) as versions,
    (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) order by a.name), '[]')
     from identity.agency a where a.id = any (r.released_to)) as agencies,
    (select jsonb_build_object('id', c.id, 'name', c.name)
     from access.compartment c where c.id = r.compartment_id) as compartment,
    (select jsonb_build_object('id', o.id, 'reference', o.reference)
     from intelligence.derivation d join access.record o on o.id = d.original_id
     where d.derivative_id = r.id) as "derivedFrom",
    (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'reference', s.reference, 'state', d.state) order by s.created_at), '[]')
     from intelligence.derivation d join access.record s on s.id = d.derivative_id
     where d.original_id = r.id and s.next_version_of is null) as derivatives,
    exists (select from intelligence.derivation d where d.derivative_id = r.id) as sanitised,
    r.status = 'disseminated' and not intelligence.is_checked(r.id, r.version) as unchecked,
    (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'version', n.version, 'state', d.state) order by n.created_at), '[]')
     from intelligence.derivation d join access.record n on n.id = d.derivative_id
     where n.next_version_of = r.id and n.status = 'draft') as "nextVersions",
    c.reason as "recallReason", c.at as "recallAt", identity.person_label(c.person_id) as "recallWho",
    not exists (select from access.recall_notice n where n.record_id = r.id and n.reason <> c.reason) as "recallTold"
  from access.record r
  left join access.recall c on c.record_id = r.id
  where r.id = $1`
