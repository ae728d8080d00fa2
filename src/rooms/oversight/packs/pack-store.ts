/** Packs: the statements. */
import type { MemberScope, Scope } from '../../../platform/database/scope.ts'
import { documentSchema, type OwnDocument } from '../../../platform/documents/document.ts'
import type { EventRow } from '../../../platform/ledger/event-rows.ts'
import type { PackKind } from './pack.ts'

export type Pack = {
  id: string
  kind: PackKind
  bodyName: string
  agencyId: number
  agencyName: string
  inspectionId: string
  reference: string
  meetingId: string | null
  document: OwnDocument
  contentSha256: Buffer
  htmlSha256: Buffer
  pdfSha256: Buffer
  checkpointSize: number | null
  checkpointRoot: Buffer | null
  madeBy: string | null
  madeAt: Date
  /** how many rows whose words were in it are erased */
  erased: number
  erasedAt: Date | null
}

const columns = `k.id, k.kind, b.name as "bodyName", k.agency_id as "agencyId", a.name as "agencyName",
  k.inspection_id as "inspectionId", i.reference, k.meeting_id as "meetingId", k.content_sha256 as "contentSha256",
  k.html_sha256 as "htmlSha256", k.pdf_sha256 as "pdfSha256", k.checkpoint_size::int8 as "checkpointSize",
  k.checkpoint_root as "checkpointRoot", p.name as "madeBy", k.made_at as "madeAt", k.erased, k.erased_at as "erasedAt"`
const from = `oversight.pack k join identity.agency b on b.id = k.body_id join identity.agency a on a.id = k.agency_id
  join oversight.inspection i on i.id = k.inspection_id left join identity.person p on p.id = k.person_id`

/** A pack in a list: without its words. */
export type ListedPack = Pick<Pack, 'id' | 'kind' | 'agencyName' | 'reference' | 'madeAt' | 'madeBy'> & {
  title: string
  lang: string
}

/** Where a page of the list goes on. */
export type PackPlace = { at: string; id: string }

/**
 * Lists the packs of the viewer's agency, newest first.
 * @param before - those made before this one; null: from the newest
 * @param most - how many
 * @returns without their words
 */
export const listPacks = (scope: Scope, before: PackPlace | null, most: number): Promise<ListedPack[]> =>
  scope.tx.many<ListedPack>(
    `select k.id, k.kind, a.name as "agencyName", i.reference, k.made_at as "madeAt", p.name as "madeBy",
            k.document ->> 'title' as title, k.document ->> 'lang' as lang
     from ${from}
     where $1::timestamptz is null or (k.made_at, k.id) < ($1::timestamptz, $2::uuid)
     order by k.made_at desc, k.id desc limit $3`,
    [before?.at ?? null, before?.id ?? null, most],
  )

/**
 * Finds a pack.
 * @param id - of it
 * @returns null where there is none that the viewer may see
 */
export async function findPack(scope: Scope, id: string): Promise<Pack | null> {
  const row = await scope.tx.maybe<Omit<Pack, 'document' | 'checkpointSize'> & { document: unknown; checkpointSize: string | null }>(
    `select ${columns}, k.document from ${from} where k.id = $1`,
    [id],
  )
  if (row === null) return null
  return {
    ...row,
    document: documentSchema.parse(row.document),
    checkpointSize: row.checkpointSize === null ? null : Number(row.checkpointSize),
  }
} // prettier-ignore

/**
 * Writes a pack.
 * @param one - all of it
 */
export async function insertPack(
  scope: MemberScope,
  one: Omit<Pack, 'bodyName' | 'agencyName' | 'reference' | 'madeBy' | 'erased' | 'erasedAt'> & {
    sources: readonly string[]
  },
): Promise<void> {
  await scope.tx.run(
    `insert into oversight.pack (id, kind, body_id, agency_id, inspection_id, meeting_id, marking, document, sources,
       content_sha256, html_sha256, pdf_sha256, checkpoint_size, checkpoint_root, person_id, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[one.id, one.kind, scope.actor.agencyId, one.agencyId, one.inspectionId, one.meetingId],
      ...[one.document.marking, JSON.stringify(one.document), one.sources, one.contentSha256],
      ...[one.htmlSha256, one.pdfSha256, one.checkpointSize, one.checkpointRoot],
      ...[scope.actor.personId, one.madeAt],
    ],
  )
}

/**
 * Reads the event by which a pack was made.
 * @param packId - of it
 * @returns null where it has no place in the ledger's tree yet
 */
export async function eventOfPack(
  scope: MemberScope,
  packId: string,
): Promise<{ sequence: number; row: EventRow } | null> {
  await scope.tx.run('select ledger.state_use($1)', ['integrity'])
  const found = await scope.tx.maybe<EventRow & { sequence: string }>(
    'select * from ledger.event_of_pack($1)',
    [packId],
  )
  if (found === null) return null
  const { sequence, ...row } = found
  return { sequence: Number(sequence), row }
}
