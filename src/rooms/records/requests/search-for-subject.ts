/** The search for a data subject over what the agency itself owns: references and counts, never content. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict } from '../../../platform/errors.ts'
import type { FoundIn, SubjectRights } from '../../../platform/rooms/accountability.ts'
import type { PersonCategory } from '../../../wire/codes.ts'
import type { Id, RecordId } from '../../../wire/ids.ts'
import { requestOf, type RequestId } from './request-store.ts'
import { notOpen } from './take-in-request.ts'

export type ItemId = Id<'subject request item'>

/** So many records at most; a search that finds more asks for a date of birth, an identifier or a fuller name. */
export const MOST_FOUND = 1_000

export type ItemRow = {
  id: ItemId
  /** of the record; of what lies sealed, its id in its own room */
  recordId: RecordId
  kind: string
  reference: string
  foundIn: FoundIn[]
  categories: PersonCategory[]
  born: 'same' | 'other' | 'unknown'
  about: 'them' | 'not-them' | null
  decidedBy: string | null
}

const ITEMS = `
  select i.id, coalesce(i.record_id, i.sealed_id) as "recordId", i.kind, i.reference, i.found_in as "foundIn", i.categories, i.born, i.about,
         identity.person_label(i.decided_by) as "decidedBy"
  from records.subject_request_item i where i.request_id = $1`

/**
 * Searches the agency's own records, those that are withheld, restricted or drafts too; never what partners hold. It may be
 * done again: what was decided stays.
 * @param rights - of all rooms
 * @param id - of the request
 * @returns how many records may be about them
 * @throws not-found; conflict `not-open`, `identity-first`
 */
export async function searchForSubject(
  scope: MemberScope,
  rights: readonly SubjectRights[],
  id: RequestId,
): Promise<number> {
  const row = await requestOf(scope, id)
  if (row.state !== 'open') throw notOpen()
  if (row.identity !== 'proven')
    throw conflict('identity-first', 'Note first what showed who they are. Nobody is searched for before.')
  const found = []
  let more = false
  for (const one of rights) {
    const some = (await one.find?.(scope, id, MOST_FOUND)) ?? []
    more ||= some.length >= MOST_FOUND
    found.push(...some)
  }
  const { kept } = await scope.tx.one<{ kept: number | null }>(
    'select records.keep_found($1, $2::jsonb, $3) as kept',
    [
      id,
      JSON.stringify(
        found.map((one) => ({
          ...{ record_id: one.id, found_in: one.foundIn, categories: one.categories, born: one.born },
        })),
      ),
      more,
    ],
  )
  if (kept === null) throw notOpen()
  scope.record({
    kind: 'consultation',
    subject: { kind: 'subject-request', id },
    detail: { step: 'searched', results: kept },
  })
  scope.wake([scope.actor.agencyId])
  return kept
}

/**
 * Lists what was found: to whoever manages records all of it, by reference; to the officer what they may read.
 * @param id - of the request
 * @param from - how many to pass over; the undecided come first
 * @returns 50 at a time, and whether there are more
 */
export async function itemsOf(
  scope: MemberScope,
  id: string,
  from = 0,
): Promise<{ rows: ItemRow[]; more: boolean }> {
  const rows = await scope.tx.many<ItemRow>(
    `${ITEMS} order by i.about is not null, i.born = 'other', i.found_in = array['text'], i.reference, i.id
     offset $2 limit 51`,
    [id, from],
  )
  return { rows: rows.slice(0, 50), more: rows.length > 50 }
}

/**
 * Finds one of them.
 * @param id - of the request
 * @param item - of what was found
 * @returns null: absent and hidden look alike
 */
export const itemOf = (scope: MemberScope, id: string, item: string): Promise<ItemRow | null> =>
  scope.tx.maybe<ItemRow>(`${ITEMS} and i.id = $2`, [id, item])
