/** Drafts: kept at every step, incomplete as they are, until they are filed or thrown away. */
import { createHash } from 'node:crypto'
import { conflict, forbidden, invalid, notFound, type SeamarkError } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId, newReference } from '../../platform/identifiers.ts'
import { classification, type Classification } from '../../wire/codes.ts'
import type { FiledReport } from './file-reports.ts'
import type { LeftOut } from './found-in-text.ts'
import { mustWrite } from './officers.ts'
import type { RecordId } from '../../wire/ids.ts'

type Typed = string | null | undefined

/** Anything typed so far. Values are as typed: what is wrong with them is said when it is submitted. */
export type DraftDocument = {
  title?: Typed
  classification?: Typed
  handling?: Typed
  conditions?: Typed
  action_code?: Typed
  sanitisation_code?: Typed
  discoverable?: boolean | undefined
  review_on?: Typed
  agency_reference?: Typed
  compartment?: Typed
  original_grade?: Typed
  items?: DraftItem[] | undefined
  subjects?: DraftSubject[] | undefined
  /** found in the texts and left unnamed on purpose */
  left_out?: LeftOut[] | undefined
  /** the subject that was removed last, until the next change: it can be put back */
  removed?: Removed | undefined
  /** of a next version: what its readers are told of why there is one */
  change_reason?: Typed
}
/** `owned`: the numbers, after the removal, of what had belonged to it. */
export type Removed = { subject: DraftSubject; number: number; owned: number[] }
export type DraftItem = {
  text?: Typed
  source_evaluation?: Typed
  intelligence_assessment?: Typed
  basis?: Typed
  /** where and when something happened, as typed */
  events?: DraftEvent[] | undefined
}
export type DraftEvent = {
  kind?: Typed
  when?: Typed
  where?: Typed
  where_sure?: Typed
  within_m?: number | string | undefined
  place?: Typed
}
export type DraftSubject = {
  kind?: Typed
  item?: number | undefined
  category?: Typed
  names?: string[] | undefined
  born?: Typed
  value?: Typed
  country?: Typed
  note?: Typed
  belongs_to?: number | undefined
  /** of a sanitised version: its text does not name it, and its writer keeps it all the same */
  kept_without_text?: boolean | undefined
}

export type DerivationState = 'being-written' | 'awaiting-check' | 'returned' | 'approved'

export type Draft = {
  id: RecordId
  /** of the report it will be; for a new version that of the report it is a version of */
  reference: string
  revision: number
  document: DraftDocument
  /** the marking of its pages: what is chosen, or else the highest that its author may write */
  classification: Classification
  nextVersionOf: RecordId | null
  /** the version a draft of a new version starts from */
  basedOn: number | null
  derivationOf: RecordId | null
  derivationState: DerivationState | null
  derivationNote: string | null
  authorId: string
  updatedAt: Date
}

/** Somebody saved the draft meanwhile; `theirs` is what they saved. */
export type StaleDraft = SeamarkError & { theirs: Draft }

/**
 * Tells a stale draft from other errors.
 * @param thrown - whatever was thrown
 * @returns whether it is the refusal because somebody saved the draft meanwhile
 */
export function isStaleDraft(thrown: unknown): thrown is StaleDraft {
  return thrown instanceof Error && 'theirs' in thrown
}

export type DraftKind = 'report' | 'new version' | 'sanitised version'
export type DraftRow = {
  id: RecordId
  title: string
  classification: Classification
  updatedAt: Date
  mine: boolean
  kind: DraftKind
  /** of a sanitised version */
  state: DerivationState | null
}

export type Submission = { filed: FiledReport } | { fields: Record<string, string> }

/** Longer than any report that could be filed. */
const LONGEST_DRAFT = 900_000

/** What a draft is for, besides a report of its own. */
export type DraftPurpose = {
  nextVersionOf?: string
  basedOn?: number
  sanitises?: string
  /** what the page on which it begins calls it: sent twice it is begun once */
  as?: string
}

/**
 * Starts a draft.
 * @param document - what is known already
 * @param purpose - a new version of a report, or a sanitised version of one; with `as` a draft that was begun
 *   before comes back as it is
 * @returns the draft, as it is kept
 * @throws forbidden `wrong-role`; invalid when the document cannot be kept
 */
