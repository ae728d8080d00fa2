/** Responses, their paragraphs, invitations and the chief officer's comments: the statements. */
import type { Scope } from '../../../platform/database/scope.ts'
import type { Letter } from './letter.ts'

export type Response = {
  id: string
  inspectionId: string
  bodyId: number
  bodyName: string
  agencyId: number
  agencyName: string
  opening: string
  closing: string
  signedBy: string | null
  signedAt: Date | null
  /** the letter as it was signed */
  facts: Letter | null
  publishedAt: Date | null
  version: number
}

const columns = `r.id, r.inspection_id as "inspectionId", r.body_id as "bodyId", b.name as "bodyName",
  r.agency_id as "agencyId", a.name as "agencyName", r.opening, r.closing, p.name as "signedBy", r.signed_at as "signedAt",
  r.facts, r.published_at as "publishedAt", r.version`
const from = `oversight.response r join identity.agency b on b.id = r.body_id join identity.agency a on a.id = r.agency_id
  left join identity.person p on p.id = r.signed_by`

/**
 * Lists the responses that the viewer may see, of an inspection or of all.
 * @param inspectionId - null for all
 * @returns the newest first
 */
export const listResponses = (scope: Scope, inspectionId: string | null): Promise<Response[]> =>
  scope.tx.many<Response>(
    `select ${columns} from ${from} where $1::uuid is null or r.inspection_id = $1 order by r.id desc limit 200`,
    [inspectionId],
  )

/**
 * Finds a response.
 * @param id - of it
 * @returns null where there is none that the viewer may see
 */
export const findResponse = (scope: Scope, id: string): Promise<Response | null> =>
  scope.tx.maybe<Response>(`select ${columns} from ${from} where r.id = $1`, [id])

/**
 * Reads a person's words of a response.
 * @param responseId - of it
 * @returns by the id of what they are about
 */
export async function readParagraphs(
  scope: Scope,
  responseId: string,
): Promise<Map<string, { words: string; version: number }>> {
  const rows = await scope.tx.many<{ subjectId: string; words: string; version: number }>(
    'select subject_id as "subjectId", words, version from oversight.paragraph where response_id = $1',
    [responseId],
  )
  return new Map(rows.map(({ subjectId, words, version }) => [subjectId, { words, version }]))
}

export type Invitation = {
  responseId: string
  inspectionId: string
  reference: string
  title: string
  bodyName: string
  agencyId: number
  /** YYYY-MM-DD */
  until: string
  at: Date
  version: number
  /** how many comments came */
  comments: number
}

const invitationColumns = `v.response_id as "responseId", v.inspection_id as "inspectionId", i.reference, i.title,
  b.name as "bodyName", v.agency_id as "agencyId", v.until::text as until, v.at, v.version,
  (select count(*)::int from oversight.chief_comment c where c.response_id = v.response_id) as comments`

/**
 * Lists invitations to comment that the viewer may see.
 * @param most - how many
 * @returns the earliest day first
 */
export const listInvitations = (scope: Scope, most: number): Promise<Invitation[]> =>
  scope.tx.many<Invitation>(
    `select ${invitationColumns} from oversight.invitation v join oversight.inspection i on i.id = v.inspection_id
     join identity.agency b on b.id = v.body_id order by v.until, v.response_id limit $1`,
    [most],
  )

/**
 * Finds the invitation of a response.
 * @param responseId - of it
 * @returns null where nobody was invited, or the viewer may not see it
 */
export const findInvitation = (scope: Scope, responseId: string): Promise<Invitation | null> =>
  scope.tx.maybe<Invitation>(
    `select ${invitationColumns} from oversight.invitation v join oversight.inspection i on i.id = v.inspection_id
     join identity.agency b on b.id = v.body_id where v.response_id = $1`,
    [responseId],
  )

/**
 * Reads the chief officer's comments.
 * @param responseId - of the response
 * @returns the newest first: the first of them counts
 */
export const listComments = (scope: Scope, responseId: string) =>
  scope.tx.many<{ id: string; words: string; at: Date }>(
    'select id, words, at from oversight.chief_comment where response_id = $1 order by at desc, id desc limit 50',
    [responseId],
  )
