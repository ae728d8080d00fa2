/**
 * The search for a data subject through what lies sealed: reports of the public, which the named officer opens with the
 * desk's key, some at a time; and records that the agency keeps itself, which are searched there and noted here.
 */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, notFound } from '../../../platform/errors.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { SealedRights, SubjectRights } from '../../../platform/rooms/accountability.ts'
import { requestOf, type RequestId, type RequestRow } from './request-store.ts'
import { notOpen, written } from './take-in-request.ts'

/** At one press: a second or so, while others use the node. */
export const AT_ONCE = 200

/** What came of a search that is made outside. */
export const outsideWords = {
  nothing: 'Nothing on them was found',
  found: 'Something was found. It is answered from our own system',
  'not-searched': 'It could not be searched',
} as const
export type OutsideOutcome = keyof typeof outsideWords

export const outsideSchema = z.object({
  outcome: z.enum(['nothing', 'found', 'not-searched'], { error: 'Choose what came of it' }),
  note: written(2_000, 'Say what was searched, by which words, and who did it'),
})

/** How far a search is. `place` is set while there is more to look at. */
export type SealedProgress = {
  kind: string
  place: string | null
  looked: number
  notOpened: number
  destroyed: number
  outcome: OutsideOutcome | null
  note: string | null
  by: string
  at: Date
  finishedAt: Date | null
}

const PROGRESS = `
  select s.kind, s.place, s.looked, s.not_opened as "notOpened", s.destroyed, s.outcome, s.note,
         identity.person_label(s.by_person) as by, s.at, s.finished_at as "finishedAt"
  from records.sealed_search s where s.request_id = $1`

/** What a request's page says of what lies sealed. */
export type SealedStanding = {
  progress: readonly SealedProgress[]
  /** what this person could open; null where they are not the named officer, or work at no desk */
  desk: { words: string; kept: number; first: { text: string; action: string; href: string } | null } | null
  /** sealed records of the agency itself, in all */
  outside: number
}

const sealedOf = (rights: readonly SubjectRights[]): SealedRights | undefined =>
  rights.find(({ sealed }) => sealed !== undefined)?.sealed

/**
 * Reads how the search through what lies sealed stands.
 * @param rights - of all rooms
 * @param session - whose unlocked keys would be used
 * @param row - the request
 * @returns counts and places, and never a word of what is sealed
 */
export async function sealedStanding(
  scope: MemberScope,
  rights: readonly SubjectRights[],
  session: Buffer,
  row: RequestRow,
): Promise<SealedStanding> {
  const sealed = sealedOf(rights)
  const stands =
    sealed !== undefined && row.officerId === scope.actor.personId
      ? await sealed.stands(scope, session)
      : null
  const { outside } = await scope.tx.one<{ outside: number }>(
    'select coalesce(records.sealed_outside($1), 0) as outside',
    [row.id],
  )
  return {
    progress: await scope.tx.many<SealedProgress>(PROGRESS, [row.id]),
    desk: sealed === undefined || stands === null ? null : { words: sealed.words, ...stands },
    outside,
  }
}

/**
 * Opens the next reports that lie sealed and looks for the subject; after the last it begins again.
 * @param rights - of all rooms
 * @param session - whose unlocked keys are used
 * @param id - of the request
 * @param most - so many at once
 * @returns how far it has come, and how many more items there are
 * @throws forbidden `wrong-role`, or while the key is locked; not-found unless this person is named; conflict `not-open`
 */
export async function searchSealed(
  scope: MemberScope,
  rights: readonly SubjectRights[],
  session: Buffer,
  id: RequestId,
  most = AT_ONCE,
): Promise<SealedProgress & { kept: number }> {
  mustBeOneWho(scope, 'decides')
  const row = await requestOf(scope, id)
  const sealed = sealedOf(rights)
  if (sealed === undefined || row.officerId !== scope.actor.personId) throw notFound()
  if (row.state !== 'open' || row.identity !== 'proven') throw notOpen()
  await scope.tx.run(
    `insert into records.sealed_search (request_id, kind, agency_id, by_person, at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [id, sealed.kind, scope.actor.agencyId, scope.actor.personId, scope.now],
  )
  // Pressed twice at once: the second goes on behind the first.
  const was = await scope.tx.one<SealedProgress>(`${PROGRESS} and s.kind = $2 for update of s`, [
    id,
    sealed.kind,
  ])
  const before = was.finishedAt === null ? was : { place: null, looked: 0, notOpened: 0, destroyed: 0 }
  const batch = await sealed.look(
    scope,
    session,
    { names: row.names, identifiers: row.identifiers },
    before.place,
    most,
  )
  const { kept } = await scope.tx.one<{ kept: number | null }>(
    'select records.keep_sealed_found($1, $2::uuid[]) as kept',
    [id, batch.found],
  )
  if (kept === null) throw notOpen()
  await scope.tx.run(
    `update records.sealed_search set place = $3, looked = $4, not_opened = $5, destroyed = $6, by_person = $7, at = $8,
       finished_at = $9
     where request_id = $1 and kind = $2`,
    [
      ...[id, sealed.kind, batch.place, before.looked + batch.looked, before.notOpened + batch.notOpened],
      ...[before.destroyed + batch.destroyed, scope.actor.personId, scope.now],
      batch.place === null ? scope.now : null,
    ],
  )
  scope.record({
    kind: 'consultation',
    subject: { kind: 'subject-request', id },
    detail: { step: 'searched-sealed', records: batch.looked, results: batch.found.length },
  })
  const progress = await scope.tx.one<SealedProgress>(`${PROGRESS} and s.kind = $2`, [id, sealed.kind])
  return { ...progress, kept }
}

/**
 * Notes what came of searching the agency's own system, whose records this node holds as tokens only.
 * @param id - of the request
 * @param input - outcome, and what was searched
 * @throws not-found; conflict `not-open`, `identity-first`
 */
export async function noteOutside(
  scope: MemberScope,
  id: RequestId,
  input: z.output<typeof outsideSchema>,
): Promise<void> {
  const row = await requestOf(scope, id)
  if (row.state !== 'open') throw notOpen()
  if (row.identity !== 'proven')
    throw conflict('identity-first', 'Note first what showed who they are. Nobody is searched for before.')
  await scope.tx.run(
    `insert into records.sealed_search (request_id, kind, agency_id, outcome, note, by_person, at, finished_at)
     values ($1, 'sealed-record', $2, $3, $4, $5, $6, $6)
     on conflict (request_id, kind) do update set outcome = excluded.outcome, note = excluded.note,
       by_person = excluded.by_person, at = excluded.at, finished_at = excluded.finished_at`,
    [id, scope.actor.agencyId, input.outcome, input.note, scope.actor.personId, scope.now],
  )
  scope.record({
    kind: 'alteration',
    subject: { kind: 'subject-request', id },
    detail: { step: 'noted-outside' },
  })
}