export async function startDraft(
  scope: MemberScope,
  document: DraftDocument = {},
  purpose: DraftPurpose = {},
): Promise<Draft> {
  mustWrite(scope)
  const chosen = purpose.as === undefined ? null : idChosenBy(scope.actor.personId, purpose.as)
  const begun = chosen === null ? null : await begunAs(scope, chosen)
  if (begun !== null && begun !== 'filed') return begun
  const id = chosen === null || begun === 'filed' ? newId() : chosen
  // A draft of version n + 1 carries that number, so that n, which it starts from, is known.
  const version = purpose.basedOn === undefined ? 1 : purpose.basedOn + 1
  const envelope = await envelopeOf(scope, document)
  await scope.tx.run(
    `insert into access.record (id, kind, reference, agency_id, author_id, status, version, next_version_of, title,
       classification, handling, discoverable, compartment_id, created_at, filed_at)
     values ($1, 'report', $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
    [
      id,
      newReference(),
      scope.actor.agencyId,
      scope.actor.personId,
      version,
      purpose.nextVersionOf ?? null,
      envelope.title,
      envelope.classification,
      envelope.handling,
      envelope.discoverable,
      envelope.compartment,
      scope.now,
    ],
  )
  await scope.tx.run('insert into intelligence.report (id, agency_id, created_at) values ($1, $2, $3)', [
    id,
    scope.actor.agencyId,
    scope.now,
  ])
  await scope.tx.run(`select intelligence.write_version($1, $2, $3, $4, $5)`, [
    id,
    version,
    JSON.stringify(document),
    scope.actor.personId,
    scope.now,
  ])
  if (purpose.sanitises !== undefined)
    await scope.tx.run(
      `insert into intelligence.derivation (derivative_id, original_id, agency_id, state, sanitised_by, changed_at)
       values ($1, $2, $3, 'being-written', $4, $5)`,
      [id, purpose.sanitises, scope.actor.agencyId, scope.actor.personId, scope.now],
    )
  scope.record({ kind: 'collection', subject: { kind: 'report', id }, detail: { draft: true } })
  scope.wake([scope.actor.agencyId])
  return await readDraft(scope, id)
}

/** An id that nobody else's draft can have, so that nothing is learned from one that is taken. */
function idChosenBy(personId: string, as: string): string {
  const hex = createHash('sha256').update(`draft ${personId} ${as}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The draft that this person began under an id; or that it is filed by now; or null. */
async function begunAs(scope: MemberScope, id: string): Promise<Draft | 'filed' | null> {
  // Two at once: the second waits, and finds what the first has begun.
  await scope.tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [id])
  const row = await scope.tx.maybe<{ status: string }>(
    'select status from access.record where id = $1 and agency_id = $2',
    [id, scope.actor.agencyId],
  )
  if (!row) return null
  return row.status === 'draft' ? await readDraft(scope, id) : 'filed'
}

/**
 * Reads a draft.
 * @param id - of the draft
 * @returns the draft, with its document as typed
 * @throws not-found unless it is a draft that this person may see (its author, or an officer of the agency)
 */
export async function readDraft(scope: MemberScope, id: string): Promise<Draft> {
  const row = await scope.tx.maybe<Omit<Draft, 'authorId'> & { authorId: string | null }>(
    `select r.id, coalesce(o.reference, r.reference) as reference, r.revision, c.document, r.classification,
            r.next_version_of as "nextVersionOf",
            case when r.next_version_of is null then null else r.version - 1 end as "basedOn",
            d.original_id as "derivationOf", d.state as "derivationState", d.note as "derivationNote",
            r.author_id as "authorId", v.written_at as "updatedAt"
     from access.record r
     join intelligence.version v on v.report_id = r.id and v.version = r.version
     join intelligence.version_content c on c.report_id = v.report_id and c.version = v.version
     left join access.record o on o.id = r.next_version_of
     left join intelligence.derivation d on d.derivative_id = r.id
     where r.id = $1 and r.agency_id = $2 and r.kind = 'report' and r.status = 'draft'`,
    [id, scope.actor.agencyId],
  )
  if (!row) throw notFound()
  return { ...row, authorId: row.authorId ?? '' }
}

/**
 * Saves what is typed so far.
 * @param id - of the draft
 * @param revision - of the draft that was shown; somebody else's saving meanwhile is not overwritten
 * @param document - all of it; what it leaves out is gone
 * @returns the draft as it is now
 * @throws not-found; StaleDraft with what they saved; invalid when it cannot be kept; conflict `awaiting-check`;
 *   forbidden `another-officer`
 */
export async function saveDraft(
  scope: MemberScope,
  id: string,
  revision: number,
  document: DraftDocument,
): Promise<Draft> {
  const draft = await lockDraft(scope, id, revision)
  mayEdit(scope, draft)
  const envelope = await envelopeOf(scope, document)
  // The author of a draft stays: who wrote last is in the ledger.
  await scope.tx.run('select intelligence.rewrite_draft($1, $2, $3)', [
    id,
    JSON.stringify(document),
    scope.now,
  ])
  await scope.tx.run(
    `update access.record set title = $2, classification = $3, handling = $4, discoverable = $5, compartment_id = $6,
            revision = revision + 1
     where id = $1`,
    [
      id,
      envelope.title,
      envelope.classification,
      envelope.handling,
      envelope.discoverable,
      envelope.compartment,
    ],
  )
  scope.record({ kind: 'alteration', subject: { kind: 'report', id }, detail: { draft: true } })
  return await readDraft(scope, id)
}

/**
 * Throws a draft away.
 * @param id - of the draft
 * @throws not-found; conflict `awaiting-check`; forbidden `another-officer`
 */
export async function discardDraft(scope: MemberScope, id: string): Promise<void> {
  const draft = await readDraft(scope, id)
  mayEdit(scope, draft)
  await scope.tx.run(`delete from access.record where id = $1 and status = 'draft'`, [id])
  scope.record({ kind: 'erasure', subject: { kind: 'report', id }, detail: { draft: true } })
  scope.wake([scope.actor.agencyId])
}

/**
 * Lists this person's drafts first, then the agency's that they may see.
 * @returns the last saved first in both parts, 200 at most
 */
export async function listDrafts(scope: MemberScope): Promise<DraftRow[]> {
  return await scope.tx.many<DraftRow>(
    `select r.id, r.title, r.classification, v.written_at as "updatedAt", r.author_id = $2 as mine,
            case when r.next_version_of is not null then 'new version'
                 when d.derivative_id is not null then 'sanitised version' else 'report' end as kind,
            d.state
     from access.record r
     join intelligence.version v on v.report_id = r.id and v.version = r.version
     left join intelligence.derivation d on d.derivative_id = r.id
     where r.agency_id = $1 and r.kind = 'report' and r.status = 'draft'
     order by mine desc, v.written_at desc
     limit 200`,
    [scope.actor.agencyId, scope.actor.personId],
  )
}

/**
 * Holds a draft until the transaction ends: whoever would save it meanwhile waits.
 * @param id - of the draft; of one that is not there, or not in sight, nothing is held
 */
export async function holdDraft(scope: MemberScope, id: string): Promise<void> {
  await scope.tx.run(
    `select from access.record where id = $1 and agency_id = $2 and status = 'draft' for update`,
    [id, scope.actor.agencyId],
  )
}

/**
 * Locks a draft until the transaction ends, if it is still the one that was shown.
 * @param id - of the draft
 * @param revision - of the draft that was shown
 * @returns the draft
 * @throws not-found; StaleDraft when somebody has saved it since
 */
export async function lockDraft(scope: MemberScope, id: string, revision: number): Promise<Draft> {
  await holdDraft(scope, id)
  const draft = await readDraft(scope, id)
  if (draft.revision !== revision) {
    const stale = conflict('stale', 'Somebody has saved this draft since you opened it. Compare both below.')
    throw Object.assign(stale, { theirs: draft })
  }
  return draft
}

/**
 * Makes a digest of what somebody looked at: another one after any change of its words, its basis or its state.
 * @param draft - as it was shown
 * @returns the digest in base64url
 */
export function digestOfDraft({ revision, basedOn, document }: Draft): string {
  return createHash('sha256')
    .update(JSON.stringify([revision, basedOn, document]))
    .digest('base64url')
}

/**
 * Refuses to change a draft that is not this person's to change. A sanitised version is one officer's until another
 * has checked it: were it open to both, the second would check what they had written themselves.
 * @param draft - in this person's sight
 * @throws conflict `awaiting-check`; forbidden `another-officer`
 */
export function mayEdit(scope: MemberScope, draft: Draft): void {
  if (draft.derivationState === 'awaiting-check')
    throw conflict(
      'awaiting-check',
      'This sanitised version waits for its second officer. It can be changed again when it comes back.',
    )
  if (draft.derivationOf !== null && draft.authorId !== scope.actor.personId)
    throw forbidden(
      'another-officer',
      'Another officer is writing this sanitised version. You can check it later.',
    )
}

// In JSON, where they stand as escapes: NUL and half a surrogate pair, which PostgreSQL cannot hold.
const HAS_UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/

/** What the envelope of a draft says, so that the rule of sight holds for it from the first word. */
async function envelopeOf(scope: MemberScope, document: DraftDocument) {
  const json = JSON.stringify(document)
  if (json.length > LONGEST_DRAFT) throw invalid({ document: 'This is more text than a report can hold' })
  if (HAS_UNSTORABLE.test(json)) throw invalid({ document: 'Contains a character that cannot be stored' })
  // Not chosen yet: as high as its author may write, so that nobody reads it by accident.
  const chosen = document.classification
  const level: Classification =
    chosen && chosen in classification ? (chosen as Classification) : scope.actor.clearance
  if (level !== 'OFFICIAL' && scope.actor.clearance !== level)
    throw invalid({ classification: 'You are not cleared for this classification' })
  const compartment = document.compartment ? document.compartment : null
  if (compartment !== null) {
    const found = await scope.tx.maybe('select id from access.compartment where id::text = $1', [compartment])
    if (!found) throw invalid({ compartment: 'Choose an operation that you are a member of' })
  }
  return {
    title: (document.title ?? '').slice(0, 200),
    classification: level,
    handling: document.handling === 'C' ? 'C' : 'P',
    discoverable: document.discoverable ?? true,
    compartment,
  }
}
